import type { Location } from '../../source/location.ts'
import type { FieldSpec } from '../configuration/field-spec.ts'
import type { Effect } from '../effect.ts'
import { gvkOf } from '../resource/gvk-of.ts'
import type { Resource } from '../resource/resource.ts'
import type { Setting } from '../setting.ts'
import { createScalar } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { applyFieldSpec } from './apply-field-spec.ts'
import { countEffect } from './count-effect.ts'
import { matchImage } from './match-image.ts'
import { setScalar } from './set-scalar.ts'
import { joinImage, splitImage } from './split-image.ts'
import { wrongKind } from './wrong-kind.ts'

/** Which parts an image of a name gets; those that are undefined or empty it keeps. */
export interface ImageArguments {
  /** Taken for a regular expression, as in kustomize. */
  readonly name: string
  /** The place of the name. */
  readonly at: Location | undefined
  readonly newName?: Setting | undefined
  readonly newTag?: Setting | undefined
  readonly tagSuffix?: Setting | undefined
  readonly digest?: Setting | undefined
}

/**
 * Changes the images of a name (builtins/ImageTagTransformer): first in all `containers` and `initContainers`, however deep
 * they are in an object, then in the fields. An image that is found both ways is changed twice, so that a `tagSuffix` may
 * come twice. Definitions of custom resources are left alone.
 */
export function transformImages(
  resources: readonly Resource[],
  image: ImageArguments,
  fieldSpecs: readonly FieldSpec[],
): Effect {
  const counter = countEffect()
  let matches: ((text: string) => boolean) | undefined
  const update = (node: TreeNode, what: string): void => {
    const place = placeOf(image)
    if (!isNullNode(node) && node.kind !== 'scalar') throw wrongKind(node, 'the name of an image', what, place)
    // The expression is compiled where the first image is met: a wrong one without any image does no harm.
    matches ??= matchImage(image.name, image.at)
    if (!matches(node.value)) return
    const { text, step } = replaceParts(node.value, image)
    // What is found both ways was set the first time.
    const isRepeated = text === node.value && step?.at !== undefined && step.at === node.step?.at
    counter.count(node, setScalar(node, createScalar(text, isRepeated ? undefined : step), what))
  }
  const kept = resources.filter(
    (resource) => resource.root.fields.length > 0 && gvkOf(resource).kind !== 'CustomResourceDefinition',
  )
  for (const { root } of kept) visitContainers(root, update, placeOf(image))
  for (const resource of kept) {
    for (const fieldSpec of fieldSpecs) applyFieldSpec(resource, fieldSpec, undefined, update)
  }
  return counter.effect()
}

function placeOf({ at, newName, newTag, tagSuffix, digest }: ImageArguments): Location | undefined {
  return at ?? (newName ?? newTag ?? tagSuffix ?? digest)?.by.at
}

/** Replaces the parts of a reference one by one; each makes a step, also where the image had that part already. */
function replaceParts(text: string, image: ImageArguments): { readonly text: string; readonly step: Step | undefined } {
  let parts = splitImage(text)
  let step: Step | undefined
  let current = text
  const replace = (setting: Setting | undefined, changed: typeof parts): void => {
    parts = changed
    const joined = joinImage(parts)
    if (setting !== undefined) step = { ...setting.by, value: joined, before: step }
    current = joined
  }
  const newName = textOf(image.newName)
  const newTag = textOf(image.newTag)
  const digest = textOf(image.digest)
  const tagSuffix = textOf(image.tagSuffix)
  if (newName !== '') replace(image.newName, { ...parts, name: newName })
  if (newTag !== '') replace(image.newTag, { ...parts, tag: newTag, digest: digest === '' ? '' : parts.digest })
  if (digest !== '') replace(image.digest, { ...parts, tag: newTag, digest })
  if (newTag === '' && digest === '' && tagSuffix !== '') {
    replace(image.tagSuffix, { ...parts, tag: parts.tag + tagSuffix, digest: '' })
  }
  replace(undefined, parts)
  return { text: current, step }
}

function textOf(setting: Setting | undefined): string {
  return setting?.text ?? ''
}

function visitContainers(
  node: TreeNode,
  update: (image: TreeNode, what: string) => void,
  place: Location | undefined,
): void {
  if (node.kind === 'sequence') for (const item of node.items) visitContainers(item, update, place)
  if (node.kind !== 'mapping') return
  for (const { key, value } of node.fields) {
    visitContainers(value, update, place)
    const name = key.value
    if ((name !== 'containers' && name !== 'initContainers') || value.kind !== 'sequence') continue
    for (const container of value.items) {
      if (isNullNode(container)) continue
      if (container.kind !== 'mapping') throw wrongKind(container, 'a map', `an item of \`${name}\``, place)
      const image = getField(container, 'image')
      if (image !== undefined) update(image, `the \`image\` in \`${name}\``)
    }
  }
}
