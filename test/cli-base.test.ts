import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { splitFindings } from '../src/cli/lint/split-findings.ts'
import { readPipeline } from '../src/cli/read-pipeline.ts'
import type { Diagnostic } from '../src/source/diagnostic.ts'
import { clone, createRepository, git } from './files/git-repository.ts'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

const cluster = 'clusters/production/kustomization.yaml'
const web = 'components/web/kustomization.yaml'
const api = 'components/api/kustomization.yaml'

/** One error in `web`. */
const start = {
  [cluster]: 'resources:\n  - ../../components/web\n  - ../../components/api\n',
  [web]: 'resources:\n  - old.yaml\n',
  [api]: 'resources:\n  - api.yaml\n',
  'components/api/api.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: api\n',
}

/** A branch `feature` of a repository with one commit on `main`. */
function createBranch(): string {
  const root = createRepository([start])
  git(root, ['checkout', '-q', '-b', 'feature'])
  return root
}

/** Commits changed files. */
function change(root: string, files: Readonly<Record<string, string | null>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (text === null) rmSync(join(root, path))
    else writeFileSync(join(root, path), text)
  }
  git(root, ['add', '--all'])
  git(root, ['commit', '-q', '-m', 'change'])
}

interface Found {
  readonly status: number | null
  readonly findings: readonly string[]
}

function lint(root: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, told = ''): Found {
  const { status, stdout, stderr } = runBinary('gitops-lint', ['--format', 'json', ...args], root, { env })
  expect(stderr).toBe(told)
  return { status, findings: toRows(stdout) }
}

