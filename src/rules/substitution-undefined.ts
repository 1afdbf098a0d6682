import { compareMinor } from '../flux/compare-minor.ts'
import type { Cluster } from '../model/cluster.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { defineRule } from './define-rule.ts'
import { type Consequence, expectFailure } from './substitution/expect-failure.ts'
import { gatherPlaces } from './substitution/gather-places.ts'
import { isJudgedPlace } from './substitution/is-judged-place.ts'
import { judgeUses } from './substitution/judge-uses.ts'
import { listSubstitutions } from './substitution/list-substitutions.ts'

type Told = Consequence | 'switchedOff'

export default defineRule({
  id: 'substitution-undefined',
  severity: 'error',
  summary: 'Every variable that Flux is to fill in has a value.',
  why: 'From Flux 2.9 on, one variable without a value and a default stops its Flux Kustomization: nothing of it is applied any more. Before, Flux puts an empty text there, and a host, a name or a limit is missing without a word. `flux build` shows neither.',
  fix: 'Define it in `postBuild.substitute` or in what `substituteFrom` names, or give it a default.',
  messages: {
    fails: '`{owner}` has no variable `{name}`, so that Flux fails',
    failsNear: '`{owner}` has no variable `{name}`, so that Flux fails; there is `{near}`',
    mayFail: '`{owner}` has no variable `{name}`: Flux fails from 2.9 on, and puts an empty text there before',
    mayFailNear:
      '`{owner}` has no variable `{name}`: Flux fails from 2.9 on, and puts an empty text there before; there is `{near}`',
    empties: '`{owner}` has no variable `{name}`, and Flux puts an empty text there; from 2.9 on it fails',
    emptiesNear:
      '`{owner}` has no variable `{name}`, and Flux puts an empty text there; from 2.9 on it fails; there is `{near}`',
    switchedOff:
      '`{owner}` has no variable `{name}`, and Flux puts an empty text there, as `StrictPostBuildSubstitutions` is off',
    switchedOffNear:
      '`{owner}` has no variable `{name}`, and Flux puts an empty text there, as `StrictPostBuildSubstitutions` is off; there is `{near}`',
  },
  create: ({ repository, report }) => {
    const places = gatherPlaces<Told | `${Told}Near`>('error')
    return {
      Cluster(cluster, closure) {
        for (const one of listSubstitutions(closure)) {
          const { owner, substitution } = one
          const { consequence, severity } = expectFailure(one)
          const told = consequence === 'empties' && !isBefore29(cluster) ? 'switchedOff' : consequence
          for (const object of substitution.objects) {
            for (const { use, at, is } of judgeUses(object)) {
              if (is !== 'undefined' || !isJudgedPlace(repository, at)) continue
              const { name, path } = use
              const near = nearestMatch(name, substitution.variables.known.keys())
              const { kind, name: subject } = object.before.id
              places.add(cluster.name, name, {
                message: near === undefined ? told : `${told}Near`,
                data: { owner: owner.name, name, near: near ?? '' },
                at,
                pointer: `${kind}/${subject}#${path.join('.')}[${name}]`,
                help: `Define it in \`postBuild.substitute\` or in what \`substituteFrom\` names, or give it a default: \`\${${name}:=…}\`. Where another program is to see the text, write \`$\${…}\`.`,
                severity,
              })
            }
          }
        }
      },
      Repository() {
        places.flush(report)
      },
    }
  },
})

/** A newer Flux, or one of which only that is known, puts empty texts there where it is told not to be strict. */
function isBefore29({ fluxVersion }: Cluster): boolean {
  return fluxVersion !== undefined && compareMinor(fluxVersion, '2.9') < 0
}
