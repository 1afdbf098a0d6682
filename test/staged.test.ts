import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDirectory, createRepository, git } from './files/git-repository.ts'
import { type BinaryRun, runBinary } from './run-binary.ts'

const cluster = 'clusters/production/kustomization.yaml'
const web = 'components/web/kustomization.yaml'
const settings = 'components/web/settings.yaml'

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`
}

const sound = {
  [cluster]: 'resources:\n  - ../../components/web\n',
  [web]: 'resources:\n  - settings.yaml\n',
  [settings]: configMap('settings'),
}
const broken = 'resources:\n  - settings.yaml\n  - gone.yaml\n'

function write(root: string, files: Readonly<Record<string, string | null>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (text === null) rmSync(join(root, path))
    else writeFileSync(join(root, path), text)
  }
}

function staged(root: string, args: readonly string[] = []): BinaryRun {
  return runBinary('gitops-lint', ['--staged', ...args], root)
}

/** What is found, as `file:line rule`. */
function findings(root: string, args: readonly string[] = []): readonly string[] {
  const { stdout, stderr } = staged(root, ['--format', 'json', ...args])
  expect(stderr).toBe('')
  const found: readonly { file: string; line: number; rule: string }[] = JSON.parse(stdout).findings
  return found.map(({ file, line, rule }) => `${file}:${line} ${rule}`)
}

describe('gitops-lint --staged', () => {
  it('judges the index, not the work tree', () => {
    const root = createRepository([sound])
    write(root, { [web]: broken })
    expect(staged(root).status).toBe(0)
    expect(runBinary('gitops-lint', [], root).status).toBe(1)
    git(root, ['add', web])
    write(root, { [web]: sound[web] })
    expect(staged(root).status).toBe(1)
    expect(runBinary('gitops-lint', [], root).status).toBe(0)
    expect(findings(root)).toEqual([`${web}:3 reference-exists`])
  })

  it('finds a reference to a file that is not added', () => {
    const root = createRepository([sound])
    write(root, { [web]: broken, 'components/web/gone.yaml': configMap('new') })
    git(root, ['add', web])
    expect(runBinary('gitops-lint', [], root).status).toBe(0)
    expect(staged(root).stdout).toContain('error `gone.yaml` does not exist')
    expect(staged(root).stdout).toMatch(/\n1 file is not added to Git, and not judged\.\n$/)
    git(root, ['add', '--intent-to-add', 'components/web/gone.yaml'])
    expect(staged(root).stdout).toContain('error `gone.yaml` does not exist')
    git(root, ['add', 'components/web/gone.yaml'])
    expect(staged(root).status).toBe(0)
  })

  it('says so where Git ignores it, and takes an empty file that is added for what it is', () => {
    const root = createRepository([{ ...sound, '.gitignore': 'secret/\n', 'components/web/empty.yaml': '' }])
    write(root, { [web]: `${sound[web]}  - secret/a.yaml\n  - empty.yaml\n`, 'components/web/secret/a.yaml': 'a: 1\n' })
    git(root, ['add', web])
    const { stdout } = staged(root)
    expect(stdout).toContain('`secret/a.yaml` is on disk but ignored by Git')
    expect(stdout).not.toContain('`empty.yaml` does not exist')
  })

  it('takes of a file that is staged in part that part, with its lines', () => {
    const root = createRepository([sound])
    write(root, { [web]: '# first\n\nresources:\n  - settings.yaml\n  - gone.yaml\n' })
    git(root, ['add', web])
    write(root, { [web]: `${broken}  - also-gone.yaml\n` })
    expect(findings(root)).toEqual([`${web}:5 reference-exists`])
  })

  it('finds what a commit of nothing but a deletion breaks', () => {
    const root = createRepository([sound])
    git(root, ['rm', '-q', settings])
    expect(findings(root)).toEqual([`${web}:2 reference-exists`])
    write(root, { [settings]: sound[settings] })
    expect(staged(root).status).toBe(1)
    expect(runBinary('gitops-lint', [], root).status).toBe(0)
  })

  it('judges what a sparse checkout leaves out', () => {
    const root = createRepository([{ ...sound, [web]: broken }])
    git(root, ['sparse-checkout', 'set', 'clusters'])
    expect(findings(root)).toEqual([`${web}:3 reference-exists`])
    git(root, ['sparse-checkout', 'set', '--cone', '--sparse-index', 'clusters'])
    expect(findings(root)).toEqual([`${web}:3 reference-exists`])
  })

  it('knows nothing of the files of a submodule', () => {
    const other = createRepository([{ 'app.yaml': configMap('app') }])
    const root = createRepository([{ ...sound, [web]: 'resources:\n  - settings.yaml\n  - vendor/app.yaml\n' }])
    git(root, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other, 'components/web/vendor'])
    expect(findings(root)).toEqual([`${web}:3 reference-exists`])
  })

  it('asks for conflicts to be resolved', () => {
    const root = createRepository([sound])
    git(root, ['checkout', '-q', '-b', 'other'])
    write(root, { [web]: broken })
    git(root, ['commit', '-q', '--all', '-m', 'other'])
    git(root, ['checkout', '-q', 'main'])
    write(root, { [web]: 'resources: []\n' })
    git(root, ['commit', '-q', '--all', '-m', 'main'])
    expect(() => git(root, ['merge', '-q', 'other'])).toThrow()
    expect(staged(root)).toEqual({
      status: 2,
      stdout: '',
      stderr: `gitops-lint: what is staged cannot be judged amid a conflict: resolve \`${web}\`, and add the result (\`git add\`)\n`,
    })
  })

  it('works before the first commit, and in a directory of a repository', () => {
    const root = createDirectory()
    git(root, ['init', '-q'])
    const inner = Object.entries({ ...sound, [web]: broken, '.gitops.yaml': '' })
    write(root, Object.fromEntries(inner.map(([path, text]) => [`platform/${path}`, text])))
    expect(findings(join(root, 'platform'))).toEqual([])
    git(root, ['add', '--all'])
    for (const args of [[], ['--base', 'HEAD'], ['--changed-only']]) {
      expect(findings(join(root, 'platform'), args)).toEqual([`${web}:3 reference-exists`])
    }
  })

  it('takes the configuration from the index too', () => {
    const root = createRepository([{ ...sound, [web]: broken }])
    write(root, { '.gitops.yaml': 'rules:\n  reference-exists: off\n' })
    expect(findings(root)).toEqual([`${web}:3 reference-exists`])
    git(root, ['add', '.gitops.yaml'])
    expect(findings(root).filter((one) => one.endsWith('reference-exists'))).toEqual([])
  })

  it('tells what the commit brings from what was there, with --base HEAD', () => {
    const root = createRepository([{ ...sound, [web]: broken }])
    expect(staged(root, ['--base', 'HEAD'])).toMatchObject({ status: 0 })
    expect(staged(root, ['--base', 'HEAD']).stdout).toContain('1 older finding not shown; --all shows them.')
    git(root, ['rm', '-q', settings])
    expect(findings(root, ['--base', 'HEAD'])).toEqual([`${web}:2 reference-exists`])
  })

  it('needs a repository', () => {
    const root = createDirectory()
    write(root, sound)
    const { status, stderr } = staged(root)
    expect(stderr).toContain('gitops-lint: what is staged cannot be listed: not a git repository')
    expect(status).toBe(2)
  })
})

