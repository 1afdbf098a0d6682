import { isScalar, type Node } from 'yaml'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import type { ReferenceEntry } from '../kustomize/reference.ts'
import { innerSpanOf } from '../yaml/inner-span-of.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { textOf } from '../yaml/text-of.ts'
import { isFluxKustomization } from './is-flux-kustomization.ts'
import { readSourceReference } from './read-source-reference.ts'
import type { SourceReference } from './source-reference.ts'

/** A path in a Flux object together with the source in which it lies. */
export interface FluxReferenceEntry extends ReferenceEntry {
  readonly source: SourceReference | undefined
  /** `spec.components` start from `spec.path`; everything else from the root of the source. */
  readonly startsFrom: 'source' | 'spec.path'
}

/** Every path that a Flux object names inside a source. Empty for all other objects. */
export function listFluxReferenceEntries(object: KubernetesObject): readonly FluxReferenceEntry[] {
  if (isFluxKustomization(object)) return ofKustomization(object)
  if (object.group === 'helm.toolkit.fluxcd.io' && object.kind === 'HelmRelease') {
    return ofChart(object, ['spec', 'chart', 'spec'])
  }
  if (object.group === 'source.toolkit.fluxcd.io' && object.kind === 'HelmChart') return ofChart(object, ['spec'])
  return []
}

function ofKustomization(object: KubernetesObject): readonly FluxReferenceEntry[] {
  const { document } = object
  const source = readSourceReference(object, ['spec', 'sourceRef'])
  const entries: FluxReferenceEntry[] = []
  const path = toEntry(object, nodeAt(document, object.root, ['spec', 'path']), 'spec.path', source)
  if (path !== undefined) entries.push({ ...path, loads: 'build', accepts: 'directory', startsFrom: 'source' })
  for (const item of itemsOf(document, nodeAt(document, object.root, ['spec', 'components']))) {
    const entry = toEntry(object, item, 'spec.components', source)
    if (entry !== undefined)
      entries.push({ ...entry, loads: 'component', accepts: 'directory', startsFrom: 'spec.path' })
  }
  return entries
}

/** A chart that lies in a Git repository or bucket; charts from a HelmRepository have no path. */
function ofChart(object: KubernetesObject, spec: readonly string[]): readonly FluxReferenceEntry[] {
  const { document } = object
  const source = readSourceReference(object, [...spec, 'sourceRef'])
  if (source === undefined || source.kind === 'HelmRepository') return []
  const field = spec.join('.')
  const entries: FluxReferenceEntry[] = []
  const chart = toEntry(object, nodeAt(document, object.root, [...spec, 'chart']), `${field}.chart`, source)
  if (chart !== undefined) entries.push({ ...chart, loads: 'chart', accepts: 'either', startsFrom: 'source' })
  for (const item of itemsOf(document, nodeAt(document, object.root, [...spec, 'valuesFiles']))) {
    const entry = toEntry(object, item, `${field}.valuesFiles`, source)
    if (entry !== undefined) entries.push({ ...entry, loads: 'data', accepts: 'file', startsFrom: 'source' })
  }
  return entries
}

type PlainEntry = Omit<FluxReferenceEntry, 'loads' | 'accepts' | 'startsFrom'>

function toEntry(
  object: KubernetesObject,
  node: Node | undefined,
  field: string,
  source: SourceReference | undefined,
): PlainEntry | undefined {
  const text = textOf(node)
  if (text === undefined || !isScalar(node)) return undefined
  return {
    field,
    text,
    at: { file: object.file, ...innerSpanOf(object.document, node) },
    pointer: `${object.kind}/${object.namespace ?? ''}/${object.name ?? ''}#${field}${field === 'spec.path' ? '' : `[${text}]`}`,
    mayBeRemote: false,
    source,
  }
}
