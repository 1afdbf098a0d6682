import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cache } from '../../src/files/cache/cache.ts'
import type { FileSystem } from '../../src/files/file-system.ts'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { type RecallQuestion, recall, remember } from '../../src/lint/recall/recall.ts'
import { watchFiles } from '../../src/lint/recall/watched-files.ts'

function createCache(): Cache {
  const texts = new Map<string, string>()
  const pieces = new Map<string, Uint8Array>()
  return {
    read: (key) => texts.get(key),
    readBytes: (key) => pieces.get(key),
    write: (key, text) => void texts.set(key, text),
    writeBytes: (key, bytes) => void pieces.set(key, bytes),
  }
}

const none = async (): Promise<undefined> => undefined

/** A run that reads the YAML files, and asks about one ignored path. */
function run(
  cache: Cache,
  files: FileSystem,
  result: string,
  others: ReadonlyMap<string, FileSystem | undefined> = new Map(),
): void {
  const watched = watchFiles(files)
  for (const { path } of files.entries) if (path.endsWith('.yaml')) watched.files.read(path)
  watched.files.isIgnoredByGit('local.yaml')
  const looked = [...others].map(([name, other]): [string, ReturnType<typeof watchFiles> | undefined] => {
    const watchedOther = other && watchFiles(other)
    for (const { path } of other?.entries ?? []) watchedOther?.files.read(path)
    return [name, watchedOther]
  })
  remember(cache, ['test'], watched, new Map(looked), result)
}

const start = { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'readme.md': 'text' }

async function recallResult(
  cache: Cache,
  question: RecallQuestion,
  openOther: (name: string) => Promise<FileSystem | undefined>,
): Promise<string | undefined> {
  return (await recall<string>(cache, question, openOther))?.result
}

