import type { ChangedFile } from '../../model/change/change.ts'
import type { EnvironmentFile } from '../../model/change/environment-change.ts'
import type { Location } from '../../source/location.ts'
import { createInterner } from '../merge/interner.ts'
import { readFile } from '../merge/read-file.ts'
import { carryConfiguration } from '../versions/carry-configuration.ts'

/** What a change of one file carries. */
export type CarriedParts = Omit<EnvironmentFile, 'path' | 'by'>

/**
 * Tells versions and configuration in a changed file apart, as `gitops promote --only` does. Undefined where its YAML says
 * the same as before: comments, order of keys and quotes may differ.
 */
export function judgeFile({ path, before, after }: ChangedFile): CarriedParts | undefined {
  if (after === undefined) {
    return { at: undefined, version: undefined, isConfigured: true, configuration: undefined }
  }
  const whole = { file: path, start: 0, end: endOfLine(after.text, 0) }
  const plain = (at: Location): CarriedParts => ({ at, version: undefined, isConfigured: true, configuration: at })
  if (before === undefined || before.problem !== undefined || after.problem !== undefined) return plain(whole)
  const locate = (one: string, other: string): Location => ({ file: path, ...findLine(after.text, one, other) })
  const first = locate(before.text, after.text)
  const carried = after.isYaml ? carryConfiguration({ source: after.text, target: before.text }) : undefined
  if (carried === undefined) return plain(first)
  // Without its new versions, the file is configuration alone.
  const version = carried.changed.length > 0 ? locate(carried.text, after.text) : undefined
  const isConfigured = !saysTheSame(before.text, carried.text)
  if (version === undefined && !isConfigured) return undefined
  return {
    at: first,
    version,
    isConfigured,
    configuration: isConfigured ? locate(before.text, carried.text) : undefined,
  }
}

/**
 * The first line in which two texts differ, rather by more than a comment, as a span of a third that has the lines of the
 * second.
 */
function findLine(text: string, one: string, other: string): { readonly start: number; readonly end: number } {
  const [left, right] = [one.split(/\r?\n/), other.split(/\r?\n/)]
  const plain = right.findIndex((line, index) => withoutComment(line) !== withoutComment(left[index]))
  const differs = plain >= 0 ? plain : right.findIndex((line, index) => line !== left[index])
  const all = text.split('\n')
  const index = Math.min(differs < 0 ? right.length - 1 : differs, all.length - 1)
  const from = all.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0)
  const indent = /^\s*/.exec(all[index] ?? '')?.[0].length ?? 0
  const end = endOfLine(text, from)
  return { start: Math.min(from + indent, end), end }
}

/** By what looks like one, which is good enough for a place to look at. */
function withoutComment(line: string | undefined): string | undefined {
  return line?.replace(/(?:^|[ \t])#.*$/, '').trimEnd()
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  const found = end < 0 ? text.length : end
  return text[found - 1] === '\r' && found > from ? found - 1 : found
}

function saysTheSame(one: string, other: string): boolean {
  if (one === other) return true
  const intern = createInterner()
  const [left, right] = [readFile(one, intern), readFile(other, intern)]
  if (left === undefined || right === undefined || left.documents.size !== right.documents.size) return false
  return [...left.documents].every(([name, { root }]) => right.documents.get(name)?.root.id === root.id)
}
