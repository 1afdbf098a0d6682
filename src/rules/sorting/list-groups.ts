import { isScalar, isSeq, type Scalar } from 'yaml'
import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Reference } from '../../kustomize/reference.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { MapEntry } from '../../yaml/entries-of.ts'
import { innerSpanOf } from '../../yaml/inner-span-of.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { spanOf } from '../../yaml/span-of.ts'
import { textOf } from '../../yaml/text-of.ts'
import { leadsToFluxSystem } from '../hierarchy/leads-to-flux-system.ts'
import { toPlainPath } from '../references/to-plain-path.ts'
import type { EntryGroup, SortedEntry } from './entry-group.ts'

/**
 * The lists of a kustomization file whose order changes nothing that is applied, in groups; `fluxSystem` is the directory
 * of Flux itself where the file is a cluster's. An empty line or an entry that is commented out begins a
 * group, and so does a comment, unless each entry between two empty lines has its own. `components`, `patches`,
 * `transformers`, `configurations` and the like are applied in their order and are not among them.
 */
export function listGroups(kustomization: KustomizationFile, fluxSystem: RepoPath | undefined): readonly EntryGroup[] {
  const { document, root, references } = kustomization
  if (document === undefined) return []
  const { text } = document
  const resources = fieldOf(document, root, 'resources')
  const byPlace = new Map(references.map((reference) => [reference.at.start, reference]))
  const groups = groupEntries(text, 'resources', resources, (node, written) => {
    const reference = byPlace.get(innerSpanOf(document, node).start)
    const keys = reference?.target.kind === 'remote' ? sameKeys(written) : keysOf(written)
    return { name: written, rank: rankOf(written, reference, fluxSystem), keys }
  })
  const others = ['configMapGenerator', 'secretGenerator'].flatMap((generator) =>
    itemsOf(document, fieldOf(document, root, generator)?.value).flatMap((item) =>
      ['files', 'envs', 'literals'].flatMap((list) =>
        groupEntries(text, `${generator}.${list}`, fieldOf(document, item, list), (_, written) => {
          const name = list === 'literals' ? (written.split('=')[0] ?? '') : written
          return { name, rank: 0, keys: list === 'literals' ? sameKeys(written) : keysOf(written) }
        }),
      ),
    ),
  )
  return [...groups, ...others]
}

/** Flux itself comes first, then the namespace that the others are in. */
function rankOf(text: string, reference: Reference | undefined, fluxSystem: RepoPath | undefined): number {
  const isFlux = reference !== undefined && fluxSystem !== undefined && leadsToFluxSystem(reference, fluxSystem)
  const name = toPlain(text).split('/').at(-1) ?? ''
  if (isFlux || name === 'flux-system') return 0
  return /^(?:namespaces?|ns)(?:\.ya?ml)?$/.test(name) ? 1 : 2
}

function sameKeys(text: string): SortedEntry['keys'] {
  return [text, text]
}

/** A path as `sort` has it, and step by step without its ending; `./a/` stands where `a` would. */
function keysOf(text: string): SortedEntry['keys'] {
  const plain = toPlain(text)
  return [plain, plain.replace(/\.(?:ya?ml|json)$/, '').replaceAll('/', '\0')]
}

function toPlain(text: string): string {
  return text === '' ? text : toPlainPath(text, { withoutPrefix: true, withoutSlash: true })
}

type Describe = (node: Scalar, text: string) => Pick<SortedEntry, 'name' | 'rank' | 'keys'>

function groupEntries(
  text: string,
  field: string,
  found: MapEntry | undefined,
  describe: Describe,
): readonly EntryGroup[] {
  const list = found?.value
  if (found === undefined || !isSeq(list)) return []
  const parts: SortedEntry[][] = [[]]
  let { end } = spanOf(found.keyNode)
  for (const node of list.items) {
    const written = isScalar(node) ? textOf(node) : undefined
    if (!isScalar(node) || written === undefined || isBlock(node)) return []
    const above = list.flow === true ? [] : linesBetween(text, end, spanOf(node).start)
    const hasComment = above.at(-1)?.startsWith('#') === true && !isSwitchedOff(above.at(-1) ?? '')
    if (above.some((line) => line === '' || isSwitchedOff(line))) parts.push([])
    parts.at(-1)?.push({ node, hasComment, ...describe(node, written) })
    end = spanOf(node).end
  }
  return parts.flatMap((entries) => partByComments(field, entries))
}

function partByComments(field: string, entries: readonly SortedEntry[]): readonly EntryGroup[] {
  if (entries.every(({ hasComment }) => hasComment)) return [{ field, entries, comments: 'entry' }]
  const groups: SortedEntry[][] = [[]]
  for (const entry of entries) {
    if (entry.hasComment) groups.push([])
    groups.at(-1)?.push(entry)
  }
  return groups.map((some) => ({ field, entries: some, comments: some[0]?.hasComment === true ? 'unknown' : 'entry' }))
}

/** Whether a line is an entry that is commented out: it stays where it is, and is about nothing. */
function isSwitchedOff(line: string): boolean {
  return /^#[#\s]*- /.test(line)
}

/** The whole lines between two places, without the space around them. */
function linesBetween(text: string, from: number, to: number): readonly string[] {
  return text
    .slice(from, to)
    .split('\n')
    .slice(1, -1)
    .map((line) => line.trim())
}

function isBlock({ type }: Scalar): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED'
}
