import { locateField } from '../kustomize/lineage/locate-field.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import type { RelatedLocation } from '../source/diagnostic.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { describeObjects } from './ownership/describe-objects.ts'
import { isOverlap } from './ownership/is-overlap.ts'
import { judgeSharing } from './ownership/judge-sharing.ts'
import { listSharedObjects, type SharedObjects } from './ownership/list-shared-objects.ts'
import { nameOwners } from './ownership/name-owners.ts'
import { pickPlace } from './ownership/pick-place.ts'

export default defineRule({
  id: 'object-owned-once',
  severity: 'error',
  summary: 'Every object of a cluster is applied by one Flux Kustomization only.',
  why: 'Two Flux Kustomizations that apply one object both force their own content and labels on it, again and again, and no conflict is ever shown. When one of them goes, or drops the object, pruning may delete it under the other: a namespace with everything in it.',
  fix: 'Leave the object to one of the two, and let the other depend on that one with `dependsOn`. First annotate the object with `kustomize.toolkit.fluxcd.io/prune: disabled` and let Flux apply that, so that nothing is deleted on the way.',
  messages: {
    differ:
      'the Flux Kustomizations `{first}` and `{second}` both apply {objects}, with different content: they undo each other’s work for ever',
    same: 'the Flux Kustomizations `{first}` and `{second}` both apply {objects}: pruning one of them may delete that under the other',
    suspended:
      'the Flux Kustomizations `{first}` and `{second}` both apply {objects}: they will fight over that once `{suspended}` is no longer suspended',
    kept: 'the Flux Kustomizations `{first}` and `{second}` both apply {objects}, with the same content',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<'differ' | 'same' | 'suspended' | 'kept'>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        for (const shared of listSharedObjects(closure, repository)) {
          if (isOverlap(shared.first, shared.second)) continue
          const { content, severity, isPruned, objects: sorted } = judgeSharing(shared)
          const [one] = sorted
          const at =
            one && pickPlace(repository, locateField(one.second.root, ['metadata', 'name']), shared.second.path?.at)
          if (one === undefined || at === undefined) continue
          const [first, second] = nameOwners(shared.first, shared.second)
          const suspended = shared.first.isSuspended ? first : shared.second.isSuspended ? second : ''
          const message = content === 'differ' ? 'differ' : isPruned ? 'same' : 'kept'
          const objects = describeObjects(sorted.map((object) => object.second))
          reports.add(cluster.name, {
            message: suspended === '' ? message : 'suspended',
            data: { first, second, objects, ...(suspended === '' ? {} : { suspended }) },
            at,
            pointer: `${second}+${first}`,
            severity,
            related: listPlaces({ ...shared, objects: sorted }),
          })
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})

/** The object of the first owner where that is written elsewhere, and what makes the two its owners. */
function listPlaces({ first, second, objects: [one] }: SharedObjects): readonly RelatedLocation[] {
  const at = one && locateField(one.first.root, ['metadata', 'name'])
  const here = one && locateField(one.second.root, ['metadata', 'name'])
  const places: RelatedLocation[] = []
  if (at !== undefined && !(at.file === here?.file && at.start === here.start)) {
    places.push({ message: `applied by ${first.name}`, at })
  }
  for (const { name, path } of [first, second]) {
    if (path !== undefined) places.push({ message: `the path of ${name}`, at: path.at })
  }
  return places
}
