import { compileSelector } from './compile-selector.ts'
import { currentId } from './current-id.ts'
import { effectiveNamespace } from './effective-namespace.ts'
import { originalId } from './original-id.ts'
import type { Resource } from './resource.ts'
import type { Selector } from './selector.ts'

/** The objects that a selector chooses, by their names and namespaces of now or at first (resWrangler.Select). */
export function selectResources(resources: readonly Resource[], selector: Selector): Resource[] {
  const { matchesType, matchesName, matchesNamespace, matchesLabels, matchesAnnotations } = compileSelector(selector)
  return resources.filter((resource) => {
    const current = currentId(resource)
    const original = originalId(resource)
    return (
      (matchesNamespace(effectiveNamespace(original)) || matchesNamespace(effectiveNamespace(current))) &&
      (matchesName(original.name) || matchesName(current.name)) &&
      matchesType(current) &&
      matchesLabels(resource) &&
      matchesAnnotations(resource)
    )
  })
}
