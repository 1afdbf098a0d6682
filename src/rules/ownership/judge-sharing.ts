import { isFluxKustomization } from '../../flux/is-flux-kustomization.ts'
import { readText } from '../../flux/read-text.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { AppliedKustomization } from '../../model/closure/applied-kustomization.ts'
import { canonicalText } from '../../model/diff/canonical-text.ts'
import { hasControl } from '../../model/diff/object-control.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { Severity } from '../../source/severity.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import type { SharedObject, SharedObjects } from './list-shared-objects.ts'

/** What two owners of the same objects do to each other. */
export interface Judgement {
  /** `differ`: each undoes what the other sets. `same`: only the owner's labels change, until one of them prunes. */
  readonly content: 'differ' | 'same'
  readonly severity: Severity
  /** Whether one of the two deletes the objects when it drops them. */
  readonly isPruned: boolean
  /** Those with different content first, then those whose loss takes the most with them. */
  readonly objects: readonly SharedObject[]
}

/**
 * How bad it is that two Flux Kustomizations apply the same objects. Both force their fields with the same field manager
 * and put their own labels on them, so that different contents change for ever; pruning deletes what carries the labels
 * of the one that prunes, which is a matter of luck.
 */
export function judgeSharing({ first, second, objects }: SharedObjects): Judgement {
  const different = new Set(objects.filter(differs))
  const content = different.size > 0 ? 'differ' : 'same'
  const isPruned = objects.some((shared) => isPrunedBy(first, shared) || isPrunedBy(second, shared))
  const weightOf = (shared: SharedObject): number =>
    (different.has(shared) ? 4 : 0) + (isFluxKustomization(shared.first.id) ? 2 : isNamespace(shared) ? 1 : 0)
  const sorted = [...objects].sort((a, b) => weightOf(b) - weightOf(a))
  const isLenient = first.isSuspended || second.isSuspended || objects.every(isMerged)
  const severity = isLenient ? 'warning' : judgeContent(content, isPruned, objects.every(isNamespace))
  return { content, isPruned, severity, objects: sorted }
}

/** Namespaces are so often listed by each of those that need them that alike ones are no error. */
function judgeContent(content: Judgement['content'], isPruned: boolean, areNamespaces: boolean): Severity {
  if (content === 'differ') return 'error'
  if (areNamespaces) return isPruned ? 'warning' : 'info'
  return isPruned ? 'error' : 'warning'
}

function isNamespace({ first }: SharedObject): boolean {
  return first.id.kind === 'Namespace' && first.id.group === ''
}

/** Meant to be shared, even if two Flux Kustomizations cannot. */
function isMerged({ first, second }: SharedObject): boolean {
  return hasControl(first.root, 'ssa', 'Merge') && hasControl(second.root, 'ssa', 'Merge')
}

/** What still holds a variable, or is encrypted, may well come out the same. */
function differs({ first, second, isClusterScoped }: SharedObject): boolean {
  if (first.value === second.value) return false
  const textOf = ({ value }: BuiltObject): string => canonicalText(isClusterScoped ? withoutNamespace(value) : value)
  const [one, other] = [textOf(first), textOf(second)]
  return one !== other && ![one, other].some((text) => hasVariable(text) || text.includes('ENC[AES256_GCM,'))
}

/** The API server drops the namespace of what lives in none. */
function withoutNamespace(value: JsonValue): JsonValue {
  const metadata = value instanceof Map ? value.get('metadata') : undefined
  if (!(value instanceof Map) || !(metadata instanceof Map)) return value
  const kept = new Map([...metadata].filter(([key]) => key !== 'namespace'))
  return new Map([...value, ['metadata', kept]])
}

/** `flux bootstrap` and the Flux Operator let a root prune that is nowhere in the repository. */
function isPrunedBy({ object }: AppliedKustomization, { first, second }: SharedObject): boolean {
  const prune = object === undefined ? 'true' : readText(object.root, ['spec', 'prune'])?.text
  return prune === 'true' && ![first, second].some((one) => hasControl(one.root, 'prune', 'disabled'))
}
