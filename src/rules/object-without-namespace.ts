import { locateField } from '../kustomize/lineage/locate-field.ts'
import type { AppliedKustomization, AppliedObject } from '../model/closure/applied-kustomization.ts'
import { isLeftAlone } from '../model/diff/object-control.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { type CustomSchema, listCustomSchemas } from '../model/queries/list-custom-schemas.ts'
import type { Location } from '../source/location.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { isNamespaced } from './namespaces/is-namespaced.ts'

export default defineRule({
  id: 'object-without-namespace',
  severity: 'error',
  summary: 'An object that lives in a namespace says in which one.',
  why: 'Flux knows no default namespace, unlike `kubectl`: it refuses an object without one (“namespace not specified”), and with it all that is applied together.',
  fix: 'Set `metadata.namespace`, `namespace` in the kustomization file, or `targetNamespace` in the Flux Kustomization.',
  messages: {
    one: '{kind} `{name}` has no namespace, and the Flux Kustomization `{owner}` sets none',
    more: '{kind} `{name}` and {count} more of this file have no namespace, and the Flux Kustomization `{owner}` sets none',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<'one' | 'more'>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        const schemas = listCustomSchemas(closure, repository)
        for (const applied of closure.applied) {
          for (const [{ object, at }, ...others] of listBare(applied, schemas)) {
            const { kind, name } = object.id
            reports.add(cluster.name, {
              message: others.length === 0 ? 'one' : 'more',
              data: { kind, name, count: String(others.length), owner: applied.name },
              at,
              pointer: `${kind}/${name}#metadata.namespace`,
              severity: applied.isSuspended ? 'warning' : 'error',
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

interface Placed {
  readonly object: AppliedObject
  readonly at: Location
}

/** The objects without a namespace of a Flux Kustomization, those of each file together. */
function listBare(
  { isCertain, build, objects, object: own, owner }: AppliedKustomization,
  schemas: ReadonlyMap<string, readonly CustomSchema[]>,
): readonly (readonly [Placed, ...Placed[]])[] {
  // A step of a build that fails may be the one that sets the namespace; and so may a root that nobody sees.
  if (!isCertain || build === undefined || build.problems.length > 0) return []
  if (own === undefined && owner === undefined) return []
  const byFile = new Map<string, [Placed, ...Placed[]]>()
  for (const object of objects) {
    const { id, root } = object
    if (id.namespace !== '' || !isNamespaced(id, schemas) || isLeftAlone(root)) continue
    const at = locateField(root, ['metadata', 'name'])
    if (at === undefined) continue
    const list = byFile.get(at.file)
    if (list === undefined) byFile.set(at.file, [{ object, at }])
    else list.push({ object, at })
  }
  return [...byFile.values()]
}
