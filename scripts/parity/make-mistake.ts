import { awkwardRaw } from './awkward-scalars.ts'
import type { Random } from './random.ts'

type Files = Map<string, string | Uint8Array>

/** Changes something in the files that may well break the build. */
export function makeMistake(files: Files, random: Random): void {
  const path = random.pick([...files.keys()])
  const content = files.get(path)
  if (typeof content !== 'string') return
  if (random.chance(0.04)) {
    files.delete(path)
    return
  }
  const lines = content.split('\n')
  random.pick([dropLine, dropLine, doubleLine, swapScalar, swapScalar, swapScalar, misspell, indent, moveLine])(
    lines,
    random,
  )
  files.set(path, lines.join('\n'))
}

function dropLine(lines: string[], random: Random): void {
  lines.splice(random.integer(0, lines.length - 1), 1)
}

function doubleLine(lines: string[], random: Random): void {
  const at = random.integer(0, lines.length - 1)
  lines.splice(at, 0, lines[at] ?? '')
}

function moveLine(lines: string[], random: Random): void {
  const moved = lines.splice(random.integer(0, lines.length - 1), 1)
  lines.splice(random.integer(0, lines.length), 0, ...moved)
}

function swapScalar(lines: string[], random: Random): void {
  change(lines, random, /^(\s*(?:- )?[\w./-]+: |\s*- )[^|>&*{[]+$/, (line) => {
    const head = /^(\s*(?:- )?[\w./-]+: |\s*- )/.exec(line)?.[0] ?? ''
    return head + random.pick([...awkwardRaw, '[]', '{}', 'app', 'web', '../x', '.', '*', 'a-name-that-is-nowhere'])
  })
}

function misspell(lines: string[], random: Random): void {
  change(lines, random, /^\s*(?:- )?\w+:/, (line) =>
    line.replace(/(\w)(\w*):/, random.pick(['$2:', '$1$2x:', '$1$1$2:', 'Name:', 'kind:'])),
  )
}

function indent(lines: string[], random: Random): void {
  change(lines, random, /^\s*\S/, (line) => (random.chance(0.5) ? ` ${line}` : line.replace(/^ {1,2}/, '')))
}

function change(lines: string[], random: Random, where: RegExp, to: (line: string) => string): void {
  const candidates = [...lines.keys()].filter((index) => where.test(lines[index] ?? ''))
  if (candidates.length === 0) return
  const at = random.pick(candidates)
  lines[at] = to(lines[at] ?? '')
}
