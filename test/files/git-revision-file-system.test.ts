import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { FileSystem } from '../../src/files/file-system.ts'
import { readGitContext } from '../../src/files/git-context.ts'
import { findMergeBase } from '../../src/files/git-merge-base.ts'
import { openGitRevision } from '../../src/files/git-revision-file-system.ts'
import { openNodeFileSystem } from '../../src/files/node-file-system.ts'
import { UserError } from '../../src/source/user-error.ts'
import { clone, commit, createDirectory, createRepository, git, type Tree } from './git-repository.ts'

const kustomization = 'resources:\n  - a.yaml\n'

/** Everything that a file system shows: entries, and contents (or reasons) by path. */
function show(files: FileSystem): unknown {
  return {
    entries: files.entries,
    contents: files.entries.map(({ path, kind }) => {
      const bytes = files.read(path)
      if ('reason' in bytes) return [path, kind === 'symlink' ? 'link' : bytes.reason]
      return [path, Buffer.from(bytes).toString('base64')]
    }),
  }
}

async function openOnDisk(root: string, under = ''): Promise<FileSystem> {
  const directory = join(root, under)
  return await openNodeFileSystem(directory, (await readGitContext(directory))?.ignored)
}

async function textOf(directory: string, revision: string, path: string): Promise<string> {
  const bytes = (await openGitRevision(directory, revision)).read(path)
  return 'reason' in bytes ? bytes.reason : Buffer.from(bytes).toString()
}

/** The UserError of something that must fail with one. */
async function failureOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(UserError)
  return error instanceof Error ? error.message : ''
}

/** Trees of odd names, kinds and contents, the same for the same seed. */
function createTree(seed: number): Tree {
  let state = seed * 7919 + 1
  const next = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * limit)
  }
  const names = [
    'a',
    'B',
    'ü',
    'with space',
    'line\nbreak',
    'tab\t',
    '"q"',
    '-dash',
    'a.b',
    'naïve',
    '日本',
    'a-b',
    'b\\c',
  ]
  const endings = ['.yaml', '.yml', '.json', '.env', '.bin', '', '.png']
  const contents = ['', kustomization, 'a: 1\r\n', '\uFEFFa: 1\n', 'x'.repeat(70_000), Buffer.from([0, 255, 10, 0, 13])]
  const pick = <Item>(list: readonly [Item, ...Item[]] | readonly Item[]): Item => list[next(list.length)] as Item
  const tree: Record<string, Tree[string]> = {}
  for (let count = 5 + next(30); count > 0; count -= 1) {
    const directories = Array.from({ length: next(4) }, () => `${pick(names)}_`)
    const path = [...directories, `${pick(names)}${count}${pick(endings)}`].join('/')
    tree[path] = next(8) === 0 ? { to: pick(['missing', '../..', 'a.yaml']) } : pick(contents)
  }
  return tree
}

