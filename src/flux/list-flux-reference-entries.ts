import type { ReferenceEntry } from '../kustomize/reference.ts'
import { getField } from '../kustomize/tree/get-field.ts'
import { getNode } from '../kustomize/tree/get-node.ts'
import { isNullNode } from '../kustomize/tree/is-null-node.ts'
import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import type { FluxObject } from './flux-object.ts'
import { isFluxKustomization } from './is-flux-kustomization.ts'
import { readSourceReference } from './read-source-reference.ts'
import type { SourceReference } from './source-reference.ts'

/** A path in a Flux object together with the source in which it lies. */
export interface FluxReferenceEntry extends ReferenceEntry {
  readonly source: SourceReference | undefined
  /** `spec.components` start from `spec.path`; everything else from the root of the source. */
  readonly startsFrom: 'source' | 'spec.path'
}

/**
 * Every path that a Flux object names inside a source. Empty for all other objects. A Flux Kustomization without
 * `spec.path` applies the root of its source: that entry has an empty text and the place of the object's name.
 */
export function listFluxReferenceEntries(object: FluxObject): readonly FluxReferenceEntry[] {
  if (!object.group.endsWith('.toolkit.fluxcd.io')) return none
  const entries = known.get(object.root) ?? readEntries(object)
  known.set(object.root, entries)
  return entries
}

const none: readonly FluxReferenceEntry[] = []

/** Clusters share objects. */
const known = new WeakMap<TreeNode, readonly FluxReferenceEntry[]>()

function readEntries(object: FluxObject): readonly FluxReferenceEntry[] {
  if (isFluxKustomization(object)) return ofKustomization(object)
  if (object.group === 'helm.toolkit.fluxcd.io' && object.kind === 'HelmRelease') {
    return ofChart(object, ['spec', 'chart', 'spec'])
  }
  if (object.group === 'source.toolkit.fluxcd.io' && object.kind === 'HelmChart') return ofChart(object, ['spec'])
  return []
}

function ofKustomization(object: FluxObject): readonly FluxReferenceEntry[] {
  const spec = getField(object.root, 'spec')
  const source = readSourceReference(getField(spec, 'sourceRef'), object.namespace)
  const written = toEntry(object, getField(spec, 'path'), 'spec.path', source)
  const name = getNode(object.root, ['metadata', 'name'])
  const path = written ?? (spec === undefined ? undefined : toEntry(object, name, 'spec.path', source, ''))
  const entries: FluxReferenceEntry[] = []
  if (path !== undefined) entries.push({ loads: 'build', accepts: 'directory', startsFrom: 'source', ...path })
  for (const item of getField(spec, 'components')?.items ?? []) {
    const entry = toEntry(object, item, 'spec.components', source)
    if (entry !== undefined)
      entries.push({ loads: 'component', accepts: 'directory', startsFrom: 'spec.path', ...entry })
  }
  return entries
}

/** A chart that lies in a Git repository or bucket; charts from a HelmRepository have no path. */
function ofChart(object: FluxObject, path: readonly string[]): readonly FluxReferenceEntry[] {
  const spec = getNode(object.root, path)
  const source = readSourceReference(getField(spec, 'sourceRef'), object.namespace)
  if (source === undefined || source.kind === 'HelmRepository') return []
  const field = path.join('.')
  const entries: FluxReferenceEntry[] = []
  const chart = toEntry(object, getField(spec, 'chart'), `${field}.chart`, source)
  if (chart !== undefined) entries.push({ loads: 'chart', accepts: 'either', startsFrom: 'source', ...chart })
  for (const item of getField(spec, 'valuesFiles')?.items ?? []) {
    const entry = toEntry(object, item, `${field}.valuesFiles`, source)
    if (entry !== undefined) entries.push({ loads: 'data', accepts: 'file', startsFrom: 'source', ...entry })
  }
  return entries
}

type PlainEntry = Omit<FluxReferenceEntry, 'loads' | 'accepts' | 'startsFrom'>

function toEntry(
  { kind, name, namespace }: FluxObject,
  node: TreeNode | undefined,
  field: string,
  source: SourceReference | undefined,
  text = node?.value ?? '',
): PlainEntry | undefined {
  const at = node?.step?.at
  if (node === undefined || at === undefined || node.kind !== 'scalar' || isNullNode(node)) return undefined
  return {
    field,
    text,
    at,
    pointer: `${kind}/${namespace ?? ''}/${name ?? ''}#${field}${field === 'spec.path' ? '' : `[${text}]`}`,
    mayBeRemote: false,
    source,
  }
}
