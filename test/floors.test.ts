import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const source = join(import.meta.dirname, '../src')

/** The floors of the house from bottom to top; docs/architecture.md says why each stands where it does. */
const floors: readonly (readonly string[])[] = [
  ['source'],
  ['files', 'yaml'],
  ['kustomize'],
  ['flux'],
  ['model'],
  ['rules'],
  ['lint', 'fix', 'promote'],
  ['report'],
  ['cli'],
  // The entries, what starts them, cli.ts and index.ts.
  [''],
]
const floorOf = (room: string): number => floors.findIndex((rooms) => rooms.includes(room))

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
const roomOf = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')

/** Names of what a file imports, exports from, or loads later. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(join(source, path), 'utf8')
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
}

describe('the floors', () => {
  it('hold every folder', () => {
    const rooms = new Set(files.map(roomOf))
    expect([...rooms].filter((room) => floorOf(room) < 0)).toEqual([])
  })

  it.each(files)('%s imports only downward', (path) => {
    for (const name of importsOf(path).filter((one) => one.startsWith('.'))) {
      const target = roomOf(relative(source, resolve(source, dirname(path), name)))
      const isOwnRoom = target === roomOf(path)
      expect(isOwnRoom || floorOf(target) < floorOf(roomOf(path)), `${path} imports ${name}`).toBe(true)
    }
  })
})

describe('the outside world', () => {
  const uses = (path: string, pattern: RegExp): boolean => pattern.test(readFileSync(join(source, path), 'utf8'))

  it.each([
    ['node:fs', /'node:fs/, (path: string) => path.startsWith('files/') || path === 'cli.ts'],
    ['node:child_process', /'node:child_process'/, (path: string) => /^files\/run-git(?:-as-user)?\.ts$/.test(path)],
    ['process', /\bprocess\.(?!env)/, (path: string) => ['cli.ts', 'start-program.ts', 'load-cli.ts'].includes(path)],
    ['console', /\bconsole\./, () => false],
  ] as const)('%s is touched only where it belongs', (_name, pattern, belongs) => {
    const places = files.filter((path) => !path.includes('generated/') && uses(path, pattern))
    expect(places.filter((path) => !belongs(path))).toEqual([])
  })
})
