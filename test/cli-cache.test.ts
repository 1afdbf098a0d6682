import { spawn } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lintFormatNames } from '../src/report/lint-formats.ts'
import { createRepository, git } from './files/git-repository.ts'
import { type BinaryRun, runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

const web = 'components/web/kustomization.yaml'

/** One error in `web`. */
const start = {
  '.gitops.yaml': 'sources:\n  GitRepository/flux-system/other: ../other\n',
  'clusters/production/kustomization.yaml': 'resources:\n  - ../../components/web\n',
  [web]: 'resources:\n  - old.yaml\n',
  'README.md': 'about\n',
}

/** One more error, beside a value that nobody may be shown. */
const withSecret = {
  ...start,
  [web]: 'resources:\n  - old.yaml\n  - secret.yaml\n',
  'components/web/secret.yaml':
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\nstringData:\n  password: hunter2hunter2\n',
}

function open(files: Readonly<Record<string, string>> = start): {
  readonly root: string
  readonly results: string
  readonly lint: (...args: readonly string[]) => BinaryRun
} {
  const root = createRepository([files])
  const cache = writeTree({})
  return {
    root,
    results: join(cache, 'gitops-lint/results'),
    lint: (...args) => runBinary('gitops-lint', args, root, { env: { XDG_CACHE_HOME: cache } }),
  }
}

/** A repository with the checkout of another one beside it. */
function openBeside(files: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>) {
  const opened = open(files)
  const parent = writeTree({})
  const root = join(parent, 'platform')
  cpSync(opened.root, root, { recursive: true })
  for (const [path, text] of Object.entries(other)) {
    mkdirSync(dirname(join(parent, 'other', path)), { recursive: true })
    writeFileSync(join(parent, 'other', path), text)
  }
  const lint = (...args: readonly string[]): BinaryRun =>
    runBinary('gitops-lint', args, root, { env: { XDG_CACHE_HOME: join(opened.results, '../..') } })
  return { root, lint }
}

describe('what an earlier run found', () => {
  it.each(lintFormatNames)('is told in the same words as %s, rendered again and as it was printed', (format) => {
    const { lint, results } = open(withSecret)
    const read = (): ReadonlyMap<string, string> =>
      new Map(readdirSync(results).map((name) => [name, readFileSync(join(results, name), 'utf8')]))
    const first = lint('--format', format)
    // What the words ask for, the judgement, and the documents.
    expect(read().size).toBe(3)
    expect(lint('--format', format)).toEqual(first)
    const kept = read()
    expect(kept.size).toBe(4)
    expect(lint('--format', format)).toEqual(first)
    expect(lint('--format', format, '--no-cache')).toEqual(first)
    expect(read()).toEqual(kept)
    expect([...kept.values()].join('')).not.toContain('hunter2')
    expect(first.stdout).not.toContain('hunter2')
  })

  it('is really what is told: the printed text is that of the third run', () => {
    const { lint, results } = open()
    const shown = lint()
    lint()
    // Who judges or renders again, puts another file in the place of the one that is there.
    const listFiles = () => readdirSync(results).map((name) => [name, statSync(join(results, name)).ino])
    const kept = listFiles()
    expect(lint()).toEqual(shown)
    expect(listFiles()).toEqual(kept)
    rmSync(results, { recursive: true })
    lint('--no-cache')
    expect(() => readdirSync(results)).toThrow()
  })

  it('is shown as each run asks for it', () => {
    const { root, lint } = open({ ...withSecret, 'components/web/old.yaml': 'kind: [\n' })
    const beside = join(root, 'components')
    const report = join(writeTree({}), 'report.json')
    const runs: readonly (readonly string[])[] = [
      [],
      ['--color'],
      ['--quiet'],
      ['--fail-on', 'never'],
      ['--fail-on', 'warning'],
      ['--cwd', beside],
      ['--staged'],
      ['--format', 'json'],
      ['--format', `gitlab=${report}`],
      ['clusters'],
    ]
    const anew = runs.map((args) => lint(...args, '--no-cache'))
    for (let round = 0; round < 3; round += 1) expect(runs.map((args) => lint(...args))).toEqual(anew)
    expect(new Set(anew.map(({ stdout, status }) => `${status}${stdout}`)).size).toBeGreaterThan(6)
    rmSync(report)
    lint('--format', `gitlab=${report}`)
    expect(existsSync(report)).toBe(true)
  })

  it('holds no password that YAML takes for a tag or an anchor', () => {
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: web}\nstringData:\n  one: !hunter1hunter1\n  two: &hunter2hunter2\n'
    const { lint, results } = open({ ...withSecret, 'components/web/secret.yaml': secret })
    lint()
    lint()
    const kept = readdirSync(results).map((name) => readFileSync(join(results, name), 'latin1'))
    expect(kept.join('')).not.toMatch(/hunter[12]/)
  })

  it('is told in the same words where the arguments are wrong together', () => {
    const { lint } = open()
    for (const args of [['--dry-run'], ['--all'], ['--fix', '--update-baseline'], ['--output-file', '']]) {
      const first = lint(...args)
      expect(first).toMatchObject({ status: 2, stdout: '' })
      expect(lint(...args)).toEqual(first)
    }
  })

  it('is of use where one file has changed: all others are not parsed again', () => {
    const more = Object.fromEntries(
      ['one', 'two', 'three'].map((name) => [
        `components/web/${name}.yaml`,
        `# ${name}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: "${name}"}\ndata: &data\n  text: |\n    - ${name}\n`,
      ]),
    )
    const listed = 'resources:\n  - old.yaml\n  - one.yaml\n  - two.yaml\n  - three.yaml\n'
    const { root, lint } = open({ ...withSecret, ...more, [web]: listed })
    lint()
    for (const text of ['kind: Config\n', 'a: [\n', '', 'metadata: {name: two}\n']) {
      writeFileSync(join(root, 'components/web/two.yaml'), text)
      const found = lint('--format', 'json')
      expect(found).toEqual(lint('--format', 'json', '--no-cache'))
      expect(found.status).toBe(1)
    }
  })

  it('is forgotten where anything has changed that it came from', () => {
    const { root, lint } = open()
    expect(lint().stdout).toContain('1 error')
    writeFileSync(join(root, 'components/web/old.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: old\n')
    expect(lint().stdout).toContain('No findings')
    rmSync(join(root, 'components/web/old.yaml'))
    expect(lint().stdout).toContain('1 error')
    appendFileSync(join(root, '.gitops.yaml'), 'rules:\n  reference-exists: "off"\n')
    expect(lint().stdout).not.toContain('reference-exists')
    writeFileSync(join(root, '.gitops.yaml'), 'unknown: 2\n')
    expect(lint().status).toBe(2)
    git(root, ['checkout', '-q', '--', '.gitops.yaml'])
    expect(lint().stdout).toContain('1 error')
  })

  it('holds for the part that was asked for alone', () => {
    const { lint } = open()
    expect(lint('clusters').stdout).toContain('No findings')
    expect(lint('components').stdout).toContain('1 error')
    expect(lint('clusters').stdout).toContain('No findings')
  })

  it('holds for the index and the work tree as each is', () => {
    const { root, lint } = open()
    expect(lint('--staged').stdout).toContain('1 error')
    writeFileSync(join(root, web), 'resources: []\n')
    expect(lint().stdout).toContain('No findings')
    expect(lint('--staged').stdout).toContain('1 error')
    git(root, ['add', web])
    expect(lint('--staged').stdout).toContain('No findings')
  })

  it('is kept for a base too, and read for the same commit alone', () => {
    const { root, lint, results } = open({ ...start, '.gitops.yaml': '' })
    git(root, ['checkout', '-q', '-b', 'feature'])
    writeFileSync(join(root, web), 'resources:\n  - old.yaml\n  - gone.yaml\n')
    git(root, ['commit', '-q', '-a', '-m', 'change'])
    const first = lint('--base', 'main')
    expect(first.stdout).toContain('1 older finding not shown')
    // The judgement of the base, and the documents.
    expect(readdirSync(results)).toHaveLength(2)
    expect(lint('--base', 'main')).toEqual(first)
    expect(lint('--base', 'main', '--no-cache')).toEqual(first)
    git(root, ['commit', '-q', '--allow-empty', '-m', 'another'])
    expect(lint('--base', 'HEAD~1').stdout).toContain('2 older findings')
  })

  it('is of no base where the branch has no findings', () => {
    const { root, lint, results } = open({ ...start, '.gitops.yaml': '' })
    writeFileSync(join(root, web), 'resources: []\n')
    expect(lint('--base', 'HEAD')).toMatchObject({ status: 0, stdout: expect.not.stringContaining('older') })
    // The documents.
    expect(readdirSync(results)).toHaveLength(1)
    writeFileSync(join(root, web), 'resources:\n  - old.yaml\n')
    expect(lint('--base', 'HEAD').stdout).toContain('1 older finding not shown')
    expect(readdirSync(results)).toHaveLength(2)
  })
})

describe('a cache that cannot be used', () => {
  it('does not matter: damaged, a file, or closed', () => {
    const { root, lint, results } = open()
    const first = lint()
    for (const name of readdirSync(results)) writeFileSync(join(results, name), 'garbage')
    expect(lint()).toEqual(first)
    expect(lint()).toEqual(first)
    rmSync(results, { recursive: true })
    writeFileSync(results, '')
    expect(lint()).toEqual(first)
    for (const XDG_CACHE_HOME of ['/dev/null/no', 'relative', '']) {
      expect(runBinary('gitops-lint', [], root, { env: { XDG_CACHE_HOME, HOME: '/dev/null' } })).toEqual(first)
    }
  })

  it('is used by several programs at once', async () => {
    const { root, lint, results } = open()
    const first = lint('--no-cache')
    const binary = join(import.meta.dirname, '../dist/gitops-lint.js')
    const env = { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: join(results, '../..') }
    const outputs = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const program = spawn(process.execPath, [binary], { cwd: root, env })
        let output = ''
        for await (const chunk of program.stdout) output += String(chunk)
        return output
      }),
    )
    expect(new Set(outputs)).toEqual(new Set([first.stdout]))
    // A run that finds the judgement of another keeps the text as well.
    expect([3, 4]).toContain(readdirSync(results).length)
  })
})

