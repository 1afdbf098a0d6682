import type { EntryGroup } from '../../rules/sorting/entry-group.ts'
import { fluxSystemOf } from '../../rules/sorting/flux-system-of.ts'
import { listGroups } from '../../rules/sorting/list-groups.ts'
import { sortGroup } from '../../rules/sorting/sort-group.ts'
import { lineBreakOf } from '../../yaml/edit/line-break-of.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import type { Fixer } from '../fix.ts'
import { commentsAbove } from '../text/comments-above.ts'
import type { Item } from '../text/field.ts'
import { isPlainTree } from '../text/is-plain-tree.ts'
import { lineStart } from '../text/line-span.ts'
import { editableKustomization } from './editable-kustomization.ts'
import { findItem } from './find-item.ts'

/**
 * Mends the findings of `resources-sorted`: the entries of one group change places, each with the comment beside it and,
 * where all have one, the comment above it.
 */
export const sortEntries: Fixer = (finding, repository) => {
  const { file, start } = finding.at
  const source = editableKustomization(file, repository)
  if (source === undefined) return undefined
  const title = 'sort the list'
  if ('why' in source) return { title, why: source.why }
  const { text, map, kustomization } = source
  const groups = listGroups(kustomization, fluxSystemOf(kustomization, repository))
  const group = groups.find(({ entries }) => entries.some(({ node }) => node.range?.[0] === start))
  if (group === undefined) return { title, why: 'the list is not written as one' }
  const named = `sort \`${group.field}\``
  if (group.entries.some(({ node }) => !isPlainTree(text, node))) {
    return { title: named, why: 'an anchor or a tag is in the list' }
  }
  const found = findItem(text, map, start)
  if (found === undefined) return { title: named, why: 'its entries do not stand on lines of their own' }
  if (found.list.node.anchor !== undefined) return { title: named, why: 'the list has an anchor' }
  const sorted = sortGroup(group)
  if (group.comments === 'unknown' && sorted[0] !== group.entries[0]) {
    const why = `the comment above \`${group.entries[0]?.name ?? ''}\` may be about it or about all; an empty line below the comment says that it is about all`
    return { title: named, why }
  }
  const items = new Map(found.list.items.map((item) => [item.node, item]))
  const before = group.entries.flatMap(({ node }) => items.get(node) ?? [])
  const after = sorted.flatMap(({ node }) => items.get(node) ?? [])
  return {
    finding,
    title: named,
    // What generators make has no order of its own.
    effect: group.field === 'resources' ? 'order' : 'nothing',
    isPoint: true,
    needsSight: true,
    edits: new Map([
      [file, found.list.isFlow ? exchangeTexts(text, before, after) : [exchangeLines(text, before, after, group)]],
    ]),
  }
}

function exchangeTexts(text: string, before: readonly Item[], after: readonly Item[]): readonly TextEdit[] {
  return before.flatMap(({ textAt: start, textEnd: end }, index) => {
    const other = after[index]
    return other === undefined || other.textAt === start
      ? []
      : [{ start, end, text: text.slice(other.textAt, other.textEnd) }]
  })
}

function exchangeLines(
  text: string,
  before: readonly Item[],
  after: readonly Item[],
  { entries }: EntryGroup,
): TextEdit {
  const travels = entries.every(({ hasComment }) => hasComment)
  const startOf = (item: Item): number =>
    travels ? commentsAbove(text, item.start, lineStart(text, item.textAt)) : lineStart(text, item.textAt)
  const lineBreak = lineBreakOf(text)
  const lines = after.map((item) => text.slice(startOf(item), item.end)).map((one) => one.replace(/\r?\n$/, ''))
  const [first] = before
  const start = first === undefined ? 0 : startOf(first)
  const end = before.at(-1)?.end ?? start
  return { start, end, text: lines.join(lineBreak) + (text[end - 1] === '\n' ? lineBreak : '') }
}