function toRows(report: string): readonly string[] {
  const { findings }: { findings: readonly { file: string; line: number; rule: string }[] } = JSON.parse(report)
  return findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`)
}

const older = `${web}:2 reference-exists`

describe('gitops-lint --base tells what a change brings from what was there', () => {
  it('does not count what was there, wherever its line is now', () => {
    const root = createBranch()
    change(root, { [web]: '# moved\nresources:\n  - old.yaml\n' })
    expect(lint(root, [])).toEqual({ status: 1, findings: [`${web}:3 reference-exists`] })
    expect(lint(root, ['--base', 'main'])).toEqual({ status: 0, findings: [] })
    expect(runBinary('gitops-lint', ['--base', 'main'], root).stdout).toBe(
      '✔ No findings: 4 YAML files, 1 cluster.\n1 older finding not shown; --all shows them.\n',
    )
  })

  it('counts what the change brings, in its own files and in others', () => {
    const root = createBranch()
    change(root, { 'components/api/api.yaml': null })
    expect(lint(root, ['--base', 'main'])).toEqual({ status: 1, findings: [`${api}:2 reference-exists`] })
  })

  it('shows the older ones with --all, and does not count them', () => {
    const root = createBranch()
    change(root, { 'README.md': 'text\n' })
    expect(lint(root, ['--base', 'main', '--all'])).toEqual({ status: 0, findings: [older] })
    const { stdout } = runBinary('gitops-lint', ['--base', 'main', '--all'], root)
    expect(stdout).toContain('error `old.yaml` does not exist reference-exists (older)\n')
    expect(stdout).toContain('✔ No findings')
    expect(stdout).toContain('\n1 older finding does not count.\n')
  })

  it('counts them in what GitHub and Markdown show', () => {
    const root = createBranch()
    change(root, { [web]: 'resources:\n  - old.yaml\n  - gone.yaml\n' })
    const print = (...args: string[]) => runBinary('gitops-lint', ['--base', 'main', ...args], root).stdout
    expect(print('--format', 'github')).toContain(
      '::1 error in 1 file; the log has all of them; 1 older finding is not shown\n',
    )
    expect(print('--format', 'github', '--all')).not.toContain('older')
    expect(print('--format', 'markdown')).toContain('4 YAML files, 1 cluster; 1 older finding is not shown\n')
    change(root, { [web]: 'resources:\n  - old.yaml\n' })
    expect(print('--format', 'github')).toBe('::notice title=gitops-lint::no findings; 1 older finding is not shown\n')
  })

  it('leaves reports whole that are compared with those of the target branch', () => {
    const root = createBranch()
    change(root, { 'README.md': 'text\n' })
    expect(
      lint(root, ['--base', 'main', '--format', 'gitlab=gitlab.json', '--format', 'sarif=a.sarif']).findings,
    ).toEqual([])
    expect(JSON.parse(readFileSync(join(root, 'gitlab.json'), 'utf8'))).toHaveLength(1)
    expect(JSON.parse(readFileSync(join(root, 'a.sarif'), 'utf8')).runs[0].results).toHaveLength(1)
  })

  it('takes an error that now breaks another cluster for news', () => {
    const root = createBranch()
    change(root, { 'clusters/staging/kustomization.yaml': 'resources:\n  - ../../components/web\n' })
    expect(lint(root, ['--base', 'main']).findings).toContain(older)
  })

  it('measures both by the configuration of the change', () => {
    const root = createBranch()
    change(root, { '.gitops.yaml': 'rules:\n  reference-exists: warning\n' })
    expect(lint(root, ['--base', 'main', '--fail-on', 'warning'])).toEqual({ status: 0, findings: [] })
  })
})

describe('gitops-lint --base auto', () => {
  it('is where the branch left the main branch', () => {
    const root = createBranch()
    change(root, { 'components/api/api.yaml': null })
    expect(lint(root, ['--base', 'auto']).findings).toEqual([`${api}:2 reference-exists`])
  })

  it('is nothing on the main branch, where all findings count, and says so', () => {
    const root = createBranch()
    git(root, ['checkout', '-q', 'main'])
    const all = { status: 1, findings: [older] }
    const told = '--base auto found no base: this is the branch that others leave, so all findings count.\n'
    expect(lint(root, ['--base', 'auto'], {}, told)).toEqual(all)
    expect(lint(root, ['--base', 'auto', '--quiet'])).toEqual(all)
    git(root, ['checkout', '-q', '--detach'])
    const pipeline = { CI_PROJECT_DIR: root, CI_COMMIT_BRANCH: 'main', CI_DEFAULT_BRANCH: 'main' }
    expect(lint(root, ['--base', 'auto'], pipeline, told)).toEqual(all)
  })

  it('is the target of the merge request in a pipeline', () => {
    const root = createBranch()
    const left = git(root, ['rev-parse', 'HEAD'])
    change(root, { 'components/api/api.yaml': null })
    const copy = clone(root)
    git(copy, ['checkout', '-q', '--detach'])
    const found = { status: 1, findings: [`${api}:2 reference-exists`] }
    const github = { GITHUB_WORKSPACE: copy, GITHUB_BASE_REF: 'main', GITHUB_REF_NAME: '1/merge' }
    expect(lint(copy, ['--base', 'auto'], github)).toEqual(found)
    const gitlab = {
      CI_PROJECT_DIR: copy,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: left,
    }
    git(copy, ['update-ref', '-d', 'refs/remotes/origin/main'])
    expect(lint(copy, ['--base', 'auto'], gitlab)).toEqual(found)
    const { status, stderr } = runBinary('gitops-lint', ['--base', 'auto'], copy, { env: github })
    expect(stderr).toContain('there is no branch `main` to compare with; fetch it')
    expect(status).toBe(2)
    const shallow = { ...gitlab, CI_MERGE_REQUEST_DIFF_BASE_SHA: '0'.repeat(39).concat('1') }
    expect(runBinary('gitops-lint', ['--base', 'auto'], copy, { env: shallow }).stderr).toContain('GIT_DEPTH')
  })

  it('leaves out what the target has gained in a pipeline for merged results', () => {
    const root = createBranch()
    const left = git(root, ['rev-parse', 'HEAD'])
    change(root, { [api]: 'resources:\n  - api.yaml\n  - gone.yaml\n' })
    git(root, ['checkout', '-q', 'main'])
    change(root, { [web]: 'resources:\n  - old.yaml\n  - older.yaml\n' })
    const tip = git(root, ['rev-parse', 'HEAD'])
    git(root, ['checkout', '-q', '--detach'])
    git(root, ['merge', '-q', '--no-edit', 'feature'])
    const gitlab = {
      CI_PROJECT_DIR: root,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: left,
    }
    const merged = { ...gitlab, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: tip }
    const own = { status: 1, findings: [`${api}:3 reference-exists`] }
    expect(lint(root, ['--base', 'auto'], merged)).toEqual(own)
    const { stdout } = runBinary('gitops', ['diff', '--format', 'json'], root, { env: merged })
    expect(JSON.parse(stdout).base.commit).toBe(tip)
    // The tip of a target that the branch was not merged with is no base.
    git(root, ['checkout', '-q', 'feature'])
    expect(lint(root, ['--base', 'auto'], merged)).toEqual(own)
    expect(lint(root, ['--base', 'auto'], { ...gitlab, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: '' })).toEqual(own)
    expect(lint(root, ['--base', 'auto'], { ...gitlab, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: '1'.repeat(40) })).toEqual(
      own,
    )
  })

  it('says what to do in a shallow clone without the branch', () => {
    const root = createBranch()
    change(root, { 'README.md': 'text\n' })
    const copy = join(writeTree({}), 'shallow')
    git(root, ['clone', '-q', '--depth', '1', '--branch', 'feature', `file://${root}`, copy])
    const advice = 'fetch more history first (`git fetch --unshallow`; in CI a checkout with `fetch-depth: 0`)\n'
    const tell = (env: Readonly<Record<string, string>>) => runBinary('gitops-lint', ['--base', 'auto'], copy, { env })
    expect(tell({ GITHUB_WORKSPACE: copy, GITHUB_BASE_REF: 'main' })).toEqual({
      status: 2,
      stdout: '',
      stderr: `gitops-lint: there is no branch \`main\` to compare with, and this clone is shallow: ${advice}`,
    })
    git(copy, ['checkout', '-q', '--detach'])
    git(copy, ['remote', 'remove', 'origin'])
    expect(tell({}).stderr).toContain(advice)
  })

  it('says that there is no commit yet, where all findings count', () => {
    const root = writeTree(start)
    git(root, ['init', '-q', '-b', 'main'])
    const told = '--base auto found no base: there is no commit yet, so all findings count.\n'
    expect(lint(root, ['--base', 'auto'], {}, told)).toEqual({ status: 1, findings: [older] })
    git(root, ['checkout', '-q', '-b', 'feature'])
    expect(lint(root, ['--base', 'auto'], {}, told)).toEqual({ status: 1, findings: [older] })
  })
})

