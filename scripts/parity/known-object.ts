import type { Random } from './random.ts'
import type { ValueMap } from './value.ts'

/** An object that a directory is known to build, so that patches and references can hit it. */
export interface KnownObject {
  readonly kind: string
  readonly apiVersion: string
  /** Its names so far, the newest last; without the suffix of a hash. */
  readonly names: string[]
  /** Likewise; empty where there is none. */
  readonly namespaces: string[]
  /** As first written; patches of bases do not change it. */
  readonly body: ValueMap
  readonly isGenerated: boolean
  /** Whether a patch changes it, so that its body may not be true any more. */
  isPatched: boolean
}

/** The newest name. */
export function nameOf({ names }: KnownObject): string {
  return names.at(-1) ?? ''
}

export function namespaceOf({ namespaces }: KnownObject): string | undefined {
  return namespaces.at(-1) || undefined
}

/** `apps` of `apps/v1`; empty for the core group. */
export function groupOf({ apiVersion }: KnownObject): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
}

export function versionOf({ apiVersion }: KnownObject): string {
  return apiVersion.split('/').at(-1) ?? ''
}

/** One of the objects, one that no patch changes if chance wants. */
export function pickObject(objects: readonly KnownObject[], random: Random): KnownObject {
  const untouched = objects.filter(({ isPatched }) => !isPatched)
  return untouched.length > 0 && random.chance(0.85) ? random.pick(untouched) : random.pick(objects)
}
