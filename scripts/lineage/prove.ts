import type { FileSystem } from '../../src/files/file-system.ts'
import type { FileTree } from '../../src/files/file-tree.ts'
import { type Build, build } from '../../src/kustomize/build/build.ts'
import { createBuildFiles } from '../../src/kustomize/build/build-files.ts'
import type { LoadRestrictor } from '../../src/kustomize/build/build-run.ts'
import type { Location } from '../../src/source/location.ts'
import { editText } from './edit-text.ts'
import { type Leaf, listLeaves } from './leaf.ts'
import { overlay } from './overlay.ts'

/** What changing the text of a field's last place showed. */
export interface Verdict {
  /**
   * `proved`: the field changes, and nothing else that claims another place. `selecting`: the field changes, but its value
   * also decides what else is done or whether the build succeeds at all, so that other fields may follow. `excluded`: no
   * change was made. `failed`: anything else.
   */
  readonly is: 'proved' | 'selecting' | 'excluded' | 'failed'
  readonly reason: string
}

/** A directory that is built. */
export interface Site {
  readonly files: FileSystem
  readonly tree: FileTree
  readonly directory: string
  readonly restrictor: LoadRestrictor
}

/** An untouched build. */
export interface Before {
  readonly built: Build
  /** By key. */
  readonly leaves: ReadonlyMap<string, Leaf>
}

/**
 * Changes the text at a field's last place and builds again: the field must change, and whatever else changes must have
 * the same last place or be derived from it.
 */
export function prove(site: Site, before: Before, leaf: Leaf): Verdict {
  const { located } = leaf
  if (located === undefined) return { is: 'excluded', reason: 'no place' }
  if (isFixed(leaf)) return { is: 'excluded', reason: 'a generator gives all its objects this value: no text holds it' }
  const content = editFile(site.files, located.at, leaf.node.value)
  if ('excluded' in content) return { is: 'excluded', reason: content.excluded }
  const files = createBuildFiles(overlay(site.files, located.at.file, content.bytes), site.tree)
  const built = build(files, site.directory, { restrictor: site.restrictor, order: 'legacy' })
  const after = new Map(listLeaves(built, content.toOriginal).map((one) => [one.key, one]))
  const own = after.get(leaf.key)
  const [problem] = built.problems
  if (own !== undefined && isSame(own, leaf)) {
    return { is: 'failed', reason: `the field stays as it is${problem === undefined ? '' : `: ${problem.code}`}` }
  }
  if (problem !== undefined) {
    return {
      is: own === undefined ? 'excluded' : 'selecting',
      reason: `the build refuses another value: ${problem.code}`,
    }
  }
  const others = listUnexplained(before.leaves, after, leaf, located.at, content.toOriginal)
  const [other] = others
  if (other === undefined) return { is: 'proved', reason: '' }
  const selects = explainSelecting(leaf, others, before.built, built)
  return selects === undefined ? { is: 'failed', reason: describe(other) } : { is: 'selecting', reason: selects }
}

interface Change {
  readonly key: string
  readonly old: Leaf | undefined
  readonly now: Leaf | undefined
}

/** Fields that changed although they claim another place. */
function listUnexplained(
  before: ReadonlyMap<string, Leaf>,
  after: ReadonlyMap<string, Leaf>,
  leaf: Leaf,
  at: Location,
  toOriginal: (at: Location) => Location,
): readonly Change[] {
  const changes: Change[] = []
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(key), after.get(key)]
    if (key === leaf.key || (old !== undefined && now !== undefined && isSame(old, now))) continue
    const isBound = [old, now].every((one) => one === undefined || isAt(one, at, one === now ? toOriginal : keep))
    if (!isBound && !isComposed(old, at) && !isHashed(old, now)) changes.push({ key, old, now })
  }
  return changes
}

function describe({ key, old, now }: Change): string {
  const place = (old ?? now)?.located
  const where = place === undefined ? 'nowhere' : `${place.at.file}:${place.at.start} by ${place.cause}`
  return `${key} changes too (${show(old)} to ${show(now)}), which says it is set at ${where}`
}

