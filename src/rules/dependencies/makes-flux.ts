import { readText } from '../../flux/read-text.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import { canonicalText } from '../../model/diff/canonical-text.ts'
import type { JsonValue } from '../../yaml/json-value.ts'

/** Operators that make Flux objects out of templates that need not name their kinds. */
const makers = new Map([
  ['templates.weave.works', ['GitOpsSet']],
  ['argoproj.io', ['Application', 'ApplicationSet']],
])

/** Those that hold the objects they make: only where these are of Flux. */
const carriers = ['kyverno.io', 'policies.kyverno.io', 'kubernetes.crossplane.io', 'apiextensions.crossplane.io']

/** Charts that wrap manifests of any kind, by a whole word of their names. */
const wrappers = /(?:^|[^a-z])(?:flux2|raw|gitops|manifests|resources)(?:$|[^a-z])/i

/**
 * Whether an object may make Flux objects in the cluster. Charts do so where they come from Git, and wrap others in
 * HelmReleases or what these need (`mayWrap`), or where their values are manifests.
 */
export function makesFlux({ id, root, value }: AppliedObject, mayWrap: boolean): boolean {
  if (makers.get(id.group)?.includes(id.kind) === true) return true
  if (carriers.includes(id.group)) return namesFlux(value)
  if (id.group === 'fluxcd.controlplane.io' && id.kind === 'ResourceSet') return isTemplateOfFlux(value)
  if (id.group !== 'helm.toolkit.fluxcd.io' || id.kind !== 'HelmRelease') return false
  const source = readText(root, ['spec', 'chart', 'spec', 'sourceRef', 'kind'])?.text
  if (mayWrap && (source === 'GitRepository' || source === 'Bucket')) return true
  const chart = readText(root, ['spec', 'chart', 'spec', 'chart'])?.text ?? id.name
  return wrappers.test(chart) || namesFlux(fieldOf(fieldOf(value, 'spec'), 'values'))
}

/** What a ResourceSet makes is all in its templates; kinds that an input fills in may be any. */
function isTemplateOfFlux(value: JsonValue): boolean {
  const spec = fieldOf(value, 'spec')
  const templates = ['resources', 'resourcesTemplate'].map((field) => fieldOf(spec, field))
  if (templates.every((template) => template === null)) return true
  const text = templates.map(canonicalText).join('\n')
  return text.includes('.toolkit.fluxcd.io/') || /\b(?:apiVersion|kind)\\?"?\s*:\s*\\?"?[^"\\\n]{0,200}<</.test(text)
}

function namesFlux(value: JsonValue): boolean {
  return canonicalText(value).includes('.toolkit.fluxcd.io/')
}

function fieldOf(value: JsonValue, field: string): JsonValue {
  return value instanceof Map ? (value.get(field) ?? null) : null
}
