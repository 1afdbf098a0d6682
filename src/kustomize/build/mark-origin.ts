import { posix } from 'node:path'
import * as annotations from '../resource/build-annotations.ts'
import { getMetadataMap, setMetadataMap } from '../resource/metadata.ts'
import type { Resource } from '../resource/resource.ts'
import type { Step } from '../tree/step.ts'
import { formatOrigin, formatTransformation, type Origin } from './origin.ts'

const by: Step = { cause: 'build', at: undefined, value: undefined, before: undefined }

/** The origin of what a path relative to another origin names. */
export function joinOrigin(origin: Origin | undefined, text: string): Origin | undefined {
  return origin === undefined ? undefined : { ...origin, path: posix.join(origin.path ?? '', text) }
}

/** Writes down where an object comes from. */
export function setOrigin({ root }: Resource, origin: Origin): void {
  const values = getMetadataMap(root, 'annotations')
  values.set(annotations.origin, formatOrigin(origin))
  setMetadataMap(root, 'annotations', values, by)
}

/** The same for objects whose origin is not known yet. */
export function setOriginWhereMissing(resource: Resource, origin: Origin): void {
  if (!getMetadataMap(resource.root, 'annotations').has(annotations.origin)) setOrigin(resource, origin)
}

/** Writes down that a transformer has worked on an object, or made it (AddTransformerAnnotation). */
export function addTransformation(resource: Resource, origin: Origin): void {
  const values = getMetadataMap(resource.root, 'annotations')
  if (!values.has(annotations.origin)) {
    setOrigin(resource, origin)
    return
  }
  const before = values.get(annotations.transformations) ?? ''
  values.set(annotations.transformations, before + formatTransformation(origin))
  setMetadataMap(resource.root, 'annotations', values, by)
}
