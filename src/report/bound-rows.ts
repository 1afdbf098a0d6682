import type { ChalkInstance } from 'chalk'

/** The first rows of a list, and how many are left where there are more than `maximum`. */
export function boundRows(
  rows: readonly string[],
  maximum: number,
  colors: ChalkInstance,
  indent = '  ',
): readonly string[] {
  const left = rows.length - maximum
  if (left <= 0) return rows
  return [...rows.slice(0, maximum), colors.dim(`${indent}… ${left} more: --format json lists all of them`)]
}
