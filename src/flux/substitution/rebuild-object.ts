import { BuildError } from '../../kustomize/build-error.ts'
import { copyNode } from '../../kustomize/tree/copy-node.ts'
import { createMapping, createScalar, createSequence } from '../../kustomize/tree/create-node.ts'
import { createTreeReader, type TreeReader } from '../../kustomize/tree/create-tree-reader.ts'
import { rereadScalar } from '../../kustomize/tree/reread-scalar.ts'
import type { Step } from '../../kustomize/tree/step.ts'
import type { TreeField, TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import { formatFloat } from '../../yaml/format-float.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { decodeOldScalar } from './decode-old-scalar.ts'
import { sortEntries } from './list-texts.ts'
import type { LocatedUse } from './located-use.ts'
import { beginsWithTab } from './may-change.ts'
import { printScalar } from './print-scalar.ts'
import { type Retyped, typeOfValue } from './retyped.ts'
import { UnreadableError } from './unreadable-error.ts'

/** An object or a part of it: as it is printed, and with its lineage. */
export interface Part {
  readonly value: JsonValue
  readonly node: TreeNode | undefined
}

/** A part of an object that was read from the substituted text. */
export interface RebuiltPart {
  readonly value: JsonValue
  readonly node: TreeNode
}

/** An object that was read from the substituted text. */
export interface RebuiltObject extends RebuiltPart {
  readonly retyped: readonly Retyped[]
}

/** Where the parts of an object come from. */
export interface Origin {
  readonly old: Part
  /** The uses in the value at a path of the old object, or in the key at its end. */
  usesAt(path: readonly (string | number)[], isKey: boolean): readonly LocatedUse[]
  /** What a substitution leaves at what it changed. */
  stepOf(uses: readonly LocatedUse[], value: string | undefined, before: Step | undefined): Step | undefined
}

/** Nodes that aliases may multiply to. */
const maximumNodes = 500_000

/**
 * Reads a substituted text as Flux does (sigs.k8s.io/yaml 1.6.0: go-yaml v2 to JSON, all numbers floats of 64 bits), and
 * gives each part the lineage of the part of the old object that stands in its place. Throws an UnreadableError for what
 * Flux fails on.
 */
export function rebuildObject(document: YamlDocument, origin: Origin): RebuiltObject {
  const run: Run = {
    origin,
    reader: createTreeReader(document, 'substitution', (start, end) => ({ file: '', start, end })),
    retyped: [],
    open: new Set(),
    text: document.text,
    nodes: 0,
    offset: 0,
  }
  if (document.root === undefined) throw new UnreadableError('nothing is left of the object')
  const read = run.reader.read(document.root)
  try {
    const rebuilt = rebuild(run, read, origin.old, { old: [], now: [], uses: [] })
    if (rebuilt.node.kind === 'mapping') return { retyped: run.retyped, ...rebuilt }
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    throw new UnreadableError(error.message, error.at, run.offset)
  }
  throw new UnreadableError('the object is no map any more')
}

interface Run {
  readonly origin: Origin
  readonly reader: TreeReader
  readonly retyped: Retyped[]
  /** Aliases that are being followed. */
  readonly open: Set<TreeNode>
  /** The text that is read. */
  readonly text: string
  nodes: number
  /** Where the scalar is that is being read. */
  offset: number
}

/** Where a part is. */
interface Place {
  /** Its path in the old object; undefined where it is new. */
  readonly old: readonly (string | number)[] | undefined
  readonly now: readonly (string | number)[]
  /** The uses in the text around it that became a collection. */
  readonly uses: readonly LocatedUse[]
}

function rebuild(run: Run, read: TreeNode, old: Part | undefined, place: Place): RebuiltPart {
  run.nodes += 1
  if (run.nodes > maximumNodes) throw new UnreadableError('aliases make the object too large')
  const target = run.reader.targetOf(read)
  if (target !== undefined) {
    const tree = run.reader.read(target)
    if (run.open.has(tree)) throw new UnreadableError('an alias stands in itself')
    run.open.add(tree)
    const rebuilt = rebuild(run, tree, old, place)
    run.open.delete(tree)
    return rebuilt
  }
  if (read.kind === 'scalar') return rebuildScalar(run, read, old, place)
  const isSame = Array.isArray(old?.value)
    ? read.kind === 'sequence'
    : old?.value instanceof Map && read.kind === 'mapping'
  const uses = isSame ? [] : usesOf(run, place)
  const step = isSame ? old?.node?.step : run.origin.stepOf(uses, undefined, old?.node?.step)
  const inside = { ...place, uses: isSame ? [] : uses }
  const rebuilt =
    read.kind === 'sequence' ? rebuildSequence(run, read, old, inside) : rebuildMapping(run, read, old, inside)
  rebuilt.node.step = step
  if (isSame && old?.node?.removed !== undefined) rebuilt.node.removed = new Map(old.node.removed)
  if (!isSame) reportType(run, rebuilt.value, old, place.now, uses)
  return rebuilt
}

function usesOf({ origin }: Run, { old, uses }: Place): readonly LocatedUse[] {
  return old === undefined ? uses : origin.usesAt(old, false)
}

function reportType(
  { retyped }: Run,
  value: JsonValue,
  old: Part | undefined,
  path: readonly (string | number)[],
  uses: readonly LocatedUse[],
): void {
  const to = typeOfValue(value)
  if (typeof old?.value === 'string' && to !== 'text') retyped.push({ path, from: 'text', to, uses })
}

function rebuildScalar(run: Run, read: TreeNode, old: Part | undefined, place: Place): RebuiltPart {
  run.offset = read.step?.at?.start ?? run.offset
  checkQuotes(run, read)
  const found = isMarkedText(run, read) ? read.value : decodeOldScalar(read)
  // JSON's numbers are floats in Go; there is no negative zero in the YAML that is printed in the end.
  const value = typeof found === 'bigint' || found === 0 ? Number(found) + 0 : found
  if (typeof value === 'number' && !Number.isFinite(value)) throw new UnreadableError('JSON has no infinity and no NaN')
  const { node } = old ?? {}
  if (typeof value === 'string') checkText(value, node?.step?.at)
  if (node !== undefined && old?.value === value) return { value, node: copyNode(node) }
  const uses = usesOf(run, place)
  const text = String(value)
  const step = run.origin.stepOf(uses, text, node?.step) ?? node?.step
  reportType(run, value, old, place.now, uses)
  return { value, node: printScalar(value, text, step) }
}

/** A mere `!` before a plain scalar makes it a text, which the reader of trees does not tell. */
function isMarkedText({ text }: Run, { style, isTagged, step }: TreeNode): boolean {
  if (style !== 'plain' || isTagged || step?.at === undefined) return false
  return /(?:^|[\s,[{])!\s*$/.test(text.slice(Math.max(0, step.at.start - 20), step.at.start))
}

/** The reader takes a quoted text that ends its line with an escaped quote for closed. */
function checkQuotes({ text }: Run, { style, step }: TreeNode): void {
  if (step?.at === undefined || (style !== 'single' && style !== 'double')) return
  const last = style === 'single' ? "'" : '\\'
  let count = 0
  for (let at = step.at.end - 1; at >= step.at.start && text[at] === last; at -= 1) count += 1
  if (count % 2 === 1) throw new UnreadableError('a quoted text does not end')
}

/** Flux writes the object as YAML once more, in a way in which it cannot be read where a text begins with a tab. */
function checkText(text: string, at: Location | undefined): void {
  if (!beginsWithTab(text)) return
  try {
    rereadScalar(createScalar(text, undefined, { tag: '!!str', style: 'literal' }), false)
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    throw new UnreadableError('a text of several lines begins with a tab, which cannot be read any more', at)
  }
}

function rebuildSequence(run: Run, read: TreeNode, old: Part | undefined, place: Place): RebuiltPart {
  const oldItems: readonly JsonValue[] = Array.isArray(old?.value) ? old.value : []
  const items = read.items.map((item, index) => {
    const value = oldItems[index]
    const part = value === undefined ? undefined : { value, node: old?.node?.items[index] }
    return rebuild(run, item, part, descend(place, part === undefined ? undefined : index, index))
  })
  return {
    value: items.map(({ value }) => value),
    node: createSequence(
      undefined,
      items.map(({ node }) => node),
    ),
  }
}

function descend(place: Place, old: string | number | undefined, now: string | number): Place {
  return {
    old: old === undefined || place.old === undefined ? undefined : [...place.old, old],
    now: [...place.now, now],
    uses: place.uses,
  }
}

interface Entry {
  readonly key: TreeNode
  readonly value: RebuiltPart
  /** Place among the fields of the old tree. */
  readonly rank: number
}

function rebuildMapping(run: Run, read: TreeNode, old: Part | undefined, place: Place): RebuiltPart {
  const oldEntries = old?.value instanceof Map ? sortEntries(old.value) : []
  const fields = new Map(old?.node?.fields.map((field, rank) => [field.key.value, { rank, ...field }]))
  const isAligned = oldEntries.length === read.fields.length
  const byKey = isAligned ? undefined : new Map(oldEntries)
  const entries = new Map<string, Entry>()
  for (const [index, field] of read.fields.entries()) {
    if (isMerge(field.key)) {
      merge(run, field.value, entries, place)
      continue
    }
    const key = keyOf(run, field.key)
    const own = isAligned ? oldEntries[index] : undefined
    const oldKey = own?.[0] ?? (byKey?.has(key) ? key : undefined)
    const known = oldKey === undefined ? undefined : fields.get(oldKey)
    const oldValue = own === undefined ? byKey?.get(key) : own[1]
    const part = oldValue === undefined ? undefined : { value: oldValue, node: known?.value }
    const value = rebuild(run, field.value, part, descend(place, oldKey, key))
    const keyNode = rebuildKey(run, key, oldKey, known?.key, place)
    entries.delete(key)
    entries.set(key, { key: keyNode, value, rank: known?.rank ?? fields.size + index })
  }
  const sorted = [...entries.values()].sort((a, b) => a.rank - b.rank)
  const treeFields: TreeField[] = sorted.map(({ key, value }) => ({ key, value: value.node }))
  return {
    value: new Map(sorted.map(({ key, value }) => [key.value, value.value])),
    node: createMapping(undefined, treeFields),
  }
}

function rebuildKey(
  { origin }: Run,
  key: string,
  oldKey: string | undefined,
  node: TreeNode | undefined,
  place: Place,
): TreeNode {
  if (node !== undefined && key === oldKey) return copyNode(node)
  const uses =
    oldKey === undefined || place.old === undefined ? place.uses : origin.usesAt([...place.old, oldKey], true)
  return printScalar(key, key, origin.stepOf(uses, key, node?.step) ?? node?.step)
}

function isMerge({ kind, value, style, isTagged, tag }: TreeNode): boolean {
  return kind === 'scalar' && value === '<<' && (isTagged ? tag === '!!merge' : style === 'plain')
}

/** In go-yaml v2 a merge overwrites what stands before it. */
function merge(run: Run, value: TreeNode, entries: Map<string, Entry>, place: Place): void {
  const target = run.reader.targetOf(value)
  const source = target === undefined ? value : run.reader.read(target)
  const parts = source.kind === 'sequence' && target === undefined ? source.items.toReversed() : [source]
  for (const part of parts) {
    const { node, value: merged } = rebuild(run, part, undefined, { ...place, old: undefined })
    if (!(merged instanceof Map)) throw new UnreadableError('`<<` needs a map or a list of maps')
    for (const field of node.fields) {
      const own: JsonValue = merged.get(field.key.value) ?? null
      entries.set(field.key.value, { key: field.key, value: { value: own, node: field.value }, rank: entries.size })
    }
  }
}

/** A key as sigs.k8s.io/yaml writes it as a text. */
function keyOf(run: Run, key: TreeNode): string {
  const target = run.reader.targetOf(key)
  const node = target === undefined ? key : run.reader.read(target)
  if (node.kind !== 'scalar') throw new UnreadableError('a key is no text')
  const value = decodeOldScalar(node)
  if (value === null) throw new UnreadableError('a key is null')
  if (typeof value === 'bigint' && value >= 2n ** 63n) throw new UnreadableError('a key is too large a number')
  if (typeof value !== 'number') return String(value)
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf'
  // Whole numbers of 64 bits beyond 2^53 are bigints.
  const isFloat = !Number.isSafeInteger(value) || /[.eE]/.test(node.value.replace(/^[-+]?0[xX].*/, ''))
  return isFloat ? formatFloat(value, { bits: 32 }) : String(value)
}
