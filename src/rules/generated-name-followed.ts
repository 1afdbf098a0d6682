import { locateField } from '../kustomize/lineage/locate-field.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { findClusterObjects } from '../model/queries/find-cluster-objects.ts'
import { listFluxResources } from '../model/queries/list-flux-resources.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { findGenerated } from './flux-references/find-generated.ts'
import { isMade } from './flux-references/is-made.ts'
import { listValueReferences } from './flux-references/list-value-references.ts'

export default defineRule({
  id: 'generated-name-followed',
  severity: 'error',
  summary: 'An object of Flux that names a generated ConfigMap or Secret names it as it is in the cluster.',
  why: 'kustomize appends a hash to the names of generated ConfigMaps and Secrets, and rewrites the references that it knows of. It knows nothing of those in objects of Flux: the name stays as it is, nothing has it, and the HelmRelease or Flux Kustomization fails.',
  fix: 'Set `disableNameSuffixHash: true` in the `options` of the generator, or teach kustomize the field with `nameReference` in a file of `configurations`.',
  messages: {
    hashed: 'no {kind} `{name}`: the generated one is called `{name}-{hash}`, and kustomize does not follow `{field}`',
  },
  create: ({ report }) => {
    const reports = createClusterReports<'hashed'>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        for (const object of listFluxResources(closure)) {
          for (const reference of listValueReferences(object)) {
            const { kind, name, field, at, pointer, isOptional } = reference
            const generated = findGenerated(reference, closure)
            if (generated === undefined || isMade(reference, closure)) continue
            if (findClusterObjects(closure, reference).length > 0) continue
            const place = locateField(generated.root, ['metadata', 'name'])
            reports.add(cluster.name, {
              message: 'hashed',
              data: { kind, name, field, hash: '…' },
              at,
              pointer: `${pointer}[${name}]`,
              // What is optional is only left out, and its values with it.
              severity: isOptional ? 'warning' : 'error',
              ...(place === undefined ? {} : { related: [{ message: 'generated here', at: place }] }),
            })
          }
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})