describe('a repository of many files', () => {
  const many = Array.from({ length: 320 }, (_, index): [string, string] => [
    `components/many/${index}.yaml`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: many-${index}\n`,
  ])
  const names = many.map(([path]) => `  - ${path.slice('components/many/'.length)}\n`).join('')
  const files = {
    ...start,
    ...Object.fromEntries(many),
    '.gitops.yaml': '',
    'components/many/kustomization.yaml': `resources:\n${names}`,
  }

  it('has the same findings against a base, kept or not', () => {
    const { root, lint } = open(files)
    writeFileSync(join(root, web), 'resources:\n  - old.yaml\n  - gone.yaml\n')
    const anew = lint('--base', 'HEAD', '--no-cache')
    expect(anew.stdout).toContain('`gone.yaml` does not exist')
    expect(anew.stdout).toContain('older finding')
    expect(lint('--base', 'HEAD')).toEqual(anew)
    expect(lint('--base', 'HEAD')).toEqual(anew)
  })

  it('has no base judged where the question was wrong', () => {
    const { lint } = open(files)
    const { status, stderr } = lint('--base', 'HEAD', '--files-from', 'nowhere.txt')
    expect(status).toBe(2)
    expect(stderr).toContain('nowhere.txt')
  })
})

describe('checkouts of other repositories', () => {
  const flux = (path: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: other, namespace: flux-system}
spec: {interval: 1h, prune: true, path: ${path}, sourceRef: {kind: GitRepository, name: other}}
`
  /** Rules that read everything. */
  const unread = [
    'baseline-unused',
    'configuration-unused',
    'orphan-component',
    'orphan-manifest',
    'orphan-template',
    'substitution-unused',
    'suppression-unused',
  ]
  const here = {
    '.gitops.yaml': `sources:\n  GitRepository/flux-system/other: ../other\nrules:\n${unread.map((rule) => `  ${rule}: "off"\n`).join('')}`,
    'clusters/one/kustomization.yaml': 'resources: [source.yaml, other.yaml]\n',
    'clusters/one/source.yaml':
      'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: other, namespace: flux-system}\nspec: {interval: 1h, url: https://example.com/other.git}\n',
    'clusters/one/other.yaml': flux('./a'),
  }
  const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'
  const other = {
    'a/kustomization.yaml': 'resources: [x.yaml]\n',
    'a/x.yaml': settings,
    'b/kustomization.yaml': 'resources: []\n',
  }

  it('count for what is recalled, also where only the base reads them', () => {
    const { root, lint } = openBeside(here, other)
    const both = (...args: readonly string[]): void => {
      expect(lint(...args, '--no-cache').status).not.toBe(2)
      expect(lint(...args)).toEqual(lint(...args, '--no-cache'))
      expect(lint(...args)).toEqual(lint(...args, '--no-cache'))
    }
    both()
    writeFileSync(join(root, '../other/a/x.yaml'), settings.replace('name: a', 'nam3: a'))
    both()
    writeFileSync(join(root, 'clusters/one/other.yaml'), flux('./b'))
    git(root, ['commit', '-q', '-a', '-m', 'b'])
    both('--base', 'HEAD~1')
    writeFileSync(join(root, '../other/a/x.yaml'), settings)
    writeFileSync(join(root, 'clusters/one/other.yaml'), flux('./a'))
    both('--base', 'HEAD~1')
    rmSync(join(root, '../other'), { recursive: true })
    both()
  })
})

it('the configuration that Git ignores counts neither for the work tree nor for the base', () => {
  const { root, lint } = open({ ...start, '.gitops.yaml': '' })
  git(root, ['rm', '-q', '--cached', '.gitops.yaml'])
  writeFileSync(join(root, '.git/info/exclude'), '.gitops.yaml\n')
  writeFileSync(join(root, '.gitops.yaml'), 'rules:\n  reference-exists: "off"\n')
  git(root, ['commit', '-q', '--allow-empty', '-m', 'more'])
  expect(lint('--base', 'HEAD').stdout).toContain('1 older finding not shown')
})

it('a copy of the repository elsewhere has the same findings', () => {
  const { root, lint, results } = open()
  const first = lint()
  const copy = join(writeTree({}), 'copy')
  mkdirSync(copy)
  cpSync(root, copy, { recursive: true })
  const run = runBinary('gitops-lint', [], copy, { env: { XDG_CACHE_HOME: join(results, '../..') } })
  expect(run).toEqual(first)
  // There is no second judgement; but what was printed there may have other paths.
  expect(readdirSync(results)).toHaveLength(4)
})
