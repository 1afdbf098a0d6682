import { compileGlobs } from '../model/compile-globs.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { hasFullSight } from '../model/queries/has-full-sight.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { listMissingNamespaces, type MissingNamespace } from './namespaces/list-missing-namespaces.ts'
import { listRenamedNamespaces } from './namespaces/list-renamed-namespaces.ts'

export default defineRule({
  id: 'namespace-exists',
  severity: 'warning',
  summary: 'Something in the cluster creates each namespace that its objects are in.',
  why: 'Flux creates no namespaces. As long as one is missing, the whole Flux Kustomization with an object in it fails, not only that object; a HelmRelease creates its target namespace only with `install.createNamespace`. A namespace that somebody made by hand is there until the cluster is built anew. Nothing is said of namespaces of distributions (`kube-*`, `gke-*`, `cattle-*`, …), of those that a script or Terraform of the repository names, that the values of a chart or a custom resource speak of, and of a cluster of which not all is in sight.',
  fix: 'Add a Namespace to the cluster, before or beside what is in it, or correct the name. What is there before Flux is listed in the option `existing`.',
  messages: {
    missing: 'nothing in this cluster creates the namespace `{namespace}`, where {objects}',
    target:
      'nothing in this cluster creates the namespace `{namespace}`, where HelmRelease `{release}` installs its chart',
    storage:
      'nothing in this cluster creates the namespace `{namespace}`, where HelmRelease `{release}` keeps its records',
  },
  options: {
    existing: {
      description: 'Globs of namespaces that are there before Flux: made by Terraform, by a distribution or by hand.',
      default: [] as readonly string[],
    },
  },
  create: ({ repository, options, report }) => {
    const reports = createClusterReports<'missing' | 'target' | 'storage'>()
    const isExisting = compileGlobs(options.existing)
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory) || !hasFullSight(closure, repository)) return
        // One that was to be created and got another name is said to be renamed.
        const renamed = new Set(closure.applied.flatMap(listRenamedNamespaces).map(({ before }) => before))
        for (const missing of listMissingNamespaces(closure, repository)) {
          const { name, at } = missing
          if (renamed.has(name) || isExisting(name)) continue
          const { message, data, help } = describe(missing)
          reports.add(cluster.name, {
            message,
            data: { namespace: name, ...data },
            at,
            pointer: `Namespace/${name}`,
            ...(help === undefined ? {} : { help }),
          })
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})

function describe({ objects, uses }: MissingNamespace): {
  readonly message: 'missing' | 'target' | 'storage'
  readonly data: Readonly<Record<string, string>>
  readonly help?: string
} {
  const [first] = objects
  const [use] = uses
  if (first !== undefined || use === undefined) {
    const text =
      objects.length === 1
        ? `${first?.id.kind ?? ''} \`${first?.id.name ?? ''}\` is to be`
        : `${objects.length} objects are to be`
    return { message: 'missing', data: { objects: text } }
  }
  const data = { release: use.object.id.name }
  if (use.field[1] === 'storageNamespace') return { message: 'storage', data }
  return {
    message: 'target',
    data,
    help: 'Set `install.createNamespace: true` in the HelmRelease, or add a Namespace to the cluster.',
  }
}