/** The kind and API version of a generated object, its type where none is written, and data that is empty. */
export function isFixed({ path, located, node }: Leaf): boolean {
  const [field, ...rest] = path
  if (rest.length > 0 || located?.cause.endsWith('Generator') !== true) return false
  if (field === 'type') return located.value === 'Opaque'
  return field === 'apiVersion' || field === 'kind' || node.kind !== 'scalar'
}

const keep = (at: Location): Location => at

function isSame(a: Leaf, b: Leaf): boolean {
  return a.node.value === b.node.value && a.node.kind === b.node.kind && a.node.tag === b.node.tag
}

function isAt({ located }: Leaf, place: Location, toOriginal: (at: Location) => Location): boolean {
  if (located === undefined) return false
  const at = toOriginal(located.at)
  // An edit may lie anywhere within its place, so that only the beginning is sure to stay.
  return at.file === place.file && at.start === place.start
}

const composing = new Set(['namePrefix', 'nameSuffix', 'images', 'replacements', 'vars', 'hash', 'name-reference'])

/** Values that are put together from several places change with each of them. */
function isComposed(leaf: Leaf | undefined, place: Location): boolean {
  if (leaf === undefined) return false
  const index = leaf.steps.findLastIndex(({ at }) => at?.file === place.file && at.start === place.start)
  return index >= 0 && leaf.steps.slice(index + 1).every(({ cause }) => composing.has(cause))
}

/** The hash of changed content, in a name or wherever the name is repeated. */
function isHashed(old: Leaf | undefined, now: Leaf | undefined): boolean {
  if (old === undefined || now === undefined) return false
  const blank = (text: string): string => text.replace(/-[a-z0-9]{10}(?![a-z0-9])/g, '-#')
  return blank(old.node.value) === blank(now.node.value)
}

function show(leaf: Leaf | undefined): string {
  return leaf === undefined ? 'nothing' : JSON.stringify(leaf.node.value.slice(0, 60))
}

/** Why a value decides more than itself: by what an object is and has, patches and the like choose what they are for. */
function explainSelecting(
  { path, key }: Leaf,
  others: readonly Change[],
  before: Build,
  after: Build,
): string | undefined {
  const field = path.at(-1)
  if (field === 'apiVersion' || field === 'kind') return 'the type decides what is done to an object'
  const causes = others.map(({ old, now }) => (old ?? now)?.located?.cause)
  const list = ({ observations }: Build): string =>
    JSON.stringify(observations.map(({ entry, matched }) => [entry, matched]))
  if (list(before) !== list(after)) return 'patches, images or replacements choose by it what they are for'
  if (causes.every((cause) => cause === 'name-reference')) return 'a reference finds its object by it'
  const item = path.findLastIndex((part) => typeof part === 'number')
  const listKey = key.slice(0, key.indexOf(' ') + 1) + JSON.stringify(path.slice(0, item)).slice(0, -1)
  const isInList = item >= 0 && others.every((other) => other.key.startsWith(listKey))
  return isInList ? 'the items of its list are merged by it' : undefined
}

type Edited =
  | { readonly bytes: Uint8Array; readonly toOriginal: (at: Location) => Location }
  | { readonly excluded: string }

function editFile(files: FileSystem, at: Location, value: string): Edited {
  const bytes = files.read(at.file)
  if (!(bytes instanceof Uint8Array)) return { excluded: 'the file cannot be read' }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const changed = new Uint8Array(bytes)
    changed[0] = ((changed[0] ?? 0) + 1) % 256
    return { bytes: changed, toOriginal: keep }
  }
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const plain = text.slice(mark.length)
  const edit = editText(plain, at.start, at.end, value)
  if ('excluded' in edit) return edit
  const moved = edit.text.length - (edit.end - edit.start)
  const back = (offset: number): number => {
    if (offset >= edit.start + edit.text.length) return offset - moved
    return offset > edit.start && edit.text.length > 1 ? at.start : offset
  }
  return {
    bytes: new TextEncoder().encode(mark + plain.slice(0, edit.start) + edit.text + plain.slice(edit.end)),
    toOriginal: (place) =>
      place.file === at.file && moved !== 0
        ? { ...place, start: place.start === at.start ? at.start : back(place.start), end: back(place.end) }
        : place,
  }
}
