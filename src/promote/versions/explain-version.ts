import type { MergeNode } from '../merge/merge-node.ts'
import { findPolicyMarker } from './find-policy-marker.ts'
import { isImage } from './is-image.ts'
import type { PlacedScalar } from './list-scalars.ts'

const containers = new Set(['containers', 'initContainers', 'ephemeralContainers'])
const imageFields = new Set(['newTag', 'newName', 'digest'])
const kustomizationFields = new Set(['resources', 'components', 'bases', 'images', 'patches', 'patchesStrategicMerge'])
/** Fields of Flux objects that name a version, by kind. */
const fluxFields: Readonly<Record<string, readonly string[]>> = {
  HelmRelease: ['spec.chart.spec.version'],
  HelmChart: ['spec.version'],
  OCIRepository: ['spec.ref.tag', 'spec.ref.semver', 'spec.ref.digest'],
  GitRepository: ['spec.ref.tag', 'spec.ref.semver', 'spec.ref.commit'],
}

/** What kind of document a version is looked for in. */
export interface DocumentType {
  readonly kind: string
  readonly group: string
  readonly isKustomization: boolean
}

/** The type of a document; one without kind is a kustomization by its fields, or else taken for Helm values. */
export function typeDocument(root: MergeNode): DocumentType {
  const text = (key: string): string => root.slots.find((slot) => slot.key === key)?.value.value ?? ''
  const apiVersion = text('apiVersion')
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
  const kind = text('kind')
  const hasFields = root.slots.some(({ key, value }) => value.kind === 'list' && kustomizationFields.has(key ?? ''))
  return { kind, group, isKustomization: group === 'kustomize.config.k8s.io' || (kind === '' && hasFields) }
}

/** Why a scalar is a version, in a few words; undefined where it is none. */
export function explainVersion(scalar: PlacedScalar, type: DocumentType): string | undefined {
  const marker = findPolicyMarker(scalar.slot)
  if (marker !== undefined) return `marked with the image policy ${marker}`
  const { steps } = scalar
  const path = steps.join('.')
  const [last = '', before = '', above = ''] = steps.toReversed()
  if (type.isKustomization) return isImageOverride(steps, ['images']) ? 'image of a kustomization' : undefined
  const isFlux = type.group.endsWith('.toolkit.fluxcd.io')
  if (isFlux && type.kind === 'Kustomization') {
    return isImageOverride(steps, ['spec', 'images']) ? 'image of a Flux Kustomization' : undefined
  }
  if (isFlux && fluxFields[type.kind]?.includes(path)) {
    return type.kind.startsWith('Helm') ? 'version of a chart' : `version of a ${type.kind}`
  }
  if (isFlux && !(type.kind === 'HelmRelease' && path.startsWith('spec.values.'))) return undefined
  if (last === 'image' && before === '[]' && containers.has(above)) return 'image of a container'
  if (last === 'reference' && before === 'image' && steps.at(-4) === 'volumes') return 'image of a volume'
  if (isFlux || type.kind === '') return explainValue(scalar, last, before)
  return last === 'image' && isCustom(type.group) && isImage(textOf(scalar)) ? 'image in a custom resource' : undefined
}

function isImageOverride(steps: readonly string[], path: readonly string[]): boolean {
  const [field = '', item] = steps.toReversed()
  return item === '[]' && imageFields.has(field) && steps.slice(0, -2).join('.') === path.join('.')
}

/** A value of a chart: what stands below `image` or a key that ends so. */
function explainValue(scalar: PlacedScalar, last: string, before: string): string | undefined {
  const isPart = last === 'tag' || last === 'repository' || last === 'digest'
  if (isPart && before.toLowerCase().endsWith('image')) return 'image in Helm values'
  return last === 'image' && isImage(textOf(scalar)) ? 'image in Helm values' : undefined
}

function isCustom(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io')
}

function textOf({ slot }: PlacedScalar): string {
  return slot.value.value ?? ''
}
