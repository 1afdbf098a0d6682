import type { ResourceId } from '../../kustomize/resource/resource-id.ts'
import { getMergingTable } from '../../kustomize/schema/schema-table.ts'
import type { CustomSchema } from '../../model/queries/list-custom-schemas.ts'

let builtIn: ReadonlySet<string> | undefined

/** Whether objects of a kind certainly live in namespaces; false also where that is not known. */
export function isNamespaced(
  { group, kind, isClusterScoped }: ResourceId,
  schemas: ReadonlyMap<string, readonly CustomSchema[]>,
): boolean {
  if (isClusterScoped) return false
  const key = `${group} ${kind}`
  const [custom] = schemas.get(key) ?? []
  if (custom !== undefined) return custom.isCertain && custom.definition.scope === 'Namespaced'
  builtIn ??= listBuiltIn()
  return builtIn.has(key) || fluxGroup.test(group)
}

/** All of Flux' own kinds do. */
const fluxGroup = /^(?:(?:source|kustomize|helm|image|notification)\.toolkit|source\.extensions)\.fluxcd\.io$/

/** Of all versions: a newer one of a kind lives where the older ones did. */
function listBuiltIn(): ReadonlySet<string> {
  return new Set(
    Object.entries(getMergingTable().scopes).flatMap(([type, scope]) => {
      const [apiVersion = '', kind = ''] = type.split(' ')
      const slash = apiVersion.indexOf('/')
      return scope === 1 ? [`${slash < 0 ? '' : apiVersion.slice(0, slash)} ${kind}`] : []
    }),
  )
}
