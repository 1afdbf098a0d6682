import { isScalar, type Node } from 'yaml'
import { formatPlainValue } from './configuration/format-plain-value.ts'
import { resolvePlainText } from './configuration/resolve-plain-text.ts'

/**
 * Fields that Go's types embed, where sigs.k8s.io/yaml no longer sees that a text is wanted, so that decoding fails.
 * Recorded by decoding a number in every field of a kustomization file.
 */
const embedded = [
  /^(?:kind|apiVersion)$/,
  /^(?:configMapGenerator|secretGenerator)\[\]\./,
  /^replacements\[\]\.(?!path$)/,
  /^patches(?:Json6902)?\[\]\.target\.(?:group|version|kind|name|namespace)$/,
  /^labels\[\]\.fields\[\]\.(?:group|version|kind)$/,
  /^vars\[\]\.objref\.(?:group|version|kind)$/,
]

/**
 * The text that Flux takes a number or boolean for in the kustomization file at the root of its build, where it decodes
 * the file by itself (sigs.k8s.io/yaml): `1.10` becomes `1.1`. Undefined where that fails. `field` is its path, as in
 * `images[].newTag`.
 */
export function decodeAsText(field: string, node: Node): string | undefined {
  if (!isScalar(node) || node.type !== 'PLAIN' || node.tag !== undefined || node.source === undefined) return undefined
  return embedded.some((pattern) => pattern.test(field)) ? undefined : formatPlainValue(resolvePlainText(node.source))
}
