import type { BuiltObject } from '../../kustomize/build/built-object.ts'

/** Objects in words: the first of them by name, and how many more there are. */
export function describeObjects(objects: readonly BuiltObject[]): string {
  const names = objects.map(({ id }) => `\`${id.kind}/${id.name}\``)
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more objects`
  const last = names.pop() ?? ''
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`
}
