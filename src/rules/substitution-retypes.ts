import { listCustomSchemas } from '../model/queries/list-custom-schemas.ts'
import { defineRule } from './define-rule.ts'
import { gatherPlaces } from './substitution/gather-places.ts'
import { isJudgedPlace } from './substitution/is-judged-place.ts'
import { keepText } from './substitution/keep-text.ts'
import { listRetypedTexts, type RetypedText } from './substitution/list-retyped-texts.ts'
import { listSubstitutions } from './substitution/list-substitutions.ts'

export default defineRule({
  id: 'substitution-retypes',
  severity: 'error',
  summary: 'What must be a text is still one after Flux has filled in its variables.',
  why: 'kustomize drops the quotes that a text with a variable does not need, and Flux then puts the value in and reads the YAML again: `8080`, `1.10`, `on` and `yes` are no texts any more. Kubernetes refuses such an entry of a ConfigMap, environment variable or annotation, and Flux applies nothing of the Kustomization; with such a label it drops all labels of the object.',
  fix: keepText,
  messages: {
    refused: '`{variable}` makes `{field}` of {kind} `{object}` {type}, and Kubernetes takes only a text there',
    labels: '`{variable}` makes `{field}` of {kind} `{object}` {type}, for which Flux drops all labels of the object',
    annotations:
      '`{variable}` makes `{field}` of {kind} `{object}` {type}, for which Flux drops all annotations of the object but the common ones',
    name: '`{variable}` makes the name of this {kind} {type}, for which Flux leaves the object out',
  },
  create: ({ repository, report }) => {
    const places = gatherPlaces<RetypedText['message']>('error')
    return {
      Cluster(cluster, closure) {
        const definitions = listCustomSchemas(closure, repository)
        for (const one of listSubstitutions(closure)) {
          for (const { at, ...found } of listRetypedTexts(one, definitions)) {
            if (isJudgedPlace(repository, at)) places.add(cluster.name, found.message, { ...found, at })
          }
        }
      },
      Repository() {
        places.flush(report)
      },
    }
  },
})
