import { readFileSync, writeFileSync } from 'node:fs'
import type { Bench } from './bench.ts'
import type { Repository } from './create-repository.ts'
import type { Cost } from './measure-process.ts'
import type { Work } from './run-rounds.ts'

/** The start of Node with nothing to do. */
export function workOnNode(bench: Bench): Work {
  return { name: 'bare Node', commands: [{ command: process.execPath, args: ['-e', '0'], directory: bench.work }] }
}

/** What the process that parses writes: seconds. */
interface Parsed {
  readonly wall: number
  readonly cpu: number
  /** Of reading the files before. */
  readonly reading: number
}

/**
 * Parsing each file once with the yaml library, in a process that does nothing else: the time of all of it, and that of the
 * parsing alone, without the start of Node and the reading.
 */
export function workOnParsing(bench: Bench, repository: Repository, label = ''): Work {
  const name = `${label}parsing alone`
  const { command, readResult } = parseFiles(bench, repository, repository.paths)
  const inner = { name, read: () => costOf(readResult()) }
  return { name: `${label}parsing, whole process`, commands: [command], inner, against: ['bare Node'] }
}

/** Reading and parsing some of the files; the row `part` leaves out the start of Node. */
export function workOnReading(bench: Bench, repository: Repository, paths: readonly string[], part: string): Work {
  const { command, readResult } = parseFiles(bench, repository, paths)
  const read = (): Cost => {
    const result = readResult()
    return { wall: result.wall + result.reading }
  }
  return { name: `${part}, whole process`, commands: [command], inner: { name: part, read } }
}

function costOf({ wall, cpu }: Parsed): Cost {
  return { wall, cpu }
}

function parseFiles(bench: Bench, { directory }: Repository, paths: readonly string[]) {
  const [list, result] = [`${directory}.list`, `${directory}.parsed`]
  writeFileSync(list, paths.join('\n'))
  const command = { command: process.execPath, args: [bench.parser, directory, list, result], directory }
  return { command, readResult: (): Parsed => JSON.parse(readFileSync(result, 'utf8')) }
}
