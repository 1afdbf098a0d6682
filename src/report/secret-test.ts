import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { chainOf } from '../kustomize/tree/chain-of.ts'
import type { Step } from '../kustomize/tree/step.ts'
import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import { isCredentialName } from '../model/queries/is-credential-name.ts'
import { listSecretSpans } from '../model/queries/list-secret-spans.ts'
import type { Location } from '../source/location.ts'
import type { OpenSourceFile } from './render-build-problems.ts'

/** Tells what of a build's lineage must not be shown. */
export interface SecretTest {
  /** Whether the value of a field, now or at any step, is a secret. */
  hidesField(object: BuiltObject, field: FieldLineage): boolean
  /** Whether the line of a place, or the one before it, holds what became a secret somewhere in the build. */
  hidesLines(at: Location): boolean
  /** A name or message without the secrets in it. */
  conceal(text: string): string
}

/**
 * Secrets are the values of Secrets, wherever they come from and wherever replacements and patches copy them, and what
 * `listSecretSpans` takes for one. When in doubt it is hidden.
 */
export function createSecretTest(objects: readonly BuiltObject[], open: OpenSourceFile): SecretTest {
  const secretPlaces = new Map<string, Location[]>()
  const note = ({ at, cause }: Step): void => {
    // A text of a Secret may be filled in with what is none: the places of variables that are secret are known otherwise.
    if (at === undefined || cause === 'substitution') return
    const places = secretPlaces.get(at.file) ?? []
    secretPlaces.set(at.file, places)
    places.push(at)
  }
  for (const { root, id } of objects) {
    if (id.kind !== 'Secret') continue
    for (const { key, value } of root.fields) if (isSecretPath([key.value])) visitSteps(value, note)
    for (const [key, step] of root.removed ?? []) if (isSecretPath([key])) chainOf(step).forEach(note)
  }

  const isSecretPlace = (at: Location): boolean => {
    const overlaps = (span: { readonly start: number; readonly end: number }): boolean =>
      span.start < Math.max(at.end, at.start + 1) && Math.max(span.end, span.start + 1) > at.start
    if (secretPlaces.get(at.file)?.some(overlaps)) return true
    const file = open(at.file)
    return file !== undefined && listSecretSpans(file).some(overlaps)
  }

  return {
    hidesField({ root, id }, { path, node, steps }) {
      if (node !== undefined && node.kind !== 'scalar') return false
      if (id.kind === 'Secret' && isSecretPath(path)) return true
      if (node?.tag !== '!!bool' && node?.tag !== '!!null' && isCredential(root, path)) return true
      return steps.some(({ at }) => at !== undefined && isSecretPlace(at))
    },
    hidesLines(at) {
      const lines = open(at.file)?.lines
      if (lines === undefined) return true
      const { line } = lines.positionAt(at.start)
      const shown = { start: lines.offsetOf(Math.max(1, line - 1)), end: lines.offsetOf(line + 1) }
      return secretPlaces.get(at.file)?.some(({ start, end }) => start < shown.end && end > shown.start) ?? false
    },
    conceal: (text) => text,
  }
}

/** All of a Secret but what every object has, and its type. */
function isSecretPath([field, part, key]: readonly (string | number)[]): boolean {
  if (field === 'metadata') return part === 'annotations' && String(key).endsWith('last-applied-configuration')
  return field !== 'apiVersion' && field !== 'kind' && field !== 'type' && field !== 'immutable'
}

/** A value under a key that is named like a credential, or beside such a `name`, as environment variables have it. */
function isCredential(root: TreeNode, path: readonly (string | number)[]): boolean {
  const last = path.at(-1)
  if (typeof last === 'string' && isCredentialName(last)) return true
  if (last !== 'value') return false
  let owner: TreeNode | undefined = root
  for (const part of path.slice(0, -1)) {
    owner = typeof part === 'number' ? owner?.items[part] : owner?.fields.find(({ key }) => key.value === part)?.value
  }
  const name = owner?.fields.find(({ key }) => key.value === 'name' || key.value === 'key')?.value.value
  return name !== undefined && isCredentialName(name)
}

function visitSteps(node: TreeNode, note: (step: Step) => void): void {
  if (node.kind === 'scalar') chainOf(node.step).forEach(note)
  for (const { value } of node.fields) visitSteps(value, note)
  for (const item of node.items) visitSteps(item, note)
  for (const step of node.removed?.values() ?? []) chainOf(step).forEach(note)
}