describe('gitops-lint --staged in a hook of Git', () => {
  /** A repository whose hook lints; what git says of a commit there. */
  function createHooked(options = ''): { readonly root: string; readonly commit: (args: readonly string[]) => string } {
    const root = createRepository([sound])
    const hook = join(root, '.git/hooks/pre-commit')
    const program = join(import.meta.dirname, '../dist/gitops-lint.js')
    mkdirSync(dirname(hook), { recursive: true })
    writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${program}" --staged ${options}\n`)
    chmodSync(hook, 0o755)
    const commit = (args: readonly string[]): string => {
      try {
        git(root, ['commit', '-q', '-m', 'change', ...args])
        return 'made'
      } catch (error) {
        return error instanceof Error ? error.message : ''
      }
    }
    return { root, commit }
  }

  it('judges the commit that `git commit --all` makes', () => {
    const { root, commit } = createHooked()
    write(root, { [web]: broken })
    expect(commit(['--all'])).toContain('`gone.yaml` does not exist')
    expect(git(root, ['log', '--format=%s'])).toBe('change')
    expect(git(root, ['diff', '--cached', '--name-only'])).toBe('')
    write(root, { [web]: 'resources: [settings.yaml]\n' })
    expect(commit(['--all'])).toBe('made')
  })

  it('judges the commit that `git commit <path>` makes, whatever else is staged', () => {
    const { root, commit } = createHooked()
    write(root, { [web]: broken, 'README.md': 'text\n' })
    git(root, ['add', '--all'])
    expect(commit([])).toContain('`gone.yaml` does not exist')
    expect(commit(['README.md'])).toBe('made')
    expect(git(root, ['diff', '--cached', '--name-only'])).toBe(web)
  })

  it('judges only the files of that commit with --changed-only', () => {
    const { root, commit } = createHooked('--changed-only')
    write(root, { [web]: broken, 'README.md': 'text\n' })
    git(root, ['add', 'README.md'])
    expect(commit(['--all'])).toContain('`gone.yaml` does not exist')
    git(root, ['commit', '-q', '--no-verify', '-m', 'broken', web])
    write(root, { 'README.md': 'more\n' })
    expect(commit(['--all'])).toBe('made')
  })

  it('judges another repository by its own index', () => {
    const { root } = createHooked()
    const other = createRepository([{ ...sound, [web]: broken }])
    const env = { GIT_INDEX_FILE: join(root, '.git/index'), GIT_DIR: join(root, '.git') }
    expect(runBinary('gitops-lint', ['--staged', other], root, { env }).status).toBe(1)
    expect(
      runBinary('gitops-lint', ['--staged', '--cwd', other], root, { env: { GIT_INDEX_FILE: '.git/index' } }).status,
    ).toBe(1)
  })

  it('works in a linked work tree', () => {
    const { root } = createHooked()
    const tree = join(createDirectory(), 'tree')
    git(root, ['worktree', 'add', '-q', tree])
    write(tree, { [web]: broken })
    expect(() => git(tree, ['commit', '-q', '--all', '-m', 'x'])).toThrow('`gone.yaml` does not exist')
    expect(git(tree, ['log', '--format=%s'])).toBe('change')
  })
})
