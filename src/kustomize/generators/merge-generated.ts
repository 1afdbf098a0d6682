import { BuildError } from '../build-error.ts'
import { needsHashSuffix, origin } from '../resource/build-annotations.ts'
import { isBuildAnnotation } from '../resource/is-build-annotation.ts'
import { createMapping, createScalar } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { joinSteps } from '../tree/join-steps.ts'
import { removeField } from '../tree/remove-field.ts'
import { setField } from '../tree/set-field.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { createTexts, type Text } from './create-texts.ts'
import { styleOf } from './style-of.ts'

type Texts = Map<string, Text>

/**
 * Makes of a generated object what stands in the place of an old one afterwards (resWrangler's appendReplaceOrMerge):
 * the name and namespace of the old one, labels and annotations of both, and, to `merge`, the data of both. Nothing else
 * of the old one stays, not even the `type` of a Secret. Changes the generated object in place and gives it back.
 */
export function mergeGenerated(old: TreeNode, incoming: TreeNode, behavior: 'replace' | 'merge'): TreeNode {
  const by = incoming.step
  continueHistory(old, incoming)
  const oldMetadata = getField(old, 'metadata')
  const metadata = getField(incoming, 'metadata') ?? setField(incoming, 'metadata', createMapping(by))
  const annotations = mergeAnnotations(oldMetadata, metadata, behavior)
  writeTexts(metadata, 'labels', mergeTexts(rawTextsOf(oldMetadata, 'labels'), rawTextsOf(metadata, 'labels')), by)
  writeTexts(metadata, 'annotations', annotations, by)
  takeOver(oldMetadata, metadata, 'name')
  takeOver(oldMetadata, metadata, 'namespace')
  for (const field of ['data', 'binaryData']) {
    const texts = textsOf(incoming, field)
    const oldTexts = textsOf(old, field)
    if (behavior === 'merge') writeTexts(incoming, field, mergeTexts(oldTexts, texts), by)
    else noteRemoved(getField(incoming, field), oldTexts, texts, by)
  }
  return incoming
}

/** Build annotations are those of the old object, but a hash is only appended where both want one. */
function mergeAnnotations(old: TreeNode | undefined, metadata: TreeNode, behavior: 'replace' | 'merge'): Texts {
  const before = rawTextsOf(old, 'annotations')
  const own = rawTextsOf(metadata, 'annotations')
  const merged = mergeTexts(before, own)
  for (const key of [...merged.keys()]) {
    if (!isBuildAnnotation(key)) continue
    const kept = before.get(key)
    if (kept === undefined || (key === needsHashSuffix && !own.has(key))) merged.delete(key)
    else merged.set(key, kept)
  }
  const oldOrigin = before.get(origin)
  if (behavior === 'merge' && oldOrigin !== undefined) merged.set(origin, oldOrigin)
  return merged
}

/** The texts of a map as they are written. */
function rawTextsOf(parent: TreeNode | undefined, field: string): Texts {
  const entries = getField(parent, field)?.fields ?? []
  return new Map(entries.map(({ key, value }) => [key.value, { value: value.value, step: value.step }]))
}

/** The texts of a map, null as an empty one (kyaml's GetDataMap). */
function textsOf(parent: TreeNode, field: string): Texts {
  const mapping = getField(parent, field)
  if (mapping === undefined || mapping.kind !== 'mapping') return new Map()
  return new Map(
    mapping.fields.map(({ key, value }) => {
      const text = isNullNode(value) ? '' : value.value
      if (isNullNode(key) || key.value === '') {
        const message = `\`${field}\` has an empty key, which kustomize cannot merge`
        throw new BuildError({ code: 'empty-key', message, at: value.step?.at })
      }
      return [key.value, { value: text, step: value.step }]
    }),
  )
}

function mergeTexts(old: Texts, own: Texts): Texts {
  const merged = new Map(old)
  for (const [key, { value, step }] of own) merged.set(key, { value, step: joinSteps(old.get(key)?.step, step) })
  return merged
}

/** Writes a map of texts anew; an empty one removes it. */
function writeTexts(parent: TreeNode, field: string, texts: Texts, by: Step | undefined): void {
  const before = removeField(parent, field)
  if (texts.size > 0) setField(parent, field, createTexts(texts, before?.step ?? by))
}

/** Gives an object the name or namespace of another, or takes it away, as kyaml's SetName and SetNamespace. */
function takeOver(from: TreeNode | undefined, metadata: TreeNode, field: 'name' | 'namespace'): void {
  const wanted = getField(from, field)
  const text = wanted === undefined || isEmptyNode(wanted) ? '' : wanted.value
  const existing = removeField(metadata, field)
  if (text === '' && field === 'namespace') return
  // the style stays, and with it whether plain text that looks like a number is one
  const style = existing?.style ?? styleOf(text)
  setField(metadata, field, createScalar(text, wanted?.step, { style }))
}

/** Fields that both have continue the history of the old ones; what only the old object had is remembered as removed. */
function continueHistory(old: TreeNode, incoming: TreeNode): void {
  const by = incoming.step
  incoming.step = joinSteps(old.step, by)
  for (const { key, value } of old.fields) {
    const own = getField(incoming, key.value)
    if (own !== undefined) own.step = joinSteps(value.step, own.step)
    else if (by !== undefined && key.value !== 'data' && key.value !== 'binaryData')
      noteRemoval(incoming, key.value, by, value.step)
  }
}

function noteRemoved(mapping: TreeNode | undefined, old: Texts, own: Texts, by: Step | undefined): void {
  if (mapping === undefined) return
  for (const { key, value } of mapping.fields) value.step = joinSteps(old.get(key.value)?.step, value.step)
  if (by === undefined) return
  for (const [key, { step }] of old) if (!own.has(key)) noteRemoval(mapping, key, by, step)
}

function noteRemoval(mapping: TreeNode, key: string, by: Step, before: Step | undefined): void {
  mapping.removed ??= new Map()
  mapping.removed.set(key, { ...by, value: undefined, before })
}
