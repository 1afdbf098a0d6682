import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listGitBlobHistory } from '../../src/files/git-blob-history.ts'
import { readGitBlobs } from '../../src/files/git-blobs.ts'
import { listGitLog } from '../../src/files/git-log.ts'
import { listGitStatus } from '../../src/files/git-status.ts'
import { listGitSubmodules } from '../../src/files/git-submodules.ts'
import { readGitTreeHash } from '../../src/files/git-tree-hash.ts'
import { UserError } from '../../src/source/user-error.ts'
import { clone, commit, createDirectory, createRepository, git } from './git-repository.ts'

const oddNames = ['with space', '"q"', 'line\nbreak', 'ü😀', '*', '-d', 'tab\t', 'back\\slash', ':(top)x']

/** A commit of the work tree with a message and a date, in seconds. */
function record(root: string, message: string | Uint8Array, time = 0): string {
  git(root, ['add', '--all'])
  const date = time === 0 ? [] : [`--date=@${time} +0200`]
  git(root, ['commit', '-q', '--allow-empty', '--allow-empty-message', '-F', '-', ...date], message)
  return git(root, ['rev-parse', 'HEAD'])
}

function write(root: string, path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

describe('the status', () => {
  it('tells what is changed, staged and untracked below the asked paths', async () => {
    const root = createRepository([{ 'a/1': '1', 'a/2': '2', 'a/3': '3', 'b/1': '1', '.gitignore': 'ignored\n' }])
    write(root, 'a/1', 'x')
    write(root, 'a/2', 'y')
    git(root, ['add', 'a/2'])
    write(root, 'a/2', 'z')
    git(root, ['rm', '-q', 'a/3'])
    write(root, 'a/new/deep', '')
    write(root, 'a/ignored', '')
    write(root, 'ab', '')
    write(root, 'b/1', 'x')
    expect(await listGitStatus(root, ['a'])).toEqual({
      changed: ['a/1', 'a/2'],
      staged: ['a/2', 'a/3'],
      untracked: ['a/new/deep'],
      conflicted: [],
    })
    expect(await listGitStatus(root, ['b', 'ab'])).toMatchObject({ changed: ['b/1'], untracked: ['ab'] })
    expect((await listGitStatus(root, [''])).changed).toEqual(['a/1', 'a/2', 'b/1'])
    expect((await listGitStatus(join(root, 'a'), [''])).changed).toEqual(['1', '2'])
    expect((await listGitStatus(join(root, 'a'), ['new'])).untracked).toEqual(['new/deep'])
    expect(await listGitStatus(root, [])).toEqual({ changed: [], staged: [], untracked: [], conflicted: [] })
    const many = Array.from({ length: 5000 }, (_, i) => `other/${i}`)
    expect((await listGitStatus(root, [...many, 'a'])).changed).toEqual(['a/1', 'a/2'])
  })

  it('names both paths of a rename, and one of what is only copied', async () => {
    const text = 'the same text, long enough to be known again\n'.repeat(20)
    const root = createRepository([{ 'a/old name': text }])
    git(root, ['config', 'status.renames', 'copies'])
    mkdirSync(join(root, 'b'))
    renameSync(join(root, 'a/old name'), join(root, 'b/new\nname'))
    git(root, ['add', '--all'])
    expect((await listGitStatus(root, [''])).staged).toEqual(['a/old name', 'b/new\nname'])
    expect((await listGitStatus(root, ['b'])).staged).toEqual(['b/new\nname'])
    expect((await listGitStatus(root, ['a'])).staged).toEqual(['a/old name'])
  })

  it('tells what is conflicted', async () => {
    const root = createRepository([{ a: '1' }])
    git(root, ['switch', '-q', '-c', 'other'])
    commit(root, { a: '2' })
    git(root, ['switch', '-q', 'main'])
    commit(root, { a: '3' })
    expect(() => git(root, ['merge', '-q', 'other'])).toThrow()
    expect(await listGitStatus(root, [''])).toMatchObject({ conflicted: ['a'], changed: [], staged: [] })
  })

  it.each(oddNames)('takes the name %j literally', async (name) => {
    const root = createRepository([{ [`${name}/a`]: '1', 'x/a': '1' }])
    for (const path of [`${name}/a`, `${name}/${name}`, 'x/a', 'x/b']) write(root, path, '2')
    expect(await listGitStatus(root, [name])).toMatchObject({ changed: [`${name}/a`], untracked: [`${name}/${name}`] })
  })

  it('works before the first commit, and leaves the index alone', async () => {
    const root = createRepository([])
    write(root, 'a', '')
    git(root, ['add', 'a'])
    expect((await listGitStatus(root, [''])).staged).toEqual(['a'])
  })

  it('is an error outside a repository', async () => {
    await expect(listGitStatus(createDirectory(), [''])).rejects.toThrow(UserError)
    await expect(listGitStatus(createDirectory(), [''])).rejects.toThrow(/cannot be told: not a git repository/)
  })
})

describe('the log', () => {
  it('lists commits that touch the asked paths, newest first', async () => {
    const root = createRepository([])
    write(root, 'a/1', '1')
    write(root, 'b/1', '1')
    const first = record(root, 'Both\n\nA body.\n', 1_700_000_000)
    write(root, 'b/1', '2')
    record(root, 'Only b')
    write(root, 'a/2', '2')
    write(root, 'a/1', '2')
    const third = record(root, 'Only a')
    const log = await listGitLog(root, { to: 'HEAD', paths: ['a'] })
    expect(log.map(({ hash, subject, paths, parents }) => [hash, subject, paths, parents.length])).toEqual([
      [third, 'Only a', ['a/1', 'a/2'], 1],
      [first, 'Both', ['a/1'], 0],
    ])
    expect(log[1]).toMatchObject({ author: 'T', date: '2023-11-15T00:13:20+02:00', reverts: [] })
    expect(await listGitLog(root, { from: first, to: 'main', paths: ['a'] })).toHaveLength(1)
    expect(await listGitLog(root, { to: 'main', paths: [] })).toHaveLength(3)
    expect((await listGitLog(join(root, 'a'), { to: 'main', paths: [] }))[0]?.paths).toEqual(['1', '2'])
    expect((await listGitLog(join(root, 'a'), { to: 'main', paths: ['2'] }))[0]?.paths).toEqual(['2'])
    expect(await listGitLog(root, { from: 'main', to: 'main', paths: [] })).toEqual([])
    await expect(listGitLog(root, { to: 'nothing', paths: [] })).rejects.toThrow(/no commit `nothing`/)
  })

  it('is the same whatever the user has configured', async () => {
    const root = createRepository([{ 'd/a': '1\n2\n3\n4\n5\n' }, { 'd/b': '1\n2\n3\n4\n5\n' }])
    const question = { to: 'HEAD', paths: ['d/b'] }
    const plain = await listGitLog(root, question)
    for (const [name, value] of [
      ['log.follow', 'true'],
      ['log.showSignature', 'true'],
      ['log.showRoot', 'false'],
      ['log.date', 'relative'],
      ['log.diffMerges', 'off'],
      ['format.pretty', 'oneline'],
      ['diff.renames', 'copies'],
      ['diff.relative', 'true'],
      ['diff.noprefix', 'true'],
      ['color.ui', 'always'],
      ['core.abbrev', '4'],
      ['i18n.logOutputEncoding', 'latin1'],
      ['trailer.separators', '='],
      ['grep.patternType', 'perl'],
    ] as const) {
      git(root, ['config', name, value])
    }
    expect(await listGitLog(root, question)).toEqual(plain)
    expect((await listGitLog(join(root, 'd'), { to: 'HEAD', paths: [] })).map(({ paths }) => paths)).toEqual([
      ['a', 'b'],
      ['a'],
    ])
  })

  it.each([
    'Subject\n\nBody\n\nKey: value\nOther-Key: a: b\n',
    'Subject\n\nBody\n\nKey: folded\n  value\nSigned-off-by: A <a@a>\n',
    'Subject\n\nNot a trailer: at all\n\nbut text\n',
    'Key: of the subject\n',
    '\n\n\n',
    '',
    'Subject\n\nKey: value\n\n---\n\nKey: other\n',
    'Subject\n\nKey:\nEmpty: \n',
    'Über\n\nKey: ü😀\n',
    'Subject\nin two lines\n\nKey: 1\r\nKey2: 2\r\n',
    Buffer.from([83, 200, 10, 10, 75, 58, 32, 255, 10]),
    'Subject\n\n:100644 100644 a b M\n\nKey: :100644\n',
    'Subject\n\n\u0001\u001b[31mred\n\nKey: \u0001\n',
  ])('finds the trailers of %j that Git finds', async (message) => {
    const root = createRepository([])
    write(root, 'a', '')
    record(root, message)
    const [entry] = await listGitLog(root, { to: 'HEAD', paths: [] })
    const body = git(root, ['log', '-1', '--format=%B', '--encoding=UTF-8'])
    const parsed = git(root, ['interpret-trailers', '--parse', '--no-divider'], body)
    const lines = parsed.split('\n').filter((line) => line !== '')
    const expected = lines.map((line) => [line.replace(/:.*/, ''), line.replace(/^.*?: ?/, '').trim()])
    expect([...(entry?.trailers ?? [])]).toEqual(expected)
    expect(entry?.paths).toEqual(['a'])
  })

  it('finds messages that contain a text, which is no expression', async () => {
    const root = createRepository([])
    record(root, 'one\n\nPromoted-from: a.c\n')
    record(root, 'two\n\nPromoted-from: abc\n')
    record(root, 'three')
    const grep = async (text: string): Promise<readonly string[]> =>
      (await listGitLog(root, { to: 'HEAD', paths: [], grep: text })).map(({ subject }) => subject)
    expect(await grep('Promoted-from:')).toEqual(['two', 'one'])
    expect(await grep('a.c')).toEqual(['one'])
    expect(await grep('-x')).toEqual([])
    await expect(grep('a\nb')).rejects.toThrow(UserError)
  })

  it('tells what a commit reverts', async () => {
    const root = createRepository([{ a: '1' }, { a: '2' }])
    const wrong = git(root, ['rev-parse', 'HEAD'])
    git(root, ['revert', '--no-edit', 'HEAD'])
    expect((await listGitLog(root, { to: 'HEAD', paths: ['a'] }))[0]?.reverts).toEqual([wrong])
  })

  it('gives merges only what differs from all parents, and in full what a merge took back', async () => {
    const root = createRepository([{ a: '1', b: '1' }])
    git(root, ['switch', '-q', '-c', 'other'])
    write(root, 'a', '2')
    record(root, 'on the other')
    git(root, ['switch', '-q', 'main'])
    write(root, 'b', '2')
    record(root, 'on main')
    git(root, ['merge', '-q', '--no-commit', '--no-ff', 'other'])
    write(root, 'c', 'by the merge')
    const merge = record(root, 'the merge')
    const log = await listGitLog(root, { to: 'HEAD', paths: [''] })
    expect(log.find(({ hash }) => hash === merge)).toMatchObject({
      paths: ['c'],
      parents: [expect.anything(), expect.anything()],
    })
    git(root, ['switch', '-q', '-c', 'refused', 'HEAD~1'])
    write(root, 'a', 'refused')
    record(root, 'refused')
    git(root, ['switch', '-q', 'main'])
    git(root, ['merge', '-q', '-s', 'ours', '-m', 'ours', 'refused'])
    const subjects = async (full: boolean): Promise<readonly string[]> =>
      (await listGitLog(root, { to: 'HEAD', paths: ['a'], full })).map(({ subject }) => subject)
    expect(await subjects(false)).not.toContain('refused')
    expect(await subjects(true)).toContain('refused')
  })

  it('takes odd names literally', async () => {
    const tree = Object.fromEntries(oddNames.map((name) => [`${name}/${name}`, '1']))
    const root = createRepository([{ ...tree, 'x/y': '1' }])
    for (const name of oddNames) {
      expect((await listGitLog(root, { to: 'HEAD', paths: [name] }))[0]?.paths).toEqual([`${name}/${name}`])
    }
  })

  it('reads ten thousand commits', async () => {
    const root = createRepository([])
    const commits = Array.from(
      { length: 10_000 },
      (_, i) =>
        `commit refs/heads/main\nauthor Ä <a@a> ${1e9 + i} +0000\ncommitter C <c@c> ${1e9 + i} +0000\ndata <<END\nNo ${i}\n\nKey: ${i}\nEND\nM 100644 inline d/${i % 100}\ndata <<END\n${i}\nEND\n\n`,
    )
    git(root, ['fast-import', '--quiet'], commits.join(''))
    const log = await listGitLog(root, { to: 'main', paths: ['d'] })
    expect(log).toHaveLength(10_000)
    expect(log[0]).toMatchObject({ author: 'Ä', subject: 'No 9999', paths: ['d/99'] })
    expect(log.every(({ trailers }, i) => trailers.get('Key') === `${9999 - i}`)).toBe(true)
    const history = await listGitBlobHistory(root, { to: 'main', paths: ['d'] })
    expect(history.size).toBe(100)
    expect(history.get('d/7')).toHaveLength(100)
  })
})

describe('the history of contents', () => {
  it('has each content of each file once, newest first', async () => {
    const root = createRepository([
      { 'd/a': '1', 'd/ü "x"\n': 'one', e: '1' },
      { 'd/a': '2', 'd/ü "x"\n': 'one', e: '2' },
      { 'd/ü "x"\n': 'two' },
      { 'd/a': '1', 'd/ü "x"\n': 'two' },
      { 'd/a': '3', 'd/ü "x"\n': 'three', 'd/link': { to: 'a' } },
    ])
    const contentsOf = async (
      directory: string,
      paths: readonly string[],
    ): Promise<Record<string, readonly string[]>> => {
      const history = await listGitBlobHistory(directory, { to: 'HEAD', paths })
      const blobs = await readGitBlobs(
        directory,
        [...history.values()].flat().map((blob) => ({ blob, size: 1 })),
      )
      const text = (blob: string): string => Buffer.from(blobs.get(blob) ?? []).toString()
      return Object.fromEntries([...history].map(([path, all]) => [path, all.map(text)]))
    }
    const expected = { a: ['3', '1', '2'], 'ü "x"\n': ['three', 'two', 'one'], link: ['a'] }
    expect(await contentsOf(join(root, 'd'), [''])).toEqual(expected)
    expect(await contentsOf(root, ['d/a', 'e'])).toEqual({ 'd/a': ['3', '1', '2'], e: ['2', '1'] })
    expect(await contentsOf(root, ['none'])).toEqual({})
  })

  it('has the content that only a merge made', async () => {
    const root = createRepository([{ a: '1' }])
    git(root, ['switch', '-q', '-c', 'other'])
    commit(root, { a: '2' })
    git(root, ['switch', '-q', 'main'])
    commit(root, { a: '3' })
    git(root, ['merge', '-q', '-s', 'ours', '--no-commit', 'other'])
    write(root, 'a', '4')
    record(root, 'merge')
    const history = await listGitBlobHistory(root, { to: 'HEAD', paths: ['a'] })
    const hashes = ['4', '3', '2', '1'].map((text) => git(root, ['hash-object', '--stdin'], text))
    expect([...(history.get('a') ?? [])].sort()).toEqual(hashes.toSorted())
    expect(history.get('a')?.[0]).toBe(hashes[0])
  })

  it('ends where a shallow clone does', async () => {
    const root = createRepository([{ a: '1' }, { a: '2' }, { a: '3' }])
    const copy = clone(root, ['--depth=2'])
    expect((await listGitBlobHistory(copy, { to: 'HEAD', paths: ['a'] })).get('a')).toHaveLength(2)
  })
})

describe('submodules', () => {
  it('are found in the index and in a commit', async () => {
    const root = createRepository([{ a: '1', 'd/b': '1' }])
    const hash = git(root, ['rev-parse', 'HEAD'])
    for (const path of ['d/sub ü', 'top']) git(root, ['update-index', '--add', '--cacheinfo', `160000,${hash},${path}`])
    expect(await listGitSubmodules(root)).toEqual(['d/sub ü', 'top'])
    expect(await listGitSubmodules(root, 'HEAD')).toEqual([])
    git(root, ['commit', '-q', '-m', 'sub'])
    expect(await listGitSubmodules(root, 'HEAD')).toEqual(['d/sub ü', 'top'])
    expect(await listGitSubmodules(root, 'HEAD~1')).toEqual([])
    expect(await listGitSubmodules(join(root, 'd'), 'HEAD')).toEqual(['sub ü'])
    expect(await listGitSubmodules(join(root, 'd'))).toEqual(['sub ü'])
    await expect(listGitSubmodules(root, 'no')).rejects.toThrow(UserError)
    await expect(listGitSubmodules(createDirectory())).rejects.toThrow(UserError)
  })
})

describe('the hash of a directory', () => {
  it('is that of its tree', async () => {
    const root = createRepository([{ 'a/b/c': '1', 'ü "x"\n/*/d': '1' }, { 'a/b/c': '2' }])
    const hashOf = (revision: string): string => git(root, ['rev-parse', revision])
    expect(await readGitTreeHash(root, 'HEAD', '')).toBe(hashOf('HEAD^{tree}'))
    expect(await readGitTreeHash(root, 'HEAD', 'a/b')).toBe(hashOf('HEAD:a/b'))
    expect(await readGitTreeHash(join(root, 'a'), 'HEAD', 'b')).toBe(hashOf('HEAD:a/b'))
    expect(await readGitTreeHash(join(root, 'a'), 'HEAD', '')).toBe(hashOf('HEAD:a'))
    expect(await readGitTreeHash(root, 'HEAD~1', 'ü "x"\n/*')).toBe(hashOf('HEAD~1:ü "x"\n/*'))
    expect(await readGitTreeHash(root, 'HEAD', 'ü "x"\n/*')).toBeUndefined()
    expect(await readGitTreeHash(root, 'HEAD', 'a/b/c')).toBeUndefined()
    expect(await readGitTreeHash(root, 'HEAD', '*')).toBeUndefined()
    await expect(readGitTreeHash(root, 'no', 'a')).rejects.toThrow(UserError)
  })
})
