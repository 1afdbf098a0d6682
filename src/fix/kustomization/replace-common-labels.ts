import { isMap, isScalar, type Node } from 'yaml'
import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import { lineBreakOf } from '../../yaml/edit/line-break-of.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { entriesOf } from '../../yaml/entries-of.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { insertLines, removeLines } from '../text/edit-lines.ts'
import type { Field } from '../text/field.ts'
import { lineEnd, lineStart } from '../text/line-span.ts'
import { readField } from '../text/read-field.ts'
import { readList } from '../text/read-list.ts'
import { shiftLines } from '../text/write-item.ts'

/**
 * Turns `commonLabels` into the last entry of `labels`, selectors included. As `kustomize edit fix` does, it refuses a
 * label that is in both.
 */
export function replaceCommonLabels(
  text: string,
  file: KustomizationFile,
  map: Node,
): readonly TextEdit[] | { readonly why: string } {
  const source = readField(text, map, 'commonLabels')
  const target = readField(text, map, 'labels')
  if (source !== undefined && 'why' in source) return source
  if (!isMap(source?.value)) return { why: '`commonLabels` is not a mapping' }
  if (target !== undefined && 'why' in target) return target
  const twice = findRepeated(file)
  if (twice !== undefined) return { why: `the label \`${twice}\` is in both \`commonLabels\` and \`labels\`` }

  const lineBreak = lineBreakOf(text)
  if (target === undefined) {
    const { key, column } = source
    const rename = { start: key.range?.[0] ?? 0, end: key.range?.[1] ?? 0, text: 'labels' }
    if (isOnKeyLine(text, source)) {
      const behind = { start: rename.end + 1, end: source.value.range?.[0] ?? 0 }
      if (text[rename.end] !== ':') return { why: '`commonLabels` is written in an unusual way' }
      return [rename, { ...behind, text: lineBreak + head(column).join(lineBreak).concat(' ') }]
    }
    const at = lineEnd(text, source.keyLine)
    return [
      rename,
      { start: at, end: source.end, text: `${head(column).join(lineBreak)}${lineBreak}${body(text, source, column)}` },
    ]
  }
  const list = readList(text, target.value, lineEnd(text, target.keyLine))
  if ('why' in list || list.isFlow) return { why: '`labels` takes no further entry as text' }
  const end = list.items.at(-1)?.end
  if (end === undefined) return { why: '`labels` is a list without entries' }
  // Comments of the field come along, above the entry.
  const comments = shiftLines(text.slice(source.start, source.keyLine), list.column - source.column, lineBreak)
  const entry = isOnKeyLine(text, source)
    ? `${head(list.column - 2).join(lineBreak)} ${text.slice(source.value.range?.[0] ?? 0, source.end)}`
    : `${head(list.column - 2).join(lineBreak)}${commentBeside(text, source)}${lineBreak}${body(text, source, list.column - 2)}`
  return [insertLines(text, end, comments + entry), removeLines(text, source.start, source.end)]
}

/** The lines of the entry down to its labels, for a field in this column. */
function head(column: number): readonly string[] {
  const pad = ' '.repeat(column + 2)
  return [`${pad}- includeSelectors: true`, `${pad}  pairs:`]
}

/** The labels, as deep as they belong below `pairs`. */
function body(text: string, { value, keyLine, end }: Field, column: number): string {
  const at = value?.range?.[0] ?? 0
  const shift = column + 6 - (at - lineStart(text, at))
  return shiftLines(text.slice(lineEnd(text, keyLine), end), shift, lineBreakOf(text))
}

function isOnKeyLine(text: string, { value, keyLine }: Field): boolean {
  return (value?.range?.[0] ?? 0) < lineEnd(text, keyLine)
}

function commentBeside(text: string, { key, keyLine }: Field): string {
  const comment = /:[ \t]*(#[^\r\n]*)/.exec(text.slice(key.range?.[1] ?? 0, lineEnd(text, keyLine)))?.[1]
  return comment === undefined ? '' : ` ${comment.trimEnd()}`
}

function findRepeated({ document, root }: KustomizationFile): string | undefined {
  if (document === undefined) return undefined
  const common = entriesOf(document, fieldOf(document, root, 'commonLabels')?.value).map(({ key }) => key)
  const others = itemsOf(document, fieldOf(document, root, 'labels')?.value).flatMap((item) =>
    entriesOf(document, fieldOf(document, item, 'pairs')?.value).map(({ key, keyNode }) =>
      isScalar(keyNode) ? key : '',
    ),
  )
  return common.find((key) => others.includes(key))
}
