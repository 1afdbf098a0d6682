import { copyShallow } from '../../kustomize/tree/copy-shallow.ts'
import { locateInline } from '../../kustomize/tree/locate-inline.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import type { ObjectText } from './list-texts.ts'

/** Gives the text of a file; undefined for one that cannot be read. */
export type ReadText = (file: string) => string | undefined

/** Where a `${…}` of a printed object comes from. */
export interface UsePlace {
  readonly path: readonly (string | number)[]
  /** Whether it stands in the key at the end of the path, not in its value. */
  readonly isKey: boolean
  /** The `${…}` in the source, or the whole scalar where it is written otherwise there. */
  readonly at: Location | undefined
}

/**
 * Finds spans of the printed text of an object, each beginning with a dollar sign, in the object and in the source.
 * `texts` are those of the object with dollar signs, in the order of the printed text, which the printer never escapes.
 * Spans must be in the order of their starts.
 */
export function locateUses(
  printed: string,
  texts: readonly ObjectText[],
  spans: readonly { readonly start: number; readonly end: number }[],
  readText: ReadText,
): readonly (UsePlace | undefined)[] {
  const signs = listSigns(texts)
  let ordinal = -1
  let next = 0
  return spans.map(({ start, end }) => {
    for (; next <= start; next += 1) {
      const found = printed.indexOf('$', next)
      if (found < 0 || found > start) break
      next = found
      ordinal += 1
    }
    const text = signs.textOf(ordinal)
    if (text === undefined) return undefined
    const { path, isKey, node } = text.text
    const from = text.at
    const braces = countBraces(printed, start, end)
    const to = braces === 0 ? from + end - start : endOf(text.text.text, from, braces)
    return { path, isKey, at: to === undefined ? node?.step?.at : text.locate(from, to, readText) }
  })
}

interface Sign {
  readonly text: ObjectText
  /** Offset of the dollar sign in the text. */
  readonly at: number
  readonly locate: (from: number, to: number, readText: ReadText) => Location | undefined
}

function listSigns(texts: readonly ObjectText[]): { textOf(ordinal: number): Sign | undefined } {
  const signs: Sign[] = []
  for (const text of texts) {
    // A text with a byte order mark at its start is escaped in full.
    if (text.text.startsWith('\ufeff')) continue
    let find: ReturnType<typeof createFinder> | undefined
    const locate: Sign['locate'] = (from, to, readText) => {
      find ??= createFinder(text, readText)
      return find(from, to)
    }
    for (let at = text.text.indexOf('$'); at >= 0; at = text.text.indexOf('$', at + 1)) signs.push({ text, at, locate })
  }
  return { textOf: (ordinal) => signs[ordinal] }
}

function countBraces(text: string, start: number, end: number): number {
  let count = 0
  for (let at = text.indexOf('}', start); at >= 0 && at < end; at = text.indexOf('}', at + 1)) count += 1
  return count
}

function endOf(text: string, from: number, braces: number): number | undefined {
  let at = from
  for (let left = braces; left > 0; left -= 1) {
    at = text.indexOf('}', at) + 1
    if (at === 0) return undefined
  }
  return at
}

/** How often a text is searched in the source in vain before no more is searched for. */
const maximumMisses = 20

/** Finds parts of one text in the file that it is written in, in their order. */
export function createFinder(
  { text, node }: Pick<ObjectText, 'text' | 'node'>,
  readText: ReadText,
): (from: number, to: number) => Location | undefined {
  const sources = node === undefined ? [] : listSources(node, readText)
  let misses = 0
  return (from, to) => {
    const part = text.slice(from, to)
    for (const source of sources) {
      const { file, inline, content } = source
      const exact = inline?.(from, to)
      if (exact !== undefined && content.slice(exact.start, exact.end) === part) return exact
      if (misses >= maximumMisses) continue
      const start = content.slice(0, source.end).indexOf(part, source.next)
      if (start >= 0) {
        source.next = start + 1
        return { file, start, end: start + part.length }
      }
      misses += 1
    }
    return node?.step?.at
  }
}

interface Source {
  readonly file: Location['file']
  readonly content: string
  readonly end: number
  /** From where on to search. */
  next: number
  readonly inline: ((start: number, end: number) => Location) | undefined
}

/** The places that set a scalar, newest first: a prefix, say, and the name that it was put before. */
function listSources(node: TreeNode, readText: ReadText): readonly Source[] {
  const sources: Source[] = []
  for (let step = node.step; step !== undefined; step = step.before) {
    const { at, value } = step
    if (at === undefined || value?.includes('$') === false) continue
    const content = readText(at.file)
    if (content === undefined) continue
    const inline = value === node.value ? locateInline(content, copyShallow(node, { step })) : undefined
    sources.push({ file: at.file, content, end: at.end, next: at.start, inline })
    if (sources.length === 3) break
  }
  return sources
}