describe('the files of a revision', () => {
  it.each([1, 2, 3, 4, 5, 6])('are those of a fresh clone (tree %i)', async (seed) => {
    const root = createRepository([createTree(seed), createTree(seed + 100)])
    for (const revision of ['HEAD', 'HEAD~1']) {
      const copy = clone(root)
      git(copy, ['checkout', '-q', '--detach', git(root, ['rev-parse', revision])])
      expect(show(await openGitRevision(root, revision))).toEqual(show(await openOnDisk(copy)))
    }
  })

  it('are those of the commit, whatever the work tree holds', async () => {
    const root = createRepository([{ 'a.yaml': 'a: 1\n', 'gone.yaml': '' }, { 'a.yaml': 'a: 2\n' }])
    writeFileSync(join(root, 'a.yaml'), 'a: 3\n')
    writeFileSync(join(root, 'new.yaml'), '')
    const revision = await openGitRevision(root, 'HEAD~1')
    expect(revision.commit).toBe(git(root, ['rev-parse', 'HEAD~1']))
    expect(revision.entries.map(({ path }) => path)).toEqual(['a.yaml', 'gone.yaml'])
    expect(await textOf(root, 'main', 'a.yaml')).toBe('a: 2\n')
    expect(await textOf(root, 'main~1', 'a.yaml')).toBe('a: 1\n')
    expect(await textOf(root, 'main', 'new.yaml')).toBe('no such file')
    expect(revision.isIgnoredByGit('new.yaml')).toBe(false)
  })

  it('include tracked files that Git would ignore, those in node_modules too', async () => {
    const root = createRepository([{ '.gitignore': '*.env\n', 'a.env': 'A=1\n', 'node_modules/x/a.yaml': '' }])
    const revision = await openGitRevision(root, 'HEAD')
    expect(revision.entries.map(({ path }) => path)).toEqual(['.gitignore', 'a.env', 'node_modules/x/a.yaml'])
    expect(show(revision)).toEqual(show(await openOnDisk(clone(root))))
  })

  it('begin at the directory that is asked about', async () => {
    const root = createRepository([
      { 'a.yaml': '' },
      { 'deploy/git ops/a.yaml': 'a: 1\n', 'deploy/git opsx/b.yaml': '' },
    ])
    const copy = clone(root)
    const directory = join(copy, 'deploy/git ops')
    expect(show(await openGitRevision(directory, 'HEAD'))).toEqual(show(await openOnDisk(copy, 'deploy/git ops')))
    expect((await openGitRevision(directory, 'HEAD~1')).entries).toEqual([])
  })

  it('are none where the directory was a file', async () => {
    const root = createRepository([{ deploy: 'a file\n' }])
    git(root, ['rm', '-q', 'deploy'])
    commit(root, { 'deploy/a.yaml': '' })
    expect((await openGitRevision(join(root, 'deploy'), 'HEAD~1')).entries).toEqual([])
  })

  it('are read without filters: pointers of Git LFS and line breaks stay as they were committed', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n'
    const root = createRepository([{ 'big.yaml': pointer, 'crlf.yaml': 'a: 1\r\n' }])
    commit(root, {
      'big.yaml': pointer,
      'crlf.yaml': 'a: 1\r\n',
      '.gitattributes': 'big.yaml filter=evil\n*.yaml eol=crlf ident\n',
    })
    git(root, ['config', 'filter.evil.smudge', 'touch executed; cat'])
    expect(await textOf(root, 'HEAD', 'big.yaml')).toBe(pointer)
    expect(await textOf(root, 'HEAD', 'crlf.yaml')).toBe('a: 1\n')
    expect(await textOf(root, 'HEAD~1', 'crlf.yaml')).toBe('a: 1\r\n')
    expect(existsSync(join(root, 'executed'))).toBe(false)
  })

  it('leave submodules out', async () => {
    const inner = createRepository([{ 'a.yaml': '' }])
    const root = createRepository([{ 'b.yaml': '' }])
    git(root, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'inner'])
    git(root, ['commit', '-q', '-m', 'submodule'])
    const revision = await openGitRevision(root, 'HEAD')
    expect(revision.entries.map(({ path }) => path)).toEqual(['.gitmodules', 'b.yaml'])
    expect(revision.submodules).toEqual(['inner'])
    const onDisk = await openOnDisk(root)
    expect(show(onDisk)).toEqual(show(revision))
    expect(onDisk.submodules).toEqual(['inner'])
    expect((await openGitRevision(join(root, 'inner'), 'HEAD')).entries.map(({ path }) => path)).toEqual(['a.yaml'])
  })

  it('are those of the work tree, where other repositories and node_modules lie around untracked', async () => {
    const root = createRepository([{ 'a.yaml': '', 'deep/node_modules/x/kept.yaml': '' }])
    const lying = {
      'node_modules/y/a.yaml': '',
      'deep/node_modules/x/other.yaml': '',
      'copy/.git/HEAD': '',
      'copy/b.yaml': '',
    }
    for (const [path, text] of Object.entries(lying)) {
      mkdirSync(join(root, path, '..'), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    expect(show(await openOnDisk(root))).toEqual(show(await openGitRevision(root, 'HEAD')))
  })

  it('show a name that is not UTF-8 as unreadable, and leave out names that no file can have', async () => {
    const root = createRepository([{ 'a.yaml': '' }])
    const blob = git(root, ['hash-object', '-w', '--stdin'], 'a: 1\n')
    const entry = (name: Uint8Array | string): Buffer =>
      Buffer.concat([Buffer.from('100644 '), Buffer.from(name), Buffer.from([0]), Buffer.from(blob, 'hex')])
    const names = ['..', '.', '.git', '../../escape', 'ok.yaml', 'ok.yaml', Buffer.from([0x66, 0xff, 0xfe])]
    const bytes = Buffer.concat(names.map(entry))
    const tree = git(root, ['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], bytes)
    const odd = await openGitRevision(root, git(root, ['commit-tree', tree, '-m', 'odd']))
    expect(odd.entries).toEqual([
      { path: 'f\uFFFD\uFFFD', kind: 'file', size: 0 },
      { path: 'ok.yaml', kind: 'file', size: 5 },
    ])
    expect(odd.read('f\uFFFD\uFFFD')).toEqual({ path: 'f\uFFFD\uFFFD', reason: 'its name is not UTF-8' })
  })

  it('are read when asked for where they are large or of another kind', async () => {
    const large = `a: ${'x'.repeat(9 * 1024 * 1024)}\n`
    const root = createRepository([{ 'large.yaml': large, 'logo.png': Buffer.from([1, 2, 3]), LICENSE: 'free\n' }])
    const revision = await openGitRevision(root, 'HEAD')
    expect(revision.read('large.yaml')).toHaveLength(large.length)
    expect(revision.read('logo.png')).toEqual(Buffer.from([1, 2, 3]))
    expect(Buffer.from(revision.read('LICENSE') as Uint8Array).toString()).toBe('free\n')
  })

  it('are the same for many at a time', async () => {
    const root = createRepository([createTree(7), createTree(8)])
    const expected = [show(await openGitRevision(root, 'HEAD')), show(await openGitRevision(root, 'HEAD~1'))]
    const many = await Promise.all(
      Array.from({ length: 8 }, (_, index) => openGitRevision(root, index % 2 === 0 ? 'HEAD' : 'HEAD~1')),
    )
    many.forEach((one, index) => {
      expect(show(one)).toEqual(expected[index % 2])
    })
  })
})

describe('repositories of every kind', () => {
  const trees = [{ 'a.yaml': 'a: 1\n' }, { 'a.yaml': 'a: 2\n' }]

  it('bare', async () => {
    expect(await textOf(clone(createRepository(trees), ['--bare']), 'main~1', 'a.yaml')).toBe('a: 1\n')
  })

  it('a work tree of another, and a detached HEAD', async () => {
    const root = createRepository(trees)
    const other = createDirectory()
    git(root, ['worktree', 'add', '-q', '--detach', join(other, 'tree'), 'HEAD~1'])
    expect(await textOf(join(other, 'tree'), 'HEAD', 'a.yaml')).toBe('a: 1\n')
    expect(await textOf(join(other, 'tree'), 'main', 'a.yaml')).toBe('a: 2\n')
  })

  it('with hashes of SHA-256', async () => {
    const root = createRepository(trees, ['--object-format=sha256'])
    const revision = await openGitRevision(root, 'HEAD~1')
    expect(revision.commit).toMatch(/^[0-9a-f]{64}$/)
    expect(show(revision)).toEqual(show(await openGitRevision(root, revision.commit)))
  })

  it('packed, with tags and short hashes', async () => {
    const root = createRepository(trees)
    git(root, ['tag', '-a', 'v1', '-m', 'one', 'HEAD~1'])
    git(root, ['gc', '-q'])
    for (const revision of ['v1', 'tags/v1', git(root, ['rev-parse', '--short', 'HEAD~1'])]) {
      expect(await textOf(root, revision, 'a.yaml')).toBe('a: 1\n')
    }
    expect(await textOf(root, ':/change', 'a.yaml')).toBe('a: 2\n')
  })

  it('not the one that the environment of a hook names', async () => {
    const root = createRepository(trees)
    vi.stubEnv('GIT_DIR', join(createRepository([{ 'b.yaml': '' }]), '.git'))
    try {
      expect(await textOf(root, 'main', 'a.yaml')).toBe('a: 2\n')
    } finally {
      vi.unstubAllEnvs()
    }
  })
})

describe('what cannot be read', () => {
  it('an unknown revision, with the nearest name', async () => {
    const root = createRepository([{ 'a.yaml': '' }])
    git(root, ['tag', 'release-1.2'])
    const missing = '0123456789012345678901234567890123456789'
    expect(await failureOf(openGitRevision(root, 'mainn'))).toBe(
      'there is no commit `mainn` in this repository; there is `main`',
    )
    expect(await failureOf(openGitRevision(root, 'release-1.3'))).toContain('there is `release-1.2`')
    expect(await failureOf(openGitRevision(root, missing))).toBe(`there is no commit \`${missing}\` in this repository`)
    expect(await failureOf(openGitRevision(root, 'HEAD:a.yaml'))).toContain('there is no commit `HEAD:a.yaml`')
  })

  it('a branch that only the remote has', async () => {
    const root = createRepository([{ 'a.yaml': '' }])
    git(root, ['branch', 'feature/login'])
    expect(await failureOf(openGitRevision(clone(root), 'feature/login'))).toBe(
      'there is no commit `feature/login` in this repository; there is `origin/feature/login`',
    )
  })

  it('a commit before the history of a shallow clone', async () => {
    const root = createRepository([{ 'a.yaml': '1' }, { 'a.yaml': '2' }])
    const shallow = clone(root, ['--depth=1'])
    expect(await textOf(shallow, 'HEAD', 'a.yaml')).toBe('2')
    for (const revision of ['HEAD~1', git(root, ['rev-parse', 'HEAD~1'])]) {
      expect(await failureOf(openGitRevision(shallow, revision))).toBe(
        `there is no commit \`${revision}\` in this repository; this clone is shallow, so fetch more history first ` +
          '(`git fetch --unshallow`; in CI a checkout with `fetch-depth: 0`)',
      )
    }
  })

  it('a file that a partial clone did not fetch; nothing is fetched', async () => {
    const root = createRepository([
      { 'a.yaml': '1', 'b.png': '9' },
      { 'a.yaml': '1', 'c.png': '2' },
    ])
    git(root, ['config', 'uploadpack.allowFilter', 'true'])
    for (const filter of ['blob:none', 'tree:0']) {
      const partial = clone(root, [`--filter=${filter}`, '--no-checkout'])
      git(partial, ['config', 'remote.origin.uploadpack', `touch ${join(partial, 'executed')};`])
      expect(await failureOf(openGitRevision(partial, 'HEAD'))).toMatch(/--filter/)
      expect(existsSync(join(partial, 'executed'))).toBe(false)
    }
    const checkedOut = clone(root, ['--filter=blob:none'])
    git(checkedOut, ['config', 'remote.origin.uploadpack', `touch ${join(checkedOut, 'executed')};`])
    expect(await textOf(checkedOut, 'HEAD', 'c.png')).toBe('2')
    expect(await failureOf(openGitRevision(checkedOut, 'HEAD~1'))).toMatch(/^this clone lacks files of the commit /)
    expect(existsSync(join(checkedOut, 'executed'))).toBe(false)
  })

  it('a directory without a repository, or with one that has no commit', async () => {
    const directory = createDirectory()
    const none = 'revisions can only be read in a Git repository, and this directory lies in none'
    expect(await failureOf(openGitRevision(directory, 'HEAD'))).toBe(none)
    git(directory, ['init', '-q'])
    expect(await failureOf(openGitRevision(directory, 'HEAD'))).toBe(
      'there is no revision `HEAD`: the repository has no commit yet',
    )
    mkdirSync(join(directory, 'damaged/.git'), { recursive: true })
    writeFileSync(join(directory, '.git/config'), '[core\n')
    expect(await failureOf(openGitRevision(directory, 'HEAD'))).toContain('Git cannot open the repository: bad config')
  })

  it('anything where git is not installed', async () => {
    const directory = createDirectory()
    vi.stubEnv('PATH', directory)
    try {
      const message = await failureOf(openGitRevision(directory, 'HEAD'))
      expect(message).toBe('revisions are read with git, which is not installed')
    } finally {
      vi.unstubAllEnvs()
    }
  })

  it.each([
    ['--upload-pack=touch executed'],
    ['--output=executed'],
    ['--git-dir=/'],
    ['--help'],
    ['-h'],
    ['--'],
    [''],
    [' '],
    ['\0'],
    ['HEAD\0'],
    ['^main'],
    ['main..main'],
    ['main...main'],
    ['main main'],
    ['main\n'],
    ['$(touch executed)'],
    ['`touch executed`'],
    ['main; touch executed'],
    ['../../etc/passwd'],
    [':a.yaml'],
    ['main^{tree}'],
    ['main^99'],
    ['x'.repeat(300_000)],
    ['\u001B[31mred'],
  ])('a revision such as %j', async (revision) => {
    const root = createRepository([{ 'a.yaml': '' }])
    expect(await failureOf(openGitRevision(root, revision))).toMatch(/^there is no commit /)
    expect(existsSync(join(root, 'executed'))).toBe(false)
  })
})

describe('where two revisions part', () => {
  it('is the last commit that both have', async () => {
    const root = createRepository([{ 'a.yaml': '1' }, { 'a.yaml': '2' }])
    git(root, ['checkout', '-q', '-b', 'change', 'HEAD~1'])
    commit(root, { 'a.yaml': '3' })
    expect(await findMergeBase(root, 'main', 'change')).toBe(git(root, ['rev-parse', 'main~1']))
    expect(await failureOf(findMergeBase(root, 'main', 'chagne'))).toContain('there is `change`')
  })

  it('is nowhere without common history', async () => {
    const root = createRepository([{ 'a.yaml': '1' }])
    git(root, ['checkout', '-q', '--orphan', 'other'])
    commit(root, { 'b.yaml': '1' })
    expect(await findMergeBase(root, 'main', 'other')).toBeUndefined()
  })

  it('is unknown where a shallow clone ends before it', async () => {
    const root = createRepository([{ 'a.yaml': '1' }, { 'a.yaml': '2' }])
    git(root, ['checkout', '-q', '-b', 'change', 'HEAD~1'])
    commit(root, { 'a.yaml': '3' })
    const shallow = clone(root, ['--depth=1', '--no-single-branch'])
    expect(await failureOf(findMergeBase(shallow, 'origin/main', 'origin/change'))).toContain('shallow')
  })
})