describe('gitops-lint --all', () => {
  it.each([
    [['--all'], '--all is for --base'],
    [['--all', '--changed-only', '--base', 'main'], '--all does not go with --changed-only'],
  ])('%j is refused', (args, message) => {
    const { status, stdout, stderr } = runBinary('gitops-lint', args, createBranch())
    expect(stderr).toContain(message)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  })
})

describe('gitops-lint --changed-only', () => {
  it('reports on the files that differ alone', () => {
    const root = createBranch()
    change(root, { [api]: 'resources:\n  - api.yaml\n  - gone.yaml\n' })
    const found = { status: 1, findings: [`${api}:3 reference-exists`] }
    expect(lint(root, ['--changed-only', '--base', 'main'])).toEqual(found)
    expect(lint(root, ['--changed-only'])).toEqual({ status: 0, findings: [] })
    writeFileSync(join(root, web), 'resources:\n  - old.yaml\n  - api.yaml\n')
    expect(lint(root, ['--changed-only']).findings).toEqual([older, `${web}:3 reference-exists`])
    expect(lint(root, ['--changed-only', '--staged']).findings).toEqual([])
    git(root, ['add', '--all'])
    expect(lint(root, ['--changed-only', '--staged']).findings).toHaveLength(2)
  })

  it('reports on what a file that differs leads to', () => {
    const root = createBranch()
    change(root, { [cluster]: `# changed\n${start[cluster]}` })
    expect(lint(root, ['--changed-only', '--base', 'main']).findings).toContain(older)
    change(root, { 'README.md': 'text\n' })
    expect(lint(root, ['--changed-only', '--base', 'HEAD~1'])).toEqual({ status: 0, findings: [] })
  })

  it('counts what it leaves out', () => {
    const root = createBranch()
    change(root, { [api]: 'resources:\n  - api.yaml\n  - gone.yaml\n' })
    const print = (...args: string[]) => runBinary('gitops-lint', ['--changed-only', ...args], root).stdout
    expect(print()).toBe('✔ No findings: 0 changed of 4 YAML files, 1 cluster.\n2 findings in other files not shown.\n')
    expect(print('--quiet')).toBe('')
    expect(print('--base', 'main')).toMatch(/ cluster\)\.\n1 finding in other files not shown\.\n$/)
    expect(print('--format', 'github')).toBe(
      '::notice title=gitops-lint::no findings; 2 findings in other files are not shown\n',
    )
    expect(print('--format', 'markdown')).toContain('1 cluster; 2 findings in other files are not shown\n')
  })
})

