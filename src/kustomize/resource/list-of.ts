import { getNode } from '../tree/get-node.ts'
import type { Resource } from './resource.ts'

/** The texts in a comma-separated build annotation; none where it is missing. */
export function listOf({ root }: Resource, annotation: string): readonly string[] {
  return getNode(root, ['metadata', 'annotations', annotation])?.value.split(',') ?? []
}
