import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { Selector } from '../../kustomize/resource/selector.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { Step } from '../../kustomize/tree/step.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import { namesOf } from './names-of.ts'

/**
 * What there is in place of the objects that a selector names, in words; empty where nothing comes near. Objects of other
 * kustomizations in the same build count as well.
 */
export function explainUnmatchedTarget(selector: Selector, objects: readonly BuiltObject[]): string {
  const wanted = listWords(selector.name.text)
  const kinds = listWords(selector.kind.text)
  const ofKind = objects.filter(({ id }) => kinds.length === 0 || kinds.includes(id.kind))
  const sameName = objects.filter((object) => namesOf(object).some((name) => wanted.includes(name)))
  const twin = ofKind.find((object) => sameName.includes(object))
  if (twin !== undefined) return explainTwin(selector, twin)
  const names = new Set(ofKind.flatMap(namesOf))
  const near = wanted.map((name) => nearestMatch(name, names)).find((name) => name !== undefined)
  if (near !== undefined) return `; there is \`${near}\``
  const [other] = sameName
  if (other !== undefined) return `; there is a ${other.id.kind} of that name`
  const [kind] = kinds
  if (ofKind.length > 0) {
    const list = [...new Set(ofKind.map(({ id }) => id.name))]
    const longer = list.find((one) => wanted.some((name) => one.endsWith(`-${name}`) || one.startsWith(`${name}-`)))
    if (longer !== undefined) return `; there is \`${longer}\``
    if (kinds.length === 0 || list.length > 3) return ''
    return `; of that kind there is only ${list.map((name) => `\`${name}\``).join(', ')}`
  }
  const known = new Set(objects.map(({ id }) => id.kind))
  const nearKind = kind === undefined ? undefined : nearestMatch(kind, known)
  return nearKind === undefined || kind === undefined ? '' : `; there is no ${kind} at all, but ${nearKind}`
}

/** Kind and name fit, so it is one of the other conditions, or the object comes in after the patch. */
function explainTwin(selector: Selector, { id, root }: BuiltObject): string {
  const { group, version, namespace, labelSelector, annotationSelector } = selector
  const firstOf = (field: string): Step | undefined => chainOf(getNode(root, ['metadata', field])?.step)[0]
  const first = firstOf('name')?.value
  const names = listWords(selector.name.text)
  if (first !== undefined && names.includes(id.name) && !names.includes(first)) {
    return `; it is still called \`${first}\` when patches are applied`
  }
  const namespaces = listWords(namespace.text)
  if (namespaces.includes(id.namespace) && firstOf('namespace')?.cause === 'namespace') {
    return '; it gets that namespace only after the patches'
  }
  if (namespaces.length > 0 && !namespaces.includes(id.namespace || 'default')) {
    return id.namespace === '' ? '; it has no namespace' : `; it is in \`${id.namespace}\``
  }
  if (group.text !== '' && !listWords(group.text).includes(id.group)) return `; its group is \`${id.group || 'core'}\``
  if (version.text !== '' && !listWords(version.text).includes(id.version)) return `; its version is \`${id.version}\``
  if (labelSelector.text !== '') return '; the one there is has other labels'
  if (annotationSelector.text !== '') return '; the one there is has other annotations'
  return '; the one there is comes from elsewhere in the build'
}

/** The alternatives of a pattern such as `(web|api)`. */
function listWords(pattern: string): readonly string[] {
  return pattern
    .replace(/[$^()]/g, '')
    .split('|')
    .filter((word) => word !== '')
}
