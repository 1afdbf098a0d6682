import type { AppliedKustomization } from '../model/closure/applied-kustomization.ts'
import type { Cluster } from '../model/cluster.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { isWithin } from '../source/is-within.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { describeObjects } from './ownership/describe-objects.ts'
import { directoryOf } from './ownership/is-overlap.ts'
import { judgeSharing } from './ownership/judge-sharing.ts'
import { listSharedObjects } from './ownership/list-shared-objects.ts'
import { nameOwners } from './ownership/name-owners.ts'
import { pickPlace } from './ownership/pick-place.ts'

export default defineRule({
  id: 'flux-path-overlap',
  severity: 'error',
  summary: 'No Flux Kustomization applies what lies in the path of another one.',
  why: 'A directory without a kustomization file is applied with everything below it. Where another Flux Kustomization has its path there, both apply the same objects: they force their labels, and where substitution or patches differ their content, on each other again and again, and pruning one may delete what the other runs.',
  fix: 'Give each Flux Kustomization a directory of its own. First annotate the objects with `kustomize.toolkit.fluxcd.io/prune: disabled` and let Flux apply that, so that nothing is deleted on the way.',
  messages: {
    same: '`{first}` and `{second}` both apply the directory `{directory}`: {objects}',
    inside: '`{inner}` applies `{directory}`, which `{outer}` applies already with `{above}`: {objects}',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<'same' | 'inside'>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        for (const shared of listSharedObjects(closure, repository)) {
          const { outer, inner } = nest(shared.first, shared.second)
          const above = directoryOf(outer)
          const directory = directoryOf(inner)
          const at = pickPlace(repository, inner.path?.at, outer.path?.at)
          if (above === undefined || directory === undefined || at === undefined || !isWithin(directory, above))
            continue
          const [outerName, innerName] = nameOwners(outer, inner)
          const { severity, objects: sorted } = judgeSharing(shared)
          const objects = describeObjects(sorted.map((object) => object.second))
          const isSame = above === directory
          reports.add(cluster.name, {
            message: isSame ? 'same' : 'inside',
            data: isSame
              ? { first: outerName, second: innerName, directory: directory || '.', objects }
              : { inner: innerName, outer: outerName, directory, above: above || '.', objects },
            at,
            pointer: `${innerName}+${outerName}#spec.path`,
            severity,
            ...(!isSame && isGenerated(outer, cluster) ? { help: helpOf(above, directory) } : {}),
            related: outer.path === undefined ? [] : [{ message: `the path of ${outerName}`, at: outer.path.at }],
          })
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})

/** Which of two has its directory in that of the other; the second where both have the same one. */
function nest(
  first: AppliedKustomization,
  second: AppliedKustomization,
): { readonly outer: AppliedKustomization; readonly inner: AppliedKustomization } {
  const [one, other] = [directoryOf(first), directoryOf(second)]
  const isFirstInside = one !== undefined && other !== undefined && one !== other && isWithin(one, other)
  return isFirstInside ? { outer: second, inner: first } : { outer: first, inner: second }
}

function isGenerated({ path, owner }: AppliedKustomization, { root }: Cluster): boolean {
  if (path?.target.kind === 'kustomization') return path.target.file.origin === 'generated'
  return owner === undefined && root.origin === 'generated'
}

function helpOf(above: string, directory: string): string {
  return `\`${above || '.'}\` has no kustomization file, so Flux applies everything below it. Add one that does not list \`${directory}\`, or move that directory out of it.`
}
