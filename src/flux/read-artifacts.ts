import { getField } from '../kustomize/tree/get-field.ts'
import { getNode } from '../kustomize/tree/get-node.ts'
import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import type { Artifact } from './artifact.ts'
import type { ArtifactCopy } from './artifacts/artifact-copy.ts'
import type { FluxObject } from './flux-object.ts'
import { readSourceReference } from './read-source-reference.ts'
import { readText } from './read-text.ts'
import type { SourceReference } from './source-reference.ts'

/** Reads an ArtifactGenerator (fluxcd/source-watcher docs/spec/v1beta1/artifactgenerators.md); none for others. */
export function readArtifacts(object: FluxObject): readonly Artifact[] {
  const { group, kind, namespace, root } = object
  if (group !== 'source.extensions.fluxcd.io' || kind !== 'ArtifactGenerator') return []
  const sources = new Map<string, SourceReference>()
  for (const item of getNode(root, ['spec', 'sources'])?.items ?? []) {
    const alias = readText(item, ['alias'])
    const source = readSourceReference(item, namespace)
    if (alias !== undefined && source !== undefined) sources.set(alias.text, source)
  }
  return (getNode(root, ['spec', 'artifacts'])?.items ?? []).flatMap((item): Artifact[] => {
    const name = readText(item, ['name'])
    if (name === undefined) return []
    const copies = (getField(item, 'copy')?.items ?? []).map(readCopy)
    return [{ name: name.text, namespace, file: name.at?.file, copies, sources }]
  })
}

function readCopy(copy: TreeNode): ArtifactCopy {
  return {
    from: readText(copy, ['from'])?.text ?? '',
    to: readText(copy, ['to'])?.text ?? '',
    exclude: getField(copy, 'exclude')?.items.map((item) => item.value) ?? [],
    strategy: readText(copy, ['strategy'])?.text,
    at: readText(copy, ['from'])?.at,
  }
}
