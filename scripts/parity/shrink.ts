import { posix } from 'node:path'
import { kustomizationFileNames } from '../../src/kustomize/kustomization-file-names.ts'
import type { ParityCase } from './parity-case.ts'

/** Whether a smaller case still shows what is to be shown. */
export type IsInteresting = (one: ParityCase) => Promise<boolean>

/**
 * Makes a case smaller while it stays interesting: fewer directories, files, documents, fields and items, and simpler
 * scalars, until nothing can be left out or `budget` questions have been asked.
 */
export async function shrink(start: ParityCase, isInteresting: IsInteresting, budget: number): Promise<ParityCase> {
  let best = start
  let left = budget
  const attempt = async (candidate: ParityCase): Promise<boolean> => {
    if (left <= 0) return false
    left -= 1
    if (!(await isInteresting(candidate))) return false
    best = candidate
    return true
  }
  const steps = [tryOtherRoots, tryWithoutFiles, tryWithoutLines, trySimpleScalars, tryDefaults]
  for (let before: ParityCase | undefined; before !== best && left > 0; ) {
    before = best
    for (const step of steps) await step(() => best, attempt)
  }
  return best
}

type Step = (best: () => ParityCase, attempt: (candidate: ParityCase) => Promise<boolean>) => Promise<void>

/** Builds a base instead of the directory above it. */
const tryOtherRoots: Step = async (best, attempt) => {
  const { files, directory } = best()
  const roots = Object.keys(files).filter((path) => kustomizationFileNames.includes(posix.basename(path)))
  for (const root of roots.map((path) => posix.dirname(path)).filter((each) => each !== directory)) {
    if (await attempt({ ...best(), directory: root })) return
  }
}

/** Without each file, and without the lines that name it (or the directory that it makes a kustomization). */
const tryWithoutFiles: Step = async (best, attempt) => {
  for (const path of Object.keys(best().files)) {
    const { [path]: _, ...rest } = best().files
    if (await attempt({ ...best(), files: rest })) continue
    const name = kustomizationFileNames.includes(posix.basename(path)) ? posix.dirname(path) : path
    const without = Object.entries(rest).map(([each, content]) => [each, dropMentions(content, posix.basename(name))])
    await attempt({ ...best(), files: Object.fromEntries(without) })
  }
}

function dropMentions(content: string | Uint8Array, name: string): string | Uint8Array {
  if (typeof content !== 'string') return content
  const kept = content.split('\n').filter((line) => !line.replace(/\/?["']?\s*$/, '').endsWith(name))
  return kept.join('\n')
}

/** Without each line and what is indented below it, large blocks first; without each document. */
const tryWithoutLines: Step = async (best, attempt) => {
  for (const path of Object.keys(best().files)) {
    for (let at = 0; ; at++) {
      const content = best().files[path]
      if (typeof content !== 'string') break
      const lines = content.split('\n')
      const block = listBlocks(lines)[at]
      if (block === undefined) break
      const [from, to] = block
      const shorter = [...lines.slice(0, from), ...lines.slice(to)].join('\n')
      if (shorter !== content && (await attempt({ ...best(), files: { ...best().files, [path]: shorter } }))) at -= 1
    }
  }
}

/** Runs of lines that can go together, from long to short. */
function listBlocks(lines: readonly string[]): readonly (readonly [from: number, to: number])[] {
  const blocks = lines.flatMap((line, from) => {
    if (line.trim() === '') return from === lines.length - 1 ? [] : [[from, from + 1] as const]
    const own = depthOf(line)
    const isDocument = line.startsWith('---')
    const ends = lines.findIndex((next, index) => {
      if (index <= from) return false
      if (isDocument) return next.startsWith('---')
      if (next.trim() === '') return false
      const depth = depthOf(next)
      const isItemBelow = depth === own && /^\s*- /.test(next) && !/^\s*- /.test(line)
      return depth <= own && !isItemBelow
    })
    const to = ends < 0 ? lines.length : ends
    return isDocument && to > from + 1 ? [[from, to] as const, [from, from + 1] as const] : [[from, to] as const]
  })
  return blocks.sort(([a, b], [c, d]) => d - c - (b - a))
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length
}

/** With `x` for longer values of fields. */
const trySimpleScalars: Step = async (best, attempt) => {
  for (const path of Object.keys(best().files)) {
    const content = best().files[path]
    if (typeof content !== 'string') continue
    for (const [index, line] of content.split('\n').entries()) {
      const simple = line.replace(/^(\s*(?:- )*[\w./-]+:) (?![|>&*x]).{9,}$/, '$1 x')
      const now = best().files[path]
      if (simple === line || typeof now !== 'string') continue
      const lines = now.split('\n')
      if (lines[index] !== line) continue
      lines[index] = simple
      await attempt({ ...best(), files: { ...best().files, [path]: lines.join('\n') } })
    }
  }
}

const tryDefaults: Step = async (best, attempt) => {
  if (best().order !== 'legacy') await attempt({ ...best(), order: 'legacy' })
  if (best().restrictor !== 'LoadRestrictionsRootOnly')
    await attempt({ ...best(), restrictor: 'LoadRestrictionsRootOnly' })
}
