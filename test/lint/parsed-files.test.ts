import { expect, it } from 'vitest'
import { isMap } from 'yaml'
import type { Cache } from '../../src/files/cache/cache.ts'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { openParsedFiles } from '../../src/lint/recall/parsed-files.ts'
import { hashContent, watchFiles } from '../../src/lint/recall/watched-files.ts'
import { createSourceFile } from '../../src/model/create-source-file.ts'
import { packDocuments } from '../../src/yaml/kept/document-pack.ts'
import { encodeDocuments } from '../../src/yaml/kept/encode-documents.ts'
import { parseYaml } from '../../src/yaml/parse-yaml.ts'
import { textOf } from '../../src/yaml/text-of.ts'

function createCache() {
  const pieces = new Map<string, Uint8Array>()
  let written = 0
  const cache: Cache = {
    read: () => undefined,
    readBytes: (key) => pieces.get(key),
    write: () => {},
    writeBytes: (key, bytes) => {
      written += 1
      pieces.set(key, bytes)
    },
  }
  return { cache, pieces, writes: () => written }
}

/** A run that parses every file. */
function run(cache: Cache, tree: Record<string, string>, root = 'here'): readonly unknown[] {
  const watched = watchFiles(createMemoryFileSystem(tree))
  const parsed = openParsedFiles(cache, root, watched)
  const files = watched.files.entries.map((entry) => createSourceFile(watched.files, entry, false, false, parsed.parse))
  const found = files.map(({ documents }) => documents.map(({ root, problems }) => [textOf(root), problems.length]))
  parsed.keep()
  return found
}

const start = { 'a.yaml': 'one text\n', 'b.yaml': '[broken\n', 'c.yaml': 'one text\n' }

it('keeps one piece for a repository, and writes it where a run has parsed something new', () => {
  const { cache, pieces, writes } = createCache()
  const first = run(cache, start)
  expect(run(cache, start)).toEqual(first)
  expect(run(cache, { 'c.yaml': start['c.yaml'] })).toEqual(first.slice(2))
  expect([pieces.size, writes()]).toEqual([1, 1])
  const [key = ''] = pieces.keys()
  const [before] = pieces.values()
  run(cache, { ...start, 'a.yaml': 'another text\n' })
  expect(writes()).toBe(2)
  expect(pieces.get(key)).not.toEqual(before)
  run(cache, start, 'elsewhere')
  expect([pieces.size, writes()]).toEqual([2, 3])
})

it('really makes documents of what was kept', () => {
  const { cache, pieces } = createCache()
  run(cache, { 'a.yaml': 'first\n' })
  const [key = ''] = pieces.keys()
  const [written, other] = ['[a, b, c]\n', 'aaaa: bbb\n']
  const hash = hashContent(new TextEncoder().encode(written))
  const bytes = encodeDocuments(other, parseYaml(other))
  pieces.set(key, packDocuments(new Map(bytes && [[hash, bytes]])))
  const watched = watchFiles(createMemoryFileSystem({ 'a.yaml': written }))
  const [entry] = watched.files.entries
  const file =
    entry && createSourceFile(watched.files, entry, false, false, openParsedFiles(cache, 'here', watched).parse)
  expect(isMap(file?.documents[0]?.root)).toBe(true)
})

it('knows files by what they hold, whatever they are called', () => {
  const { cache, writes } = createCache()
  run(cache, start)
  expect(run(cache, { 'x.yaml': 'one text\n', 'y.yaml': '[broken\n' })).toEqual([
    [['one text', 0]],
    [expect.arrayContaining([expect.anything()])],
  ])
  expect(writes()).toBe(1)
})
