import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { commitPaths } from '../../src/files/commit-paths.ts'
import { createGitBranch } from '../../src/files/create-git-branch.ts'
import { listGitLog } from '../../src/files/git-log.ts'
import { listGitStatus } from '../../src/files/git-status.ts'
import { readGitTreeHash } from '../../src/files/git-tree-hash.ts'
import { pushBranch } from '../../src/files/push-branch.ts'
import { runGitAsUser } from '../../src/files/run-git-as-user.ts'
import { UserError } from '../../src/source/user-error.ts'
import { createDirectory, createRepository, git } from './git-repository.ts'

beforeEach(() => {
  vi.unstubAllEnvs()
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1')
  for (const who of ['AUTHOR', 'COMMITTER']) {
    vi.stubEnv(`GIT_${who}_NAME`, 'Ada')
    vi.stubEnv(`GIT_${who}_EMAIL`, 'ada@example.org')
  }
})

function write(root: string, path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** A hook of a repository, in the language of the shell. */
function writeHook(root: string, name: string, script: string): void {
  const path = join(root, existsSync(join(root, '.git')) ? '.git/hooks' : 'hooks', name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(UserError)
  return error instanceof Error ? error.message : ''
}

const changesOf = (root: string, revision = 'HEAD'): readonly string[] =>
  git(root, ['show', '-z', '--format=', '--name-status', '--no-renames', revision]).split('\0').slice(0, -1)

describe('git run as the user', () => {
  it('knows nothing of the repository of a hook, and has the identity and configuration of the user', async () => {
    const root = createRepository([{ a: '1' }])
    const other = createRepository([{ b: '1' }])
    for (const [name, value] of [
      ['GIT_DIR', join(other, '.git')],
      ['GIT_WORK_TREE', other],
      ['GIT_INDEX_FILE', join(other, '.git/index')],
      ['GIT_PREFIX', 'x/'],
      ['GIT_LITERAL_PATHSPECS', '1'],
      ['GIT_CONFIG_COUNT', '1'],
      ['GIT_CONFIG_KEY_0', 'user.nickname'],
      ['GIT_CONFIG_VALUE_0', 'kept'],
    ] as const) {
      vi.stubEnv(name, value)
    }
    expect((await runGitAsUser(root, ['ls-files'])).output.toString()).toBe('a\n')
    expect((await runGitAsUser(root, ['config', 'user.nickname'])).output.toString()).toBe('kept\n')
    expect((await runGitAsUser(root, ['var', 'GIT_AUTHOR_IDENT'])).output.toString()).toMatch(/^Ada <ada@example.org>/)
  })

  it('never rejects', async () => {
    const root = createRepository([{ a: '1' }])
    expect(await runGitAsUser(root, ['no-such-command'])).toMatchObject({ ok: false, problem: 'failed' })
    expect(await runGitAsUser(root, ['log', 'a\0b'])).toMatchObject({ ok: false, problem: 'failed' })
    expect(await runGitAsUser(root, ['log', 'x'.repeat(1 << 20)])).toMatchObject({ ok: false })
    expect(await runGitAsUser(join(root, 'none'), ['log'])).toMatchObject({ ok: false, problem: 'failed' })
    vi.stubEnv('PATH', '')
    expect(await runGitAsUser(root, ['log'])).toMatchObject({ ok: false, problem: 'not installed' })
  })
})

describe('a branch', () => {
  it('is made from HEAD, and the work tree and the index stay', async () => {
    const root = createRepository([{ a: '1', b: '1' }])
    write(root, 'a', '2')
    write(root, 'b', '2')
    git(root, ['add', 'b'])
    git(root, ['config', 'branch.autoSetupMerge', 'always'])
    const before = git(root, ['status', '--porcelain'])
    await createGitBranch(root, 'promote/ü-1')
    expect(git(root, ['symbolic-ref', 'HEAD'])).toBe('refs/heads/promote/ü-1')
    expect(git(root, ['status', '--porcelain'])).toBe(before)
    expect(git(root, ['rev-parse', 'HEAD'])).toBe(git(root, ['rev-parse', 'main']))
    expect(git(root, ['config', '--list', '--local'])).not.toContain('.merge=')
  })

  it.each(['', '-d', 'a b', 'a..b', 'a~1', '@{-1}', 'HEAD', 'a/', '/a', 'a.lock', 'a\nb', 'a\0b', ':x', 'a*'])(
    'has no name such as %j',
    async (name) => {
      const root = createRepository([{ a: '1' }])
      expect(await failureOf(createGitBranch(root, name))).toContain('is no name of a branch')
      expect(git(root, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main')
    },
  )

  it('is made once only, and not beside one that stands in its way', async () => {
    const root = createRepository([{ a: '1' }])
    git(root, ['branch', 'old'])
    expect(await failureOf(createGitBranch(root, 'old'))).toBe(
      'the branch `old` exists already; name another, or delete it first',
    )
    expect(await failureOf(createGitBranch(root, 'old/x'))).toMatch(/^the branch `old\/x` cannot be created: .*exists/)
    expect(git(root, ['symbolic-ref', 'HEAD'])).toBe('refs/heads/main')
    expect(await failureOf(createGitBranch(createDirectory(), 'x'))).toContain('not a git repository')
  })

  it('is there though a hook after the switch fails, and in a repository without commits', async () => {
    const root = createRepository([{ a: '1' }])
    writeHook(root, 'post-checkout', 'exit 3')
    await createGitBranch(root, 'x')
    expect(git(root, ['symbolic-ref', 'HEAD'])).toBe('refs/heads/x')
    const empty = createRepository([])
    await createGitBranch(empty, 'x')
    expect(git(empty, ['symbolic-ref', 'HEAD'])).toBe('refs/heads/x')
  })
})

describe('a commit of paths', () => {
  it('has additions, changes and deletions of these paths, and nothing else that is staged', async () => {
    const root = createRepository([
      { changed: '1', deleted: '1', gone: '1', staged: '1', mine: '1', '.gitignore': 'ignored' },
    ])
    write(root, 'staged', '2')
    write(root, 'staged too', '2')
    git(root, ['add', 'staged', 'staged too'])
    write(root, 'mine', 'not staged')
    git(root, ['rm', '-q', 'gone'])
    rmSync(join(root, 'deleted'))
    write(root, 'changed', '2')
    write(root, 'new/file', '2')
    write(root, 'new/other', 'not mine')
    write(root, 'new/ignored', '2')
    const paths = ['changed', 'deleted', 'gone', 'new/file', 'new/ignored']
    const hash = await commitPaths(root, paths, 'Promote\n\n# kept\n\nPromoted-from: staging\n')
    expect(hash).toBe(git(root, ['rev-parse', 'HEAD']))
    expect(changesOf(root)).toEqual(['M', 'changed', 'D', 'deleted', 'D', 'gone', 'A', 'new/file', 'A', 'new/ignored'])
    expect(await listGitStatus(root, [''])).toEqual({
      changed: ['mine'],
      staged: ['staged', 'staged too'],
      untracked: ['new/other'],
      conflicted: [],
    })
    const [entry] = await listGitLog(root, { to: 'HEAD', paths: [] })
    expect(entry).toMatchObject({
      author: 'Ada',
      subject: 'Promote',
      trailers: new Map([['Promoted-from', 'staging']]),
    })
    expect(git(root, ['log', '-1', '--format=%B'])).toContain('# kept')
  })

  it.each(['with space', '"q"', 'line\nbreak', 'ü😀', '*', '-d', 'back\\slash', ':(top)x', ':!x', 'a[b]', '#x'])(
    'takes the name %j literally',
    async (name) => {
      const root = createRepository([{ [`${name}1`]: '1', [name]: '1', 'x/y': '1', b: '1' }])
      for (const path of [`${name}1`, name, 'x/y', 'b']) write(root, path, '2')
      write(root, `new/${name}`, '2')
      write(root, 'new/b', '2')
      await commitPaths(root, [name, `new/${name}`], 'x')
      expect(changesOf(root).toSorted()).toEqual(['A', 'M', name, `new/${name}`].toSorted())
    },
  )

  it('is made below a subdirectory, and as the first of a repository', async () => {
    const root = createRepository([])
    write(root, 'd/a', '1')
    write(root, 'a', '1')
    await commitPaths(join(root, 'd'), ['a'], 'x')
    expect(changesOf(root)).toEqual(['A', 'd/a'])
  })

  it('turns a file into a directory, and changes modes', async () => {
    const root = createRepository([{ a: '1', b: '1' }])
    rmSync(join(root, 'a'))
    write(root, 'a/b', '1')
    chmodSync(join(root, 'b'), 0o755)
    await commitPaths(root, ['a', 'a/b', 'b'], 'x')
    expect(git(root, ['status', '--porcelain'])).toBe('')
    expect(git(root, ['ls-tree', '-r', '--name-only', 'HEAD'])).toBe('a/b\nb')
    rmSync(join(root, 'a'), { recursive: true })
    write(root, 'a', '2')
    await commitPaths(root, ['a/b', 'a'], 'x')
    expect(git(root, ['status', '--porcelain'])).toBe('')
  })

  it('runs the hooks of the user, which may read paths as they like', async () => {
    const root = createRepository([{ 'a.yaml': '1' }])
    writeHook(root, 'pre-commit', 'git diff --cached --name-only -- "*.yaml" > "$(git rev-parse --git-dir)/seen"')
    writeHook(root, 'commit-msg', 'echo "Hooked: yes" >> "$1"')
    write(root, 'a.yaml', '2')
    write(root, 'b', '2')
    git(root, ['add', 'b'])
    await commitPaths(root, ['a.yaml'], 'x\n\nKey: value\n')
    expect(readFileSync(join(root, '.git/seen'), 'utf8')).toBe('a.yaml\n')
    expect((await listGitLog(root, { to: 'HEAD', paths: [] }))[0]?.trailers.get('Hooked')).toBe('yes')
  })

  it.each<[string, (root: string) => void, RegExp]>([
    [
      'a hook refuses',
      (root) => writeHook(root, 'pre-commit', 'echo "\\033[31mno promotions on Fridays\\033[0m" >&2; exit 1'),
      /^nothing was committed: no promotions on Fridays$/,
    ],
    [
      'a hook stages something and refuses',
      (root) => writeHook(root, 'pre-commit', 'git add other; echo no; exit 1'),
      /^nothing was committed: no$/,
    ],
    ['the message is refused', (root) => writeHook(root, 'commit-msg', 'echo bad message; exit 1'), /bad message/],
    [
      'nobody is named',
      (root) => {
        for (const who of ['AUTHOR', 'COMMITTER']) {
          vi.stubEnv(`GIT_${who}_NAME`, undefined)
          vi.stubEnv(`GIT_${who}_EMAIL`, undefined)
        }
        git(root, ['config', 'user.useConfigOnly', 'true'])
      },
      /Please tell me who you are|no email was given/,
    ],
    ['the index is locked', (root) => writeFileSync(join(root, '.git/index.lock'), ''), /index\.lock.*File exists/],
    [
      'it cannot be signed',
      (root) => {
        git(root, ['config', 'commit.gpgSign', 'true'])
        git(root, ['config', 'gpg.program', '/bin/false'])
      },
      /gpg failed to sign/,
    ],
  ])('where %s, is an error, and leaves the index and the work tree as they were', async (_name, prepare, words) => {
    const root = createRepository([{ a: '1', staged: '1', other: '1' }])
    write(root, 'a', '2')
    write(root, 'new', '2')
    write(root, 'staged', '2')
    write(root, 'other', '2')
    git(root, ['add', 'staged'])
    prepare(root)
    const index = readFileSync(join(root, '.git/index'))
    expect(await failureOf(commitPaths(root, ['a', 'new'], 'x'))).toMatch(words)
    expect(readFileSync(join(root, '.git/index')).equals(index)).toBe(true)
    expect(git(root, ['rev-list', '--count', 'HEAD'])).toBe('1')
    expect(readFileSync(join(root, 'new'), 'utf8')).toBe('2')
  })

  it('is an error where there is nothing to commit, in a merge, and outside a repository', async () => {
    const root = createRepository([{ a: '1' }])
    expect(await failureOf(commitPaths(root, ['a'], 'x'))).toMatch(/^nothing was committed: /)
    expect(await failureOf(commitPaths(root, [], 'x'))).toBe('there is nothing to commit')
    expect(await failureOf(commitPaths(root, ['none'], 'x'))).toMatch(/did not match any file/)
    write(root, 'd/b', '1')
    expect(await failureOf(commitPaths(root, ['d'], 'x'))).toBe('nothing was committed: `d` is a directory, not a file')
    expect(await failureOf(commitPaths(root, [''], 'x'))).toMatch(/is a directory/)
    expect(await failureOf(commitPaths(createDirectory(), ['a'], 'x'))).toMatch(/not a git repository/)
    git(root, ['switch', '-q', '-c', 'other'])
    git(root, ['commit', '-q', '--allow-empty', '-m', 'x'])
    git(root, ['switch', '-q', 'main'])
    git(root, ['merge', '-q', '--no-ff', '--no-commit', 'other'])
    write(root, 'a', '2')
    expect(await failureOf(commitPaths(root, ['a'], 'x'))).toMatch(/cannot do a partial commit during a merge/)
  })

  it('is an error where there is no room for its message', async () => {
    const root = createRepository([{ a: '1' }])
    write(root, 'a', '2')
    vi.stubEnv('TMPDIR', join(root, 'none'))
    expect(await failureOf(commitPaths(root, ['a'], 'x'))).toMatch(/^nothing was committed: the message cannot be/)
  })

  it('takes thousands of paths', async () => {
    const root = createRepository([{ a: '1' }])
    const paths = Array.from(
      { length: 5000 },
      (_, i) => `some/long/directory/name/to/fill/the/arguments/${i % 50}/${i}`,
    )
    for (const path of paths) write(root, path, path)
    await commitPaths(root, paths, 'x'.repeat(200_000))
    expect(git(root, ['ls-tree', '-r', '--name-only', 'HEAD']).split('\n')).toHaveLength(5001)
    expect(git(root, ['status', '--porcelain'])).toBe('')
    expect(await readGitTreeHash(root, 'HEAD', 'some')).toBe(git(root, ['rev-parse', 'HEAD:some']))
  })
})

/** A bare remote, as the remote `origin` of a repository; its hook records push options and answers. */
function createRemote(root: string, takesOptions: boolean): string {
  const remote = createDirectory()
  git(remote, ['init', '-q', '--bare', '--initial-branch=main'])
  git(remote, ['config', 'receive.advertisePushOptions', `${takesOptions}`])
  const each = 'for name in $(seq -f GIT_PUSH_OPTION_%g 0 9); do printenv "$name"; done'
  writeHook(remote, 'pre-receive', `{ ${each}; } >> options\necho "View merge request: https://git.example/1"`)
  git(root, ['remote', 'add', 'origin', remote])
  return remote
}

describe('a push', () => {
  const options = ['merge_request.create', 'merge_request.title=Promote "a b" to ü', 'ci.skip']

  it('carries its options to the remote, and makes it the upstream', async () => {
    const root = createRepository([{ a: '1' }])
    const remote = createRemote(root, true)
    await createGitBranch(root, 'promote')
    expect(await pushBranch(root, { remote: 'origin', branch: 'promote', options })).toEqual({
      hasOptions: true,
      words: 'View merge request: https://git.example/1',
    })
    expect(readFileSync(join(remote, 'options'), 'utf8')).toBe(`${options.join('\n')}\n`)
    expect(git(remote, ['rev-parse', 'promote'])).toBe(git(root, ['rev-parse', 'HEAD']))
    expect(git(root, ['rev-parse', '--abbrev-ref', '@{upstream}'])).toBe('origin/promote')
  })

  it('goes without options where the remote takes none, even those of the configuration, and tells so', async () => {
    const root = createRepository([{ a: '1' }])
    const remote = createRemote(root, false)
    expect(await pushBranch(root, { remote: 'origin', branch: 'plain' })).toMatchObject({ hasOptions: true })
    git(root, ['config', 'push.pushOption', 'configured'])
    expect(await pushBranch(root, { remote: 'origin', branch: 'promote', options })).toMatchObject({
      hasOptions: false,
    })
    expect(readFileSync(join(remote, 'options'), 'utf8')).toBe('')
    expect(git(remote, ['rev-parse', 'promote'])).toBe(git(root, ['rev-parse', 'HEAD']))
  })

  it('tells of the missing options in the words that it looks for, whatever language the user reads', async () => {
    vi.stubEnv('LANG', 'de_DE.UTF-8')
    vi.stubEnv('LC_ALL', 'de_DE.UTF-8')
    vi.stubEnv('LANGUAGE', 'de')
    const root = createRepository([{ a: '1' }])
    createRemote(root, false)
    expect(await pushBranch(root, { remote: 'origin', branch: 'x', options })).toMatchObject({ hasOptions: false })
  })

  it('pushes the commit that is checked out, of no branch as well', async () => {
    const root = createRepository([{ a: '1' }, { a: '2' }])
    const remote = createRemote(root, true)
    git(root, ['switch', '-q', '--detach', 'HEAD~1'])
    await pushBranch(root, { remote: 'origin', branch: 'x' })
    expect(git(remote, ['rev-parse', 'x'])).toBe(git(root, ['rev-parse', 'HEAD']))
  })

  it('never overwrites', async () => {
    const root = createRepository([{ a: '1' }, { a: '2' }])
    const remote = createRemote(root, true)
    await pushBranch(root, { remote: 'origin', branch: 'x' })
    const there = git(remote, ['rev-parse', 'x'])
    git(root, ['reset', '-q', '--hard', 'HEAD~1'])
    git(root, ['commit', '-q', '--allow-empty', '-m', 'other'])
    git(root, ['config', 'remote.origin.push', '+refs/heads/*:refs/heads/*'])
    const words = await failureOf(pushBranch(root, { remote: 'origin', branch: 'x', options }))
    expect(words).toMatch(/^`x` was not pushed to `origin`: [\s\S]*non-fast-forward/)
    expect(words).not.toContain('hint:')
    expect(git(remote, ['rev-parse', 'x'])).toBe(there)
  })

  it('tells what a hook of either side refuses', async () => {
    const root = createRepository([{ a: '1' }])
    const remote = createRemote(root, true)
    writeHook(remote, 'pre-receive', 'echo "this branch is protected"; exit 1')
    expect(await failureOf(pushBranch(root, { remote: 'origin', branch: 'x' }))).toMatch(/this branch is protected/)
    writeHook(root, 'pre-push', 'echo "not from here" >&2; exit 1')
    expect(await failureOf(pushBranch(root, { remote: 'origin', branch: 'x' }))).toMatch(/not from here/)
  })

  it('is an error where the remote, the branch or an option is none, and shows no password', async () => {
    const root = createRepository([{ a: '1' }])
    const push = (remote: string, branch = 'x', options: readonly string[] = []): Promise<string> =>
      failureOf(pushBranch(root, { remote, branch, options }))
    expect(await push('nowhere')).toMatch(/^`x` was not pushed to `nowhere`: 'nowhere' does not appear to be/)
    expect(await push('--force')).toBe('`--force` is no name of a remote')
    expect(await push('')).toBe('`` is no name of a remote')
    expect(await push('origin', '+x')).toMatch(/\+x/)
    expect(await push('origin', 'x', ['a\nb'])).toMatch(/a push option has only one line/)
    const words = await push('https://user:geheim@127.0.0.1:9/a.git')
    expect(words).not.toContain('geheim')
    expect(words).toContain('https://127.0.0.1:9/a.git')
  })
})
