import { formatFieldPath } from '../../kustomize/lineage/parse-field-path.ts'
import type { KeptField } from '../../model/layout.ts'
import { identifyItems } from '../merge/identify-items.ts'
import type { MergeNode, Slot } from '../merge/merge-node.ts'
import { followData } from './follow-data.ts'
import type { ItemMatch, OwnField } from './own-field.ts'
import { type KeptStep, parseKeptPath } from './parse-kept-path.ts'

/** The places of a document that declarations lead to, as a tree, and the declarations that lead to one. */
export function findOwnFields(
  root: MergeNode,
  declarations: readonly KeptField[],
): { readonly own: OwnField; readonly matched: readonly KeptField[] } {
  const own = createPlace('', undefined)
  const matched = declarations.filter((declaration) => {
    const steps = parseKeptPath(declaration.field)
    return steps !== undefined && isAbout(declaration, root) && select({ declaration, steps }, root, 0, own, '')
  })
  return { own, matched }
}

interface Place extends OwnField {
  whole: KeptField | undefined
  sealed: KeptField | undefined
  match: ItemMatch | undefined
  readonly inner: Map<string | number, Place>
}

interface Search {
  readonly declaration: KeptField
  readonly steps: readonly KeptStep[]
}

function createPlace(path: string, match: ItemMatch | undefined): Place {
  return { path, match, whole: undefined, sealed: undefined, inner: new Map() }
}

function isAbout({ kind, name }: KeptField, root: MergeNode): boolean {
  if (root.kind === 'opaque') {
    return (
      (kind === undefined || followData(root, [key('kind')]).includes(kind)) &&
      (name === undefined || followData(root, [key('metadata'), key('name')]).includes(name))
    )
  }
  const field = (node: MergeNode | undefined, name: string): MergeNode | undefined =>
    node?.slots.find((slot) => slot.key === name)?.value
  const isKind = kind === undefined || field(root, 'kind')?.value === kind
  return isKind && (name === undefined || field(field(root, 'metadata'), 'name')?.value === name)
}

function key(name: string): KeptStep {
  return { is: 'key', key: name }
}

/** Notes the places that the steps from one on lead to; `field` is the key that the node is the value of. */
function select(search: Search, node: MergeNode, from: number, place: Place, field: string): boolean {
  const { declaration, steps } = search
  const step = steps[from]
  if (step === undefined) {
    place.whole ??= declaration
    return true
  }
  if (node.kind === 'opaque') {
    if (followData(node, steps.slice(from)).length === 0) return false
    place.sealed ??= declaration
    return true
  }
  let isFound = false
  const nameOf = node.kind === 'list' ? identifyItems([node], field) : undefined
  for (const index of follow(node, step)) {
    const slot = node.slots[index]
    if (slot === undefined) continue
    const known = slot.key ?? index
    const match = step.is === 'match' ? { key: step.key, value: step.value } : undefined
    const child = place.inner.get(known) ?? createPlace(nameChild(place.path, slot, nameOf?.(slot) ?? index), match)
    if (!select(search, slot.value, from + 1, child, slot.key ?? field)) continue
    child.match ??= match
    place.inner.set(known, child)
    isFound = true
  }
  return isFound
}

function nameChild(path: string, slot: Slot, item: string | number): string {
  if (slot.key === undefined) return `${path}[${item}]`
  const name = formatFieldPath([slot.key])
  return path === '' || name.startsWith('[') ? path + name : `${path}.${name}`
}

/** The indexes of the entries or items that a step leads to. */
function follow({ kind, slots }: MergeNode, step: KeptStep): readonly number[] {
  const pick = (isWanted: (slot: Slot) => boolean): readonly number[] =>
    slots.flatMap((slot, index) => (isWanted(slot) ? [index] : []))
  if (step.is === 'any') return [...slots.keys()]
  if (kind === 'map') return step.is === 'key' ? pick((slot) => slot.key === step.key) : []
  if (step.is === 'index') return [step.index]
  if (step.is === 'match') return pick(({ value }) => isMatch(value, step))
  return /^\d+$/.test(step.key) ? [Number(step.key)] : []
}

/** Whether an item has a field of a value. */
export function isMatch(item: MergeNode, { key, value }: ItemMatch): boolean {
  return item.slots.some((slot) => slot.key === key && slot.value.value === value)
}