describe('gitops-lint --changed-only after a deletion', () => {
  it('reports on what refers to it, and says how little it looked at', () => {
    const root = createBranch()
    change(root, { 'components/api/api.yaml': null })
    expect(lint(root, ['--changed-only', '--base', 'main']).findings).toEqual([`${api}:2 reference-exists`])
    const { stdout } = runBinary('gitops-lint', ['--changed-only', '--base', 'main'], root)
    expect(stdout).toContain(
      '✖ 1 error in 1 file (0 changed and 1 that refers to deleted ones of 3 YAML files, 1 cluster).\n',
    )
    expect(lint(root, ['--changed-only']).findings).toEqual([])
    expect(runBinary('gitops-lint', ['--changed-only'], root).stdout).toBe(
      '✔ No findings: 0 changed of 3 YAML files, 1 cluster.\n2 findings in other files not shown.\n',
    )
  })

  it('reports on what refers to a directory that is gone, or whose kustomization file is', () => {
    for (const gone of [[api, 'components/api/api.yaml'], [api]]) {
      const root = createBranch()
      change(root, Object.fromEntries(gone.map((path) => [path, null])))
      const { findings } = lint(root, ['--changed-only', '--base', 'main'])
      expect(findings).toEqual([expect.stringMatching(/^clusters\/production\/kustomization\.yaml:3 reference-/)])
    }
  })

  it('reports on what is renamed away', () => {
    const root = createBranch()
    git(root, ['mv', 'components/api/api.yaml', 'components/api/other.yaml'])
    expect(lint(root, ['--changed-only', '--staged']).findings).toContain(`${api}:2 reference-exists`)
  })
})

describe('readPipeline', () => {
  const gitlab = {
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    CI_COMMIT_BRANCH: '',
    CI_MERGE_REQUEST_DIFF_BASE_SHA: 'abc',
    CI_DEFAULT_BRANCH: 'trunk',
  }
  const told = { branch: 'main', targetBranch: 'main', targetCommit: 'abc', mainBranch: 'trunk' }

  it('holds for the checkout of the pipeline and for directories of it, not for other clones', async () => {
    const root = createBranch()
    const environment = { ...gitlab, CI_PROJECT_DIR: root }
    expect(await readPipeline(environment, root)).toEqual(told)
    expect(await readPipeline(environment, join(root, 'components'))).toEqual(told)
    expect(await readPipeline(environment, createBranch())).toEqual({})
    const inner = join(root, 'inner')
    mkdirSync(inner)
    git(inner, ['init', '-q'])
    expect(await readPipeline(environment, inner)).toEqual({})
  })

  it('knows the newest commit of the target where GitLab merges with it', async () => {
    const root = createBranch()
    expect(await readPipeline({ CI_MERGE_REQUEST_TARGET_BRANCH_SHA: 'def' }, root)).toEqual({ targetTip: 'def' })
    expect(await readPipeline({ CI_MERGE_REQUEST_TARGET_BRANCH_SHA: '' }, root)).toEqual({})
  })

  it('knows branches and pull requests of GitHub, and takes a tag for no branch', async () => {
    const root = createBranch()
    const push = { GITHUB_WORKSPACE: root, GITHUB_REF_NAME: 'main', GITHUB_REF_TYPE: 'branch', GITHUB_BASE_REF: '' }
    expect(await readPipeline(push, root)).toEqual({ branch: 'main' })
    expect(await readPipeline({ ...push, GITHUB_REF_TYPE: 'tag' }, root)).toEqual({})
    const request = { ...push, GITHUB_REF_NAME: '7/merge', GITHUB_BASE_REF: 'main' }
    expect(await readPipeline(request, root)).toEqual({ branch: 'main', targetBranch: 'main' })
    expect(await readPipeline({}, root)).toEqual({})
  })
})

describe('splitFindings', () => {
  const finding = (severity: Diagnostic['severity'], clusters: readonly string[], fingerprint = 'a'): Diagnostic => ({
    rule: 'a-rule',
    severity,
    message: 'wrong',
    at: { file: 'a.yaml', start: 0, end: 1 },
    related: [],
    clusters,
    fingerprint,
  })

  it.each([
    ['the same', finding('error', ['a']), finding('error', ['a']), 'older'],
    ['another', finding('error', ['a'], 'b'), finding('error', ['a']), 'fresh'],
    ['a worse one', finding('error', ['a']), finding('warning', ['a']), 'fresh'],
    ['a lesser one', finding('warning', ['a']), finding('error', ['a']), 'older'],
    ['an error in one more cluster', finding('error', ['a', 'b']), finding('error', ['a']), 'fresh'],
    ['a warning in one more cluster', finding('warning', ['a', 'b']), finding('warning', ['a']), 'older'],
    ['an error in one cluster less', finding('error', ['a']), finding('error', ['a', 'b']), 'older'],
  ] as const)('%s', (_name, now, before, list) => {
    expect(splitFindings([now], [before])).toEqual({ fresh: [], older: [], [list]: [now] })
  })
})
