/** Group, version and kind of an object, or of objects where texts are empty. */
export interface Type {
  readonly group: string
  readonly version: string
  readonly kind: string
}

/** Whether a type is chosen by another, in which an empty text stands for any (resid's Gvk.IsSelected). */
export function isSelected(type: Type, selector: Type): boolean {
  return (
    (selector.group === '' || selector.group === type.group) &&
    (selector.version === '' || selector.version === type.version) &&
    (selector.kind === '' || selector.kind === type.kind)
  )
}
