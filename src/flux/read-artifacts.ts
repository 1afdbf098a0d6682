import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { trimSlashes } from '../source/trim-slashes.ts'
import { entriesOf } from '../yaml/entries-of.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { textOf } from '../yaml/text-of.ts'
import type { Artifact, ArtifactCopy } from './artifact.ts'
import type { SourceReference } from './source-reference.ts'

/** Reads an ArtifactGenerator (fluxcd/source-watcher docs/spec/v1beta1/artifactgenerators.md); none for others. */
export function readArtifacts(object: KubernetesObject): readonly Artifact[] {
  if (object.group !== 'source.extensions.fluxcd.io' || object.kind !== 'ArtifactGenerator') return []
  const { document } = object
  const sources = new Map<string, SourceReference>()
  for (const item of itemsOf(document, nodeAt(document, object.root, ['spec', 'sources']))) {
    const fields = new Map(entriesOf(document, item).map((entry) => [entry.key, textOf(entry.value)]))
    const alias = fields.get('alias')
    const kind = fields.get('kind')
    const name = fields.get('name')
    if (alias !== undefined && kind !== undefined && name !== undefined) {
      sources.set(alias, { kind, name, namespace: fields.get('namespace') ?? object.namespace })
    }
  }
  const artifacts: Artifact[] = []
  for (const item of itemsOf(document, nodeAt(document, object.root, ['spec', 'artifacts']))) {
    const name = textOf(nodeAt(document, item, ['name']))
    if (name === undefined) continue
    const copies: ArtifactCopy[] = []
    for (const copy of itemsOf(document, nodeAt(document, item, ['copy']))) {
      const from = /^@([^/]+)\/(.*)$/.exec(textOf(nodeAt(document, copy, ['from'])) ?? '')
      const to = /^@artifact(?:\/(.*))?$/.exec(textOf(nodeAt(document, copy, ['to'])) ?? '')
      if (from === null || to === null) continue
      const { directory, keepsName } = readPattern(from[2] ?? '')
      const source = sources.get(from[1] ?? '')
      copies.push({ source, from: directory, to: trimSlashes(to[1] ?? ''), keepsName })
    }
    artifacts.push({ name, namespace: object.namespace, file: object.file, copies })
  }
  return artifacts
}

/**
 * What a copy takes from, as source-watcher does (internal/builder/builder.go): a directory is copied under its own name,
 * `directory/**` without it, and whatever any other glob matches under its whole path.
 */
function readPattern(pattern: string): { readonly directory: RepoPath; readonly keepsName: boolean } {
  const plain = trimSlashes(pattern)
  if (!/[*?[\]]/.test(plain)) return { directory: plain, keepsName: true }
  const all = /^([^*?[\]]*)\/\*\*$/.exec(plain)
  return { directory: all?.[1] ?? '', keepsName: false }
}