describe('a result is recalled', () => {
  const recallFor = (files: FileSystem, given: readonly unknown[] = ['test']): Promise<string | undefined> => {
    const cache = createCache()
    run(cache, createMemoryFileSystem(start), 'found')
    return recallResult(cache, { given, files }, none)
  }

  it.each([
    ['where nothing has changed', start, 'found'],
    ['where a file changed that nobody read', { ...start, 'readme.md': 'TEXT' }, 'found'],
    ['but not where such a file has another size', { ...start, 'readme.md': 'longer' }, undefined],
    ['but not where a file was changed', { ...start, 'a.yaml': 'a: 2\n' }, undefined],
    ['but not where contents were exchanged', { ...start, 'a.yaml': 'b: 1\n', 'b.yaml': 'a: 1\n' }, undefined],
    ['but not where a file was added', { ...start, 'c.txt': '' }, undefined],
    ['but not where a file was removed', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' }, undefined],
    ['but not where a file was renamed', { 'a.yaml': 'a: 1\n', 'c.yaml': 'b: 1\n', 'readme.md': 'text' }, undefined],
  ])('%s', async (_case, files, expected) => {
    expect(await recallFor(createMemoryFileSystem(files))).toBe(expected)
  })

  it('only for the same question', async () => {
    expect(await recallFor(createMemoryFileSystem(start), ['another'])).toBeUndefined()
  })

  it('only where Git ignores the same of what was asked', async () => {
    const files = createMemoryFileSystem(start)
    expect(await recallFor({ ...files, isIgnoredByGit: (path) => path === 'local.yaml' })).toBeUndefined()
    expect(await recallFor({ ...files, isIgnoredByGit: (path) => path === 'other.yaml' })).toBe('found')
  })

  it('only where the same may be run, and the same cannot be listed', async () => {
    const files = createMemoryFileSystem(start)
    const entries = files.entries.map((entry) => ({ ...entry, isExecutable: true }))
    expect(await recallFor({ ...files, entries })).toBeUndefined()
    expect(await recallFor({ ...files, unreadable: [{ path: 'x', reason: 'closed' }] })).toBeUndefined()
    expect(await recallFor({ ...files, submodules: ['x'] })).toBeUndefined()
  })

  it('only where a file that could not be read still cannot', async () => {
    const cache = createCache()
    const files = createMemoryFileSystem(start)
    const broken: FileSystem = {
      ...files,
      read: (path) => (path === 'a.yaml' ? { path, reason: 'closed' } : files.read(path)),
    }
    run(cache, broken, 'broken')
    expect(await recallResult(cache, { given: ['test'], files }, none)).toBeUndefined()
    expect(await recallResult(cache, { given: ['test'], files: broken }, none)).toBe('broken')
  })

  it('only where other trees are as they were', async () => {
    const cache = createCache()
    const files = createMemoryFileSystem(start)
    const other = createMemoryFileSystem({ 'x.yaml': '1' })
    run(
      cache,
      files,
      'found',
      new Map([
        ['../other', other],
        ['../missing', undefined],
      ]),
    )
    const question = { given: ['test'], files }
    const open = (states: Record<string, FileSystem>) => async (name: string) => states[name]
    expect(await recallResult(cache, question, open({ '../other': other }))).toBe('found')
    expect(await recallResult(cache, question, open({}))).toBeUndefined()
    expect(await recallResult(cache, question, open({ '../other': other, '../missing': other }))).toBeUndefined()
    const changed = createMemoryFileSystem({ 'x.yaml': '2' })
    expect(await recallResult(cache, question, open({ '../other': changed }))).toBeUndefined()
  })

  it('for several states between which one goes back and forth', async () => {
    const cache = createCache()
    const one = createMemoryFileSystem(start)
    const two = createMemoryFileSystem({ ...start, 'a.yaml': 'a: 2\n' })
    run(cache, one, 'one')
    run(cache, two, 'two')
    expect(await recallResult(cache, { given: ['test'], files: one }, none)).toBe('one')
    expect(await recallResult(cache, { given: ['test'], files: two }, none)).toBe('two')
  })
})

describe('a state', () => {
  const stateOf = async (
    files: Record<string, string>,
    others: ReadonlyMap<string, FileSystem | undefined> = new Map(),
    given = ['test'],
  ): Promise<string | undefined> => {
    const cache = createCache()
    const tree = createMemoryFileSystem(files)
    run(cache, tree, 'found', others)
    return (await recall(cache, { given, files: tree }, async (name) => others.get(name)))?.state
  }

  it('has the same name as long as all that was read is the same', async () => {
    expect(await stateOf(start)).toBe(await stateOf({ ...start, 'readme.md': 'TEXT' }))
    expect(await stateOf(start)).not.toBe(await stateOf({ ...start, 'a.yaml': 'a: 2\n' }))
    expect(await stateOf(start)).not.toBe(await stateOf({ ...start, 'c.txt': '' }))
    const other = new Map([['../other', createMemoryFileSystem({ 'x.yaml': '1' })]])
    const changed = new Map([['../other', createMemoryFileSystem({ 'x.yaml': '2' })]])
    expect(await stateOf(start, other)).not.toBe(await stateOf(start))
    expect(await stateOf(start, other)).not.toBe(await stateOf(start, changed))
  })

  it('tells which files were not read', async () => {
    const cache = createCache()
    const files = createMemoryFileSystem(start)
    run(cache, files, 'found')
    expect((await recall(cache, { given: ['test'], files }, none))?.unread).toEqual(['readme.md'])
  })
})

describe('by law', () => {
  const trees = fc.dictionary(
    fc.constantFrom('a.yaml', 'b.yaml', 'c.yaml', 'readme.md'),
    fc.constantFrom('', 'x', 'y', 'xy'),
    { maxKeys: 4 },
  )

  it('what is recalled is what a run of that very state would have found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(trees, { minLength: 1, maxLength: 8 }), trees, async (states, asked) => {
        const cache = createCache()
        const resultOf = (tree: Record<string, string>): string =>
          JSON.stringify(
            Object.entries(tree)
              .filter(([path]) => path.endsWith('.yaml'))
              .sort(),
          )
        for (const state of states) run(cache, createMemoryFileSystem(state), resultOf(state))
        const found = await recallResult(cache, { given: ['test'], files: createMemoryFileSystem(asked) }, none)
        expect([undefined, resultOf(asked)]).toContain(found)
        const last = states.at(-1) ?? {}
        expect(await recallResult(cache, { given: ['test'], files: createMemoryFileSystem(last) }, none)).toBe(
          resultOf(last),
        )
      }),
      { numRuns: 300 },
    )
  })
})
