import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCache } from '../../src/files/cache/open-cache.ts'

const user = process.getuid?.()
const one = { program: 'one', user }
const two = { program: 'two', user }

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gitops-lint-cache-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('a cache', () => {
  it('gives back what was kept, to the same program alone', () => {
    const cache = openCache(join(directory, 'results'), one)
    expect(cache.read('key')).toBeUndefined()
    cache.write('key', 'text\nof lines')
    expect(cache.read('key')).toBe('text\nof lines')
    expect(cache.read('another')).toBeUndefined()
    expect(openCache(join(directory, 'results'), one).read('key')).toBe('text\nof lines')
    expect(openCache(join(directory, 'results'), two).read('key')).toBeUndefined()
  })

  it('takes a damaged text for none, whichever byte it is', () => {
    const cache = openCache(directory, one)
    cache.write('key', '{"findings":[]}')
    const [name = ''] = readdirSync(directory)
    const whole = readFileSync(join(directory, name))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
        const bytes = Buffer.from(whole)
        bytes[index] = (bytes[index] ?? 0) ^ flip
        writeFileSync(join(directory, name), bytes)
        expect(cache.read('key')).toBeUndefined()
      }),
    )
    for (let length = 0; length < whole.length; length += 1) {
      writeFileSync(join(directory, name), whole.subarray(0, length))
      expect(cache.read('key')).toBeUndefined()
    }
    cache.write('key', 'new')
    expect(cache.read('key')).toBe('new')
  })

  it('is empty, and no error, where it cannot be written or read', () => {
    writeFileSync(join(directory, 'file'), '')
    const cache = openCache(join(directory, 'file', 'below'), one)
    cache.write('key', 'text')
    expect(cache.read('key')).toBeUndefined()
    const closed = openCache(join(directory, 'closed'), one)
    closed.write('key', 'text')
    chmodSync(join(directory, 'closed'), 0o500)
    closed.write('other', 'text')
    chmodSync(join(directory, 'closed'), 0o700)
    expect(closed.read('key')).toBe('text')
  })

  it('is empty where it is a link, or of somebody else, and touches nothing there', () => {
    const other = join(directory, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'precious'), 'x'.repeat(9000))
    symlinkSync(other, join(directory, 'link'))
    const linked = openCache(join(directory, 'link'), one, 4000)
    linked.write('key', 'text')
    expect(linked.read('key')).toBeUndefined()
    expect(readdirSync(other)).toEqual(['precious'])
    const foreign = openCache(other, { program: 'one', user: (user ?? 0) + 1 }, 4000)
    foreign.write('key', 'text')
    expect(readdirSync(other)).toEqual(['precious'])
    const own = openCache(join(directory, 'own'), one)
    own.write('key', 'text')
    expect(openCache(join(directory, 'own'), { program: 'one', user: (user ?? 0) + 1 }).read('key')).toBeUndefined()
    chmodSync(join(directory, 'own'), 0o777)
    own.write('another', 'text')
    expect(own.read('another')).toBeUndefined()
  })

  it('does not wait for a pipe, nor follow a link, in the place of a text', () => {
    const cache = openCache(directory, one)
    cache.write('key', 'text')
    const [name = ''] = readdirSync(directory)
    renameSync(join(directory, name), join(directory, 'moved'))
    symlinkSync(join(directory, 'moved'), join(directory, name))
    expect(cache.read('key')).toBeUndefined()
    rmSync(join(directory, name))
    execFileSync('mkfifo', [join(directory, name)])
    expect(cache.read('key')).toBeUndefined()
  })

  it('stays below its bound: what was not used for longest goes first', () => {
    const cache = openCache(directory, one, 40_000)
    for (const key of ['a', 'b', 'c']) {
      cache.write(key, key.repeat(9_000))
      for (const name of readdirSync(directory)) {
        const age = new Date(Date.now() - 60_000)
        if (readFileSync(join(directory, name), 'utf8').endsWith(key.repeat(9_000))) {
          utimesSync(join(directory, name), age, new Date(age.getTime() + key.charCodeAt(0)))
        }
      }
    }
    expect(cache.read('a')).toBeDefined()
    cache.write('d', 'd'.repeat(9_000))
    cache.write('e', 'e'.repeat(9_000))
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => cache.read(key) !== undefined)).toEqual(
      ['a', 'c', 'd', 'e'].slice(0, 4),
    )
  })

  it('counts what a file takes on disk, however little is in it', () => {
    const cache = openCache(directory, one, 4 * 4096)
    for (let key = 0; key < 10; key += 1) cache.write(String(key), 'text')
    expect(readdirSync(directory)).toHaveLength(4)
  })

  it('keeps nothing that would fill it alone, and clears away what was begun long ago', () => {
    const cache = openCache(directory, one, 4000)
    cache.write('large', 'x'.repeat(3000))
    expect(cache.read('large')).toBeUndefined()
    writeFileSync(join(directory, 'dead.tmp'), 'half')
    utimesSync(join(directory, 'dead.tmp'), new Date(0), new Date(0))
    writeFileSync(join(directory, 'alive.tmp'), 'half')
    cache.write('key', 'text')
    expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual(['alive.tmp'])
  })
})
