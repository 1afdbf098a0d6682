import { defineRule } from './define-rule.ts'
import { gatherPlaces } from './substitution/gather-places.ts'
import { isJudgedPlace } from './substitution/is-judged-place.ts'
import { type EatenText, listEatenTexts } from './substitution/list-eaten-texts.ts'
import { listSubstitutions } from './substitution/list-substitutions.ts'

export default defineRule({
  id: 'substitution-eats-text',
  severity: 'warning',
  summary: 'Flux leaves scripts and templates of other programs as they are.',
  why: `Where a Flux Kustomization has \`postBuild\`, each \`\${…}\` in its objects is a variable of Flux: in shell scripts, configuration files, dashboards and templates too. From Flux 2.9 on it fails on those that it does not know; before, it removes them, and the script runs with holes in it. Of \`$$\` it leaves one sign.`,
  fix: `Write \`$\${…}\`, of which Flux leaves \`\${…}\`, or set the annotation \`kustomize.toolkit.fluxcd.io/substitute: disabled\` on the object.`,
  messages: {
    fails: 'this is for another program, but `{owner}` takes `{name}` for a variable of Flux, has none, and fails',
    mayFail:
      'this is for another program, but `{owner}` takes `{name}` for a variable of Flux, and has none: it fails from 2.9 on, and removes the text before',
    empties: 'this is for another program, but `{owner}` takes `{name}` for a variable of Flux, and removes the text',
    taken:
      'this is for another program, but `{owner}` takes `{name}` for a variable of Flux, and puts the default there',
    broken: 'this is for another program, but `{owner}` takes it for a variable of Flux, and fails: {problem}',
    dollars: 'this is for another program, but `{owner}` substitutes variables, and leaves one sign of `$$`',
  },
  create: ({ repository, report }) => {
    const places = gatherPlaces<EatenText['message']>('warning')
    const readText = (file: string): string | undefined => repository.files.get(file)?.text
    return {
      Cluster(cluster, closure) {
        for (const one of listSubstitutions(closure)) {
          for (const found of listEatenTexts(one, readText)) {
            if (isJudgedPlace(repository, found.at)) places.add(cluster.name, found.data.name ?? found.message, found)
          }
        }
      },
      Repository() {
        places.flush(report)
      },
    }
  },
})
