import { isCollection, isMap, isPair, isScalar, type Node, type Pair, type Scalar } from 'yaml'

/** A key that one mapping has more than once. */
export interface DuplicateKey {
  readonly key: string
  /** In the order of the text; at least two. */
  readonly places: readonly Scalar[]
  /** The mapping's keys from the root, items of lists as `[]`. */
  readonly path: string
  /** Whether it is the merge key `<<`. */
  readonly isMerge: boolean
  /** Whether the same text stands behind each of them. */
  readonly isSameValue: boolean
}

interface Step {
  readonly name: string
  readonly parent: Step | undefined
}

/**
 * Every key that a mapping below a node repeats, compared as go-yaml compares them: by their text without quotes.
 * Linear in the number of nodes and without recursion. Aliases are not followed: what they name is seen once.
 */
export function findDuplicateKeys(text: string, root: Node | undefined): readonly DuplicateKey[] {
  if (!hasDuplicates(root)) return []
  const found: DuplicateKey[] = []
  const stack: { readonly node: unknown; readonly step: Step | undefined }[] = [{ node: root, step: undefined }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, step } = next
    if (!isCollection(node)) continue
    if (isMap(node)) collect(text, node.items, step, found)
    for (const item of node.items) {
      if (!isPair(item)) stack.push({ node: item, step: { name: '[]', parent: step } })
      else {
        const name = isScalar(item.key) ? `.${keyOf(item.key)}` : '.?'
        stack.push({ node: item.key, step }, { node: item.value, step: { name, parent: step } })
      }
    }
  }
  return found.sort((a, b) => startOf(a) - startOf(b))
}

/** Most texts have none, and need no paths. */
function hasDuplicates(root: Node | undefined): boolean {
  const stack: unknown[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isCollection(node)) continue
    const keys = isMap(node) && node.items.length > 1 ? new Set<string>() : undefined
    for (const item of node.items) {
      if (!isPair(item)) {
        if (isCollection(item)) stack.push(item)
        continue
      }
      if (isCollection(item.key)) stack.push(item.key)
      if (isCollection(item.value)) stack.push(item.value)
      if (keys === undefined || !isScalar(item.key)) continue
      const key = keyOf(item.key)
      if (keys.has(key)) return true
      keys.add(key)
    }
  }
  return false
}

function collect(text: string, pairs: readonly Pair[], step: Step | undefined, found: DuplicateKey[]): void {
  if (pairs.length < 2) return
  const byKey = new Map<string, Pair[]>()
  for (const pair of pairs) {
    if (!isScalar(pair.key)) continue
    const key = keyOf(pair.key)
    const same = byKey.get(key)
    if (same === undefined) byKey.set(key, [pair])
    else same.push(pair)
  }
  for (const [key, same] of byKey) {
    if (same.length < 2) continue
    const places = same.map((pair) => pair.key).filter((node) => isScalar(node))
    const values = new Set(same.map((pair) => textOfValue(text, pair.value)))
    const isMerge = places.every((place) => typeof place.value === 'symbol')
    found.push({ key, places, path: toPath(step), isMerge, isSameValue: values.size === 1 })
  }
}

/** The library reads the merge key as a symbol. */
function keyOf({ value }: Scalar): string {
  return typeof value === 'symbol' ? '<<' : String(value ?? '')
}

function textOfValue(text: string, value: unknown): string {
  const range = (value as Node | null)?.range
  return range ? text.slice(range[0], range[1]).trim() : ''
}

function toPath(step: Step | undefined): string {
  const names: string[] = []
  for (let at = step; at !== undefined; at = at.parent) names.push(at.name)
  return names.reverse().join('').replace(/^\./, '')
}

function startOf({ places }: DuplicateKey): number {
  return places[1]?.range?.[0] ?? 0
}
