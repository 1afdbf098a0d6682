import { defineRule } from './define-rule.ts'
import { gatherPlaces } from './substitution/gather-places.ts'
import { isJudgedPlace } from './substitution/is-judged-place.ts'
import { listFailingSubstitutions } from './substitution/list-failing-substitutions.ts'
import { listSubstitutions } from './substitution/list-substitutions.ts'

export default defineRule({
  id: 'substitution-fails',
  severity: 'error',
  summary: 'Flux can fill in the variables of every object.',
  why: 'Flux puts values into the text of an object and reads it again. Where a name is no name of a variable, an expression cannot be read, a value breaks the YAML, or two objects become one, nothing of the Flux Kustomization is applied any more. `kustomize build` does not show it.',
  fix: 'Correct what the message names; `flux build kustomization --dry-run` shows most of it.',
  messages: {
    fails: '`{owner}` fails to substitute variables: {problem}',
  },
  create: ({ repository, report }) => {
    const places = gatherPlaces<'fails'>('error')
    const readText = (file: string): string | undefined => repository.files.get(file)?.text
    return {
      Cluster(cluster, closure) {
        for (const one of listSubstitutions(closure)) {
          for (const { message, at, pointer, help, related, code } of listFailingSubstitutions(one, readText)) {
            if (!isJudgedPlace(repository, at)) continue
            places.add(cluster.name, code, {
              message: 'fails',
              data: { owner: one.owner.name, problem: message },
              at,
              pointer,
              severity: one.owner.isSuspended ? 'warning' : 'error',
              ...(help === undefined ? {} : { help }),
              ...(related === undefined ? {} : { related }),
            })
          }
        }
      },
      Repository() {
        places.flush(report)
      },
    }
  },
})
