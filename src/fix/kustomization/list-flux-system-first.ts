import { posix } from 'node:path'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import type { Fix, Fixer } from '../fix.ts'
import { commentsAbove } from '../text/comments-above.ts'
import { insertLines, removeLines } from '../text/edit-lines.ts'
import type { List } from '../text/field.ts'
import { lineStart } from '../text/line-span.ts'
import { editableKustomization } from './editable-kustomization.ts'
import { findItem } from './find-item.ts'
import { insertFirst } from './insert-first.ts'

/** Mends the findings of `cluster-flux-system-first`: the entry moves to the top of the list, or comes in where it is missing. */
export const listFluxSystemFirst: Fixer = (finding, repository) => {
  const { file, start } = finding.at
  const source = editableKustomization(file, repository)
  if (source === undefined) return undefined
  const title = 'make `flux-system` the first entry of `resources`'
  if ('why' in source) return { title, why: source.why }
  const { text, map, kustomization } = source
  const fix = (effect: Fix['effect'], edits: readonly TextEdit[]): Fix => ({
    finding,
    title,
    effect,
    isPoint: false,
    edits: new Map([[file, edits]]),
    isWanted: () => true,
  })
  const found = findItem(text, map, start)
  if (found !== undefined) {
    if (found.field.toLowerCase() !== 'resources' || found.index === 0)
      return { title, why: 'the entry is not in `resources`' }
    return fix('order', moveToFront(text, found.list, found.index))
  }
  const cluster = repository.clusters.find(({ root, fluxSystem }) => root.path === file && fluxSystem !== undefined)
  if (cluster?.fluxSystem === undefined) return { title, why: 'the flux-system directory of the file is not known' }
  if (!repository.kustomizations.has(cluster.fluxSystem)) {
    return { title, why: `\`${cluster.fluxSystem}\` has no kustomization file` }
  }
  const edits = insertFirst(text, map, posix.relative(`/${kustomization.directory}`, `/${cluster.fluxSystem}`))
  return 'why' in edits ? { title, why: edits.why } : fix('adds', edits)
}

function moveToFront(text: string, { isFlow, items }: List, index: number): readonly TextEdit[] {
  const [first] = items
  const previous = items[index - 1]
  const item = items[index]
  if (first === undefined || previous === undefined || item === undefined) return []
  if (isFlow) {
    return [
      { start: first.textAt, end: first.textAt, text: `${text.slice(item.textAt, item.textEnd)}, ` },
      { start: previous.textEnd, end: item.textEnd, text: '' },
    ]
  }
  const start = commentsAbove(text, item.start, lineStart(text, item.textAt))
  return [insertLines(text, first.start, text.slice(start, item.end)), removeLines(text, start, item.end)]
}
