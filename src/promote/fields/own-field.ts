import type { KeptField } from '../../model/layout.ts'

/** A place of the target's tree that declarations lead to or through. */
export interface OwnField {
  /** As people write it, without the object. */
  readonly path: string
  /** The declaration that names all of it; the places below say nothing more then. */
  readonly whole: KeptField | undefined
  /** The declaration that leads to something in it, which cannot be taken out of it. */
  readonly sealed: KeptField | undefined
  /** What tells the item from others, where a declaration says so. */
  readonly match: ItemMatch | undefined
  /** By key, and by index in lists. */
  readonly inner: ReadonlyMap<string | number, OwnField>
}

/** A field of an item and its value: `[name=web]`. */
export interface ItemMatch {
  readonly key: string
  readonly value: string
}

/** The places that hold values, from the outermost. */
export function listLeaves(own: OwnField): readonly OwnField[] {
  return own.whole !== undefined || own.sealed !== undefined ? [own] : [...own.inner.values()].flatMap(listLeaves)
}
