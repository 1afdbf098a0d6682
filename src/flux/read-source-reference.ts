import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { textOf } from '../yaml/text-of.ts'
import type { SourceReference } from './source-reference.ts'

/** Reads a sourceRef below a path of an object; undefined where its kind or name is missing. */
export function readSourceReference(object: KubernetesObject, path: readonly string[]): SourceReference | undefined {
  const node = nodeAt(object.document, object.root, path)
  const kind = textOf(nodeAt(object.document, node, ['kind']))
  const name = textOf(nodeAt(object.document, node, ['name']))
  if (kind === undefined || name === undefined) return undefined
  return { kind, name, namespace: textOf(nodeAt(object.document, node, ['namespace'])) ?? object.namespace }
}
