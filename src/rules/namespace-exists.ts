import { isScaffold } from '../model/is-scaffold.ts'
import { hasFullSight } from '../model/queries/has-full-sight.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { listMissingNamespaces } from './namespaces/list-missing-namespaces.ts'
import { listRenamedNamespaces } from './namespaces/list-renamed-namespaces.ts'

export default defineRule({
  id: 'namespace-exists',
  severity: 'warning',
  summary: 'Something in the cluster creates each namespace that its objects are in.',
  why: 'Flux creates no namespaces. As long as one is missing, the whole Flux Kustomization with an object in it fails, not only that object. A namespace that somebody made by hand is there until the cluster is built anew.',
  fix: 'Add a Namespace to the cluster, before or beside what is in it, or correct the name.',
  messages: {
    missing: 'nothing in this cluster creates the namespace `{namespace}`, where {objects}',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<'missing'>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory) || !hasFullSight(closure, repository)) return
        // One that was to be created and got another name is said to be renamed.
        const renamed = new Set(closure.applied.flatMap(listRenamedNamespaces).map(({ before }) => before))
        for (const { name, objects, at } of listMissingNamespaces(closure)) {
          if (renamed.has(name)) continue
          const [first] = objects
          const text =
            objects.length === 1
              ? `${first?.id.kind ?? ''} \`${first?.id.name ?? ''}\` is to be`
              : `${objects.length} objects are to be`
          reports.add(cluster.name, {
            message: 'missing',
            data: { namespace: name, objects: text },
            at,
            pointer: `Namespace/${name}`,
          })
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})
