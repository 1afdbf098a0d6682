import type { ChalkInstance } from 'chalk'
import { listPatchLines } from './list-patch-lines.ts'

/** A diff of Git for a terminal, a row each: no more than `maximum`, and then how many are left. */
export function renderPatch(patch: string, maximum: number, colors: ChalkInstance): readonly string[] {
  const paints = {
    file: colors.bold,
    header: colors.dim,
    hunk: colors.cyan,
    added: colors.green,
    removed: colors.red,
  }
  const lines = listPatchLines(patch)
  const rows = lines
    .slice(0, maximum)
    .map(({ kind, text }) => `  ${kind === 'context' ? text : paints[kind](text)}`.trimEnd())
  const left = lines.length - rows.length
  if (left <= 0) return rows
  return [...rows, colors.dim(`  … ${left} more ${left === 1 ? 'line' : 'lines'}: --format patch prints all of them`)]
}
