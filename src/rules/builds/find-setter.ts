import type { Observation } from '../../kustomize/build/build-run.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { compileSelector } from '../../kustomize/resource/compile-selector.ts'
import { getMetadata } from '../../kustomize/resource/metadata.ts'
import type { Selector } from '../../kustomize/resource/selector.ts'
import { splitImage } from '../../kustomize/transformers/split-image.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { Step } from '../../kustomize/tree/step.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import { namesOf } from './names-of.ts'

/** A value that an entry sets, and where it is set already. */
export interface Setter {
  /** `spec.replicas` */
  readonly field: string
  readonly at: Location
}

/** Where the first value that a patch or an image sets was set before, with the same result. */
export function findSetter(observation: Observation, objects: readonly BuiltObject[]): Setter | undefined {
  const { patch, image } = observation
  const own = listOwnPlaces(observation)
  if (image !== undefined) {
    const matches = (text: string): boolean => splitImage(text).name === image.name
    for (const { root } of objects) {
      const found = findImage(root, matches, own)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (patch === undefined) return undefined
  const selector = patch.target
  const targets = selector === undefined ? objects : selectBuilt(selector, objects)
  for (const path of patch.operations?.map(({ path }) => path?.text.split('/').slice(1)) ?? []) {
    for (const { root } of path === undefined ? [] : targets) {
      const setter = locate(root, path ?? [], own)
      if (setter !== undefined) return setter
    }
  }
  for (const merge of patch.merges) {
    const named = targets.filter(
      (object) =>
        selector !== undefined ||
        (object.id.kind === getField(merge, 'kind')?.value && namesOf(object).includes(getMetadata(merge, 'name'))),
    )
    for (const path of listPaths(merge)) {
      for (const { root } of named) {
        const setter = locate(root, path, own)
        if (setter !== undefined) return setter
      }
    }
  }
  return undefined
}

/** Where the entry itself and what it names are written. */
function listOwnPlaces({ at, patch, image }: Observation): readonly Location[] {
  const settings = [image?.newName, image?.newTag, image?.digest, image?.tagSuffix]
  const places = [
    at,
    patch?.at,
    ...(patch?.merges.map(({ step }) => step?.at) ?? []),
    ...(patch?.operations?.map((operation) => operation.at) ?? []),
    ...settings.map((setting) => setting?.by.at),
  ]
  return places.filter((place) => place !== undefined)
}

/** The newest place on the way to a value that is not the entry's own. */
function findBefore(step: Step | undefined, own: readonly Location[]): Location | undefined {
  return chainOf(step)
    .flatMap(({ at }) => at ?? [])
    .findLast(
      (place) => !own.some(({ file, start, end }) => place.file === file && place.start >= start && place.end <= end),
    )
}

function selectBuilt(selector: Selector, objects: readonly BuiltObject[]): readonly BuiltObject[] {
  const { matchesType, matchesName } = compileSelector(selector)
  return objects.filter((object) => matchesType(object.id) && namesOf(object).some(matchesName))
}

/** The newest step of a field, or of the map around it, that is not the entry itself. */
function locate(root: TreeNode, path: readonly string[], own: readonly Location[]): Setter | undefined {
  const steps: (string | number)[] = []
  let node: TreeNode | undefined = root
  for (const part of path) {
    const step: string | number = node?.kind === 'sequence' && /^\d+$/.test(part) ? Number(part) : part
    const key = typeof step === 'string' ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step
    const next: TreeNode | undefined = getNode(node, [key])
    if (next === undefined) return undefined
    steps.push(key)
    node = next
  }
  const at = findBefore(node?.step, own)
  return at === undefined ? undefined : { field: formatPath(steps), at }
}

function formatPath(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '')
}

/** The paths of the scalars that a merge patch sets, outside of lists and but for the object's own identity. */
function listPaths(root: TreeNode): readonly (readonly string[])[] {
  const paths: (readonly string[])[] = []
  const visit = (node: TreeNode, path: readonly string[]): void => {
    if (node.kind !== 'mapping') {
      if (!/^(?:apiVersion|kind|metadata\/name(?:space)?)$/.test(path.join('/'))) paths.push(path)
    } else for (const { key, value } of node.fields) visit(value, [...path, key.value])
  }
  visit(root, [])
  return paths
}

function findImage(node: TreeNode, matches: (text: string) => boolean, own: readonly Location[]): Setter | undefined {
  for (const { key, value } of node.fields) {
    if (key.value === 'image' && value.kind === 'scalar' && matches(value.value)) {
      const at = findBefore(value.step, own)
      if (at !== undefined) return { field: 'image', at }
    }
    const found = findImage(value, matches, own)
    if (found !== undefined) return found
  }
  for (const item of node.items) {
    const found = findImage(item, matches, own)
    if (found !== undefined) return found
  }
  return undefined
}
