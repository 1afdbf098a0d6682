import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type BinaryRun, runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

/** A repository with one dangling reference, which must be found whatever else lies in it. */
const repository: Files = {
  'clusters/production/kustomization.yaml': 'resources:\n  - ../../components/kafka\n  - gone.yaml\n',
  'components/kafka/kustomization.yaml': 'resources:\n  - topic.yaml\n',
  'components/kafka/topic.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders\n',
}
const topic = 'components/kafka/topic.yaml'
const kustomization = 'components/kafka/kustomization.yaml'

interface Finding {
  readonly rule: string
  readonly file: string
  readonly message: string
}

/** Asserts that a run ended as a run does: no stack, no signal, no exit code of a bug. */
function expectNoCrash({ status, stderr }: BinaryRun): void {
  expect(stderr).not.toMatch(/^\s+at |this is a bug|FATAL/m)
  expect([0, 1, 2]).toContain(status)
}

/** Lints a tree and returns what `reference-exists` says of it, file and message. */
function danglingIn(root: string, options: { readonly uid?: number } = {}): readonly string[] {
  const run = runBinary('gitops-lint', ['--format', 'json'], root, options)
  expectNoCrash(run)
  expect(run.status).toBe(1)
  const { findings } = JSON.parse(run.stdout) as { findings: readonly Finding[] }
  return findings.filter(({ rule }) => rule === 'reference-exists').map(({ file, message }) => `${file}: ${message}`)
}

const gone = 'clusters/production/kustomization.yaml: `gone.yaml` does not exist'

/** Nine keys, each a collection of nine aliases of the one before: a thousand million nodes when expanded. */
const bomb = (first: string, next: (name: string, before: string) => string): string =>
  [`a: &a ${first}`, ...[...'bcdefghij'].map((name, index) => next(name, 'abcdefghi'[index] ?? ''))].join('\n')
const nine = (alias: string): string => Array(9).fill(`*${alias}`).join(', ')
const listBomb = bomb('[x, x, x]', (name, before) => `${name}: &${name} [${nine(before)}]`)
const mergeBomb = bomb('{x: 1}', (name, before) => `${name}: &${name} {<<: [${nine(before)}]}`)

describe('a kustomization file that is no text', () => {
  const broken = Uint8Array.from([...Buffer.from('resources: [] # '), 0xff, 0x0a])
  const tree: Files = {
    'clusters/a/kustomization.yaml': 'resources: [own.yaml, ../../shared]\n',
    'clusters/a/own.yaml': String(repository[topic]),
    'clusters/b/kustomization.yaml': '# The second one.\nresources: [own.yaml, ../../shared]\n',
    'clusters/b/own.yaml': String(repository[topic]),
    'shared/kustomization.yaml': broken,
  }

  it('is one finding for all clusters that include it', () => {
    const { findings } = JSON.parse(runBinary('gitops-lint', ['--format', 'json'], writeTree(tree)).stdout) as {
      findings: readonly (Finding & { readonly clusters: readonly string[] })[]
    }
    expect(findings.map(({ rule, file, clusters }) => [rule, file, clusters])).toEqual([
      ['yaml-syntax', 'shared/kustomization.yaml', ['a', 'b']],
    ])
  })

  it('is found where it is included, where the configuration ignores it', () => {
    const ignoring = writeTree({ ...tree, '.gitops.yaml': 'ignore: [shared]\n' })
    const { findings } = JSON.parse(runBinary('gitops-lint', ['--format', 'json'], ignoring).stdout) as {
      findings: readonly Finding[]
    }
    expect(findings.map(({ rule, file }) => [rule, file])).toEqual([
      ['build-fails', 'clusters/a/kustomization.yaml'],
      ['build-fails', 'clusters/b/kustomization.yaml'],
    ])
  })

  it.each([
    ['a', 'clusters/a/kustomization.yaml:1:23'],
    ['b', 'clusters/b/kustomization.yaml:2:23'],
  ])('is told to who asks for cluster %s where that one includes it', (cluster, place) => {
    const { stderr } = runBinary('gitops', ['why', cluster, 'ConfigMap/orders'], writeTree(tree))
    expect(stderr).toContain('`shared/kustomization.yaml` is not text in UTF-8')
    expect(stderr).toContain(`at ${place}`)
  })
})

describe('the rest of the repository is still judged beside', () => {
  const manifests: readonly (readonly [name: string, content: string | Uint8Array])[] = [
    ['broken YAML', 'a: [1, 2\nb: "x\n  : : :\n'],
    ['an empty file', ''],
    ['a binary file', Uint8Array.from({ length: 4096 }, (_, index) => index % 256)],
    ['a byte order mark', `\ufeff${repository[topic]}`],
    ['CRLF', String(repository[topic]).replaceAll('\n', '\r\n')],
    ['invalid UTF-8', Uint8Array.from([0x61, 0x3a, 0x20, 0xff, 0xfe, 0xc3, 0x28])],
    ['UTF-16', Buffer.from(`\ufeff${repository[topic]}`, 'utf16le')],
    ['50,000 aliases', `a: &a x\nl:\n${'  - *a\n'.repeat(50_000)}`],
    ['a bomb of lists', `${listBomb}\napiVersion: v1\nkind: ConfigMap\nmetadata: *j\n`],
    ['a bomb of merge keys', `${mergeBomb}\n<<: *j\napiVersion: v1\nkind: ConfigMap\nmetadata: *j\n`],
    ['an alias of what it stands in', 'apiVersion: v1\nkind: ConfigMap\nmetadata: &m {x: *m, <<: *m}\n'],
    ['a list of itself', 'apiVersion: v1\nkind: List\nitems: &i [{apiVersion: v1, kind: List, items: *i}]\n'],
    ['20 MB', `apiVersion: v1\nkind: ConfigMap\ndata:\n${'  key: value of a key\n'.repeat(1_000_000)}`],
    ['a line of 200,000 characters', `apiVersion: v1\nkind: ConfigMap\ndata: {a: ${'x'.repeat(200_000)}}\n`],
    ['brackets in brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['braces in braces', '{a: '.repeat(50_000)],
    ['dashes after dashes', `${'- '.repeat(20_000)}x\n`],
    ['dashes and braces', '- {'.repeat(1_000)],
    ['brackets and dashes', '[- '.repeat(4_000)],
    ['nested blocks', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['nothing but quotes', '"'.repeat(50_000)],
    ['keys of prototypes', '__proto__: {a: 1}\nconstructor: {prototype: 1}\ntoString: x\n'],
  ]

  it.each(manifests)('%s in a manifest', (_name, content) => {
    expect(danglingIn(writeTree({ ...repository, [topic]: content }))).toEqual([gone])
  })

  it.each(manifests)('%s in a kustomization file', (_name, content) => {
    expect(danglingIn(writeTree({ ...repository, 'components/other/kustomization.yaml': content }))).toEqual([gone])
  })

  it.each([
    ['itself', 'resources: [., ../kafka, ./kustomization.yaml, ../../clusters/production]'],
    ['a bomb', `${listBomb}\nresources: *j`],
    ['a bomb by merge keys', `${mergeBomb}\n<<: *j\nresources: *j`],
    ['a list of the list', 'resources: &r [*r]'],
    ['the disk outside', 'resources: [../../../../../../../etc/passwd, /etc/passwd, /proc/self/environ]'],
    ['keys of prototypes', '__proto__: {resources: [x.yaml]}\nconstructor: [x.yaml]\nresources: []'],
  ])('a kustomization file that includes %s', (_name, content) => {
    expect(danglingIn(writeTree({ ...repository, [kustomization]: `${content}\n` }))).toEqual([gone])
  })

  it.each([
    ['a newline', 'a\nb'],
    ['an escape sequence', 'a\u001b[31mb'],
    ['an emoji', '😀'],
    ['a backslash', 'a\\b'],
    ['glob characters', '{a,b}[!c]*(d)?'],
    ['a leading exclamation mark', '!a'],
    ['a dot', '.a'],
    ['250 characters', 'a'.repeat(250)],
    ['the name of a prototype', '__proto__'],
  ])('a directory with %s in its name, and what lies in it', (_name, name) => {
    const root = writeTree({ ...repository, [`components/${name}/kustomization.yaml`]: 'resources: [lost.yaml]\n' })
    expect(danglingIn(root)).toEqual([gone, `components/${name}/kustomization.yaml: \`lost.yaml\` does not exist`])
  })

  it('a name that is no UTF-8', () => {
    const root = writeTree(repository)
    execFileSync('sh', ['-c', 'touch "$(printf \'components/kafka/a\\377.yaml\')"'], { cwd: root })
    expect(danglingIn(root)).toEqual([gone])
  })

  it('1,800 nested directories, and what lies in them', () => {
    const deepest = `${'d/'.repeat(1_800)}kustomization.yaml`
    const root = writeTree({ ...repository, [deepest]: 'resources: [lost.yaml]\n' })
    try {
      expect(danglingIn(root)).toEqual([gone, `${deepest}: \`lost.yaml\` does not exist`])
    } finally {
      execFileSync('rm', ['-rf', join(root, 'd')])
    }
  })

  it('directories deeper than the operating system can name', () => {
    const root = writeTree(repository)
    const half = 'd/'.repeat(1_500)
    mkdirSync(join(root, half), { recursive: true })
    mkdirSync(join(root, 'e', half), { recursive: true })
    renameSync(join(root, 'e'), join(root, half, 'e'))
    try {
      expect(danglingIn(root)).toEqual([gone])
    } finally {
      execFileSync('rm', ['-rf', join(root, 'd')])
    }
  })

  // Whether it overflows the stack depends on what ran before; each is alone in its repository therefore.
  it.each(['- {', '- [', '[- ', '{- ', '{a: ', '- ', '? '])('1,000 times %j, alone', (text) => {
    const root = writeTree({ 'a.yaml': `${text.repeat(1_000)}\n`, 'b/kustomization.yaml': 'resources: [lost.yaml]\n' })
    expect(danglingIn(root)).toEqual(['b/kustomization.yaml: `lost.yaml` does not exist'])
  })

  it.each<[name: string, files: Files]>([
    ['slashes in a reference', { 'components/other/kustomization.yaml': `resources: ["${'/'.repeat(200_000)}x"]\n` }],
    [
      'slashes in the URL of a source',
      {
        'clusters/production/source.yaml': `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: flux-system\nspec:\n  url: "${'/'.repeat(200_000)}x"\n`,
      },
    ],
    [
      'empty lines in a kustomization file',
      { 'components/other/kustomization.yaml': `# kustomize.toolkit.fluxcd.io/${'\n'.repeat(200_000)}resources: []\n` },
    ],
    ['blanks after a password', { 'components/other/kustomization.yaml': `# ${'password '.repeat(50_000)}\n` }],
  ])('200,000 %s, which a regular expression must not mind', (_name, files) => {
    const apps = `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\nspec:\n  path: ./lost\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n`
    const root = writeTree({ ...repository, 'components/kafka/apps.yaml': apps, ...files })
    const started = performance.now()
    expect(danglingIn(root)).toContain(gone)
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('a FIFO', () => {
    const root = writeTree(repository)
    execFileSync('mkfifo', [join(root, 'components/kafka/x.yaml'), join(root, 'components/kustomization.yaml')])
    expect(danglingIn(root)).toEqual([gone])
  })

  it('directories with the names of files', () => {
    const root = writeTree({
      ...repository,
      'components/kafka/x.yaml/a': '',
      'components/x/kustomization.yaml/a': '',
      '.gitignore/a': '',
    })
    expect(danglingIn(root)).toEqual([gone])
  })

  it.each(['gitdir: /nowhere\n', '\0\u0001', ''])('`.git` as the file %j', (content) => {
    expect(danglingIn(writeTree({ ...repository, '.git': content }))).toEqual([gone])
  })

  it('a work tree of Git, where ignored files are missing', () => {
    const root = writeTree({ ...repository, '.gitignore': 'topic.yaml\n' })
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' })
    git('init', '-q')
    git('add', '-A')
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'x')
    git('worktree', 'add', '-q', `${root}/wt`)
    expect(danglingIn(join(root, 'wt'))).toEqual([gone, `${kustomization}: \`topic.yaml\` does not exist`])
  })
})

describe('symbolic links are never followed', () => {
  const marker = 'content-from-outside'

  it.each([
    ['a file outside', 'secret.yaml', 'components/kafka/secret.yaml'],
    ['a directory outside', '.', 'components/kafka/outside'],
    ['a cluster outside', '.', 'clusters/outside'],
  ])('to %s', (_name, target, link) => {
    const outside = writeTree({
      'secret.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${marker}}\n`,
      'kustomization.yaml': `resources: [${marker}.yaml]\n`,
    })
    const root = writeTree({
      ...repository,
      [kustomization]: 'resources: [secret.yaml, outside, outside/secret.yaml]\n',
    })
    symlinkSync(join(outside, target), join(root, link))
    const outputs = [['lint'], ['lint', '--format', 'json'], ['tree'], ['tree', '--format', 'json']].map((args) =>
      runBinary('gitops', args, root),
    )
    outputs.forEach(expectNoCrash)
    expect(outputs.map(({ stdout, stderr }) => stdout + stderr).join('')).not.toContain(marker)
    expect(danglingIn(root)).toContain(gone)
  })

  it('to themselves and to what they lie in', () => {
    const root = writeTree({ ...repository, [kustomization]: 'resources: [topic.yaml, loop, loop.yaml]\n' })
    symlinkSync('../kafka', join(root, 'components/kafka/loop'))
    symlinkSync('loop.yaml', join(root, 'components/kafka/loop.yaml'))
    symlinkSync('nowhere', join(root, 'components/kafka/dangling.yaml'))
    expect(danglingIn(root)).toEqual([gone])
  })

  it('nor is the content of a file outside printed for a path that leads there', () => {
    const root = writeTree({
      ...repository,
      [kustomization]:
        'resources: [../../../../../../etc/passwd]\npatches: [{path: /etc/passwd}]\nsecretGenerator: [{name: a, files: [/etc/passwd]}]\n',
    })
    const { stdout, stderr } = runBinary('gitops-lint', [], root)
    expect(stdout + stderr).not.toContain('root:')
  })
})

describe.runIf(process.getuid?.() === 0)('without permission', () => {
  const nobody = 65534
  const hide = (root: string, ...paths: readonly string[]): string => {
    chmodSync(root, 0o755)
    for (const path of paths) chmodSync(join(root, path), 0)
    return root
  }
  const files: Files = {
    ...repository,
    [kustomization]: 'resources: [topic.yaml, ../hidden, hidden.yaml]\n',
    'components/hidden/kustomization.yaml': 'resources: []\n',
    'components/kafka/hidden.yaml': 'a: b\n',
  }

  it('for a directory and a file, which are not called missing', () => {
    const root = hide(writeTree(files), 'components/hidden', 'components/kafka/hidden.yaml')
    expect(danglingIn(root, { uid: nobody })).toEqual([gone])
  })

  it('for a directory and a file of a Git work tree', () => {
    const root = writeTree(files)
    execFileSync('git', ['init', '-q'], { cwd: root })
    execFileSync('git', ['add', '-A'], { cwd: root })
    execFileSync('chown', ['-R', String(nobody), root])
    hide(root, 'components/hidden', 'components/kafka/hidden.yaml')
    expect(danglingIn(root, { uid: nobody })).toEqual([gone])
  })

  it.each(['.gitignore', '.git'])('for %s', (name) => {
    const root = hide(writeTree({ ...repository, [name]: 'x\n' }), name)
    expect(danglingIn(root, { uid: nobody })).toEqual([gone])
  })

  it('for a work tree of another user, which Git refuses to look at', () => {
    const root = writeTree({ ...repository, '.gitignore': 'topic.yaml\n' })
    execFileSync('git', ['init', '-q'], { cwd: root })
    execFileSync('git', ['add', '-Af'], { cwd: root })
    chmodSync(root, 0o755)
    expect(danglingIn(root, { uid: nobody })).toEqual([gone])
  })

  it('for the repository itself: a wrong path, not a bug', () => {
    const root = writeTree(repository)
    chmodSync(root, 0o311)
    const run = runBinary('gitops-lint', [], root, { uid: nobody })
    expectNoCrash(run)
    expect(run.status).not.toBe(0)
  })

  it('for the configuration: exit 2', () => {
    const root = hide(writeTree({ ...repository, '.gitops.yaml': '' }), '.gitops.yaml')
    const { status, stderr } = runBinary('gitops-lint', [], root, { uid: nobody })
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'gitops-lint: .gitops.yaml cannot be read: permission denied\n',
    })
  })
})

describe('a hostile .gitops.yaml', () => {
  it.each([
    ['broken YAML', 'ignore: [\n'],
    ['binary', Uint8Array.from({ length: 256 }, (_, index) => index)],
    ['UTF-16', Buffer.from('\ufeffignore: []\n', 'utf16le')],
    ['invalid UTF-8', Uint8Array.from([...Buffer.from('ignore: ["'), 0xff, ...Buffer.from('"]\n')])],
    ['a bomb of lists', `${listBomb}\nignore: *j\n`],
    ['a bomb of merge keys', `${mergeBomb}\n<<: *j\n`],
    ['a list of itself', 'ignore: &i [*i]\n'],
    ['deep nesting', `ignore: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`],
    ['800,000 entries of the wrong type', `ignore:\n${'- {}\n'.repeat(800_000)}`],
    ['keys of prototypes', '__proto__: {a: 1}\nconstructor: 1\n'],
    ['a rule of a prototype', 'rules: {toString: off}\n'],
    ['escape sequences', '"\\e[31mred\\a": 1\nrules: {reference-exists: "\\e[2J"}\n'],
    ['a key of 100,000 characters', `${'x'.repeat(100_000)}: 1\n`],
  ])('%s: exit 2, in words that are safe for a terminal', (_name, content) => {
    const run = runBinary('gitops-lint', [], writeTree({ ...repository, '.gitops.yaml': content }))
    expectNoCrash(run)
    expect(run.status).toBe(2)
    expect(run.stdout).toBe('')
    expect(run.stderr).toMatch(/^gitops-lint: \.gitops\.yaml/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(run.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    expect(run.stderr.length).toBeLessThan(10_000)
  })

  it.each([
    ['empty', ''],
    ['nothing but comments', '# nothing\n---\n'],
    ['a byte order mark', '\ufeffignore: []\n'],
    ['CRLF', 'ignore:\r\n  - x/**\r\n'],
    ['globs of nothing', 'ignore: ["", "[", "!(", "/", "..", "x/**/**"]\n'],
  ])('%s: is read', (_name, content) => {
    expect(danglingIn(writeTree({ ...repository, '.gitops.yaml': content }))).toEqual([gone])
  })

  it('a directory is no configuration', () => {
    const root = writeTree({ ...repository, '.gitops.yaml/a': '' })
    mkdirSync(join(root, 'components/kafka/.gitops.yaml'))
    expect(danglingIn(root)).toEqual([gone])
  })

  it('a symbolic link is not followed', () => {
    const outside = writeTree({ 'secret.yaml': 'content-from-outside: 1\n' })
    const root = writeTree(repository)
    symlinkSync(join(outside, 'secret.yaml'), join(root, '.gitops.yaml'))
    const run = runBinary('gitops-lint', [], root)
    expectNoCrash(run)
    expect(run.status).toBe(2)
    expect(run.stdout + run.stderr).not.toContain('content-from-outside')
  })
})

describe('size', () => {
  it('20,000 dangling resources are all reported, as text and as JSON', () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => `  - missing-${index}.yaml\n`)
    const root = writeTree({ ...repository, [kustomization]: `resources:\n${entries.join('')}` })
    expect(danglingIn(root)).toHaveLength(20_001)
    const run = runBinary('gitops-lint', [], root)
    expectNoCrash(run)
    expect(run.stdout.match(/does not exist/g)).toHaveLength(20_001)
  })

  it('15,000 dangling resources in one line', () => {
    const entries = Array.from({ length: 15_000 }, (_, index) => `missing-${index}.yaml`)
    const root = writeTree({ ...repository, [kustomization]: `resources: [${entries.join(', ')}]\n` })
    const run = runBinary('gitops-lint', [], root)
    expectNoCrash(run)
    expect(run.stdout.match(/does not exist/g)).toHaveLength(15_001)
  })

  it('20,000 resources that exist', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `part-${index}.yaml`)
    const root = writeTree({
      ...repository,
      [kustomization]: `resources:\n${names.map((name) => `  - ${name}\n`).join('')}`,
      ...Object.fromEntries(
        names.map((name) => [
          `components/kafka/${name}`,
          `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`,
        ]),
      ),
    })
    expect(danglingIn(root)).toEqual([gone])
  })

  it('a path of 100,000 characters is cut in the text', () => {
    const root = writeTree({ ...repository, [kustomization]: `resources: [${'x'.repeat(100_000)}]\n` })
    const run = runBinary('gitops-lint', [], root)
    expectNoCrash(run)
    expect(run.stdout.length).toBeLessThan(10_000)
  })
})

describe('output', () => {
  it('nothing at all to judge is no finding', () => {
    expect(runBinary('gitops-lint', [], writeTree({}))).toEqual({
      status: 0,
      stdout: '✔ No findings: 0 YAML files, 0 clusters.\n',
      stderr: '',
    })
  })

  it.each(['text', 'json'])('%s into a pipe that is closed early', (format) => {
    const entries = Array.from({ length: 3_000 }, (_, index) => `  - missing-${index}.yaml\n`)
    const root = writeTree({ ...repository, [kustomization]: `resources:\n${entries.join('')}` })
    const binary = join(import.meta.dirname, '../dist/gitops-lint.js')
    const command = `"${process.execPath}" "${binary}" --format ${format} 2>stderr | head -1`
    const first = execFileSync('sh', ['-c', `${command}; cat stderr`], { cwd: root, encoding: 'utf8' })
    expect(first).toBe(format === 'json' ? '{\n' : 'clusters/production/kustomization.yaml\n')
  })

  it('into a disk that is full: one line and no stack', () => {
    const binary = join(import.meta.dirname, '../dist/gitops-lint.js')
    const command = `"${process.execPath}" "${binary}" > /dev/full; echo "exit $?"`
    const shell = execFileSync('sh', ['-c', `(${command}) 2>&1`], { cwd: writeTree(repository), encoding: 'utf8' })
    expect(shell).toMatch(/^gitops-lint: .*no space left.*\nexit [23]\n$/i)
  })

  it('shows no control characters of names and contents', () => {
    const name = 'a\u001b]0;title\u0007\r\u202e\u0085b'
    const root = writeTree({
      ...repository,
      [`components/${name}/kustomization.yaml`]: 'resources: ["\\e[2Jx\\r\\u202e\\u2066.yaml"]\n# \u001b[31m\n',
      [`clusters/${name}/kustomization.yaml`]: `resources: ["../../components/${name.replace('\u0007', '\\a')}"]\n`,
    })
    for (const args of [['lint'], ['tree']]) {
      const run = runBinary('gitops', args, root)
      expectNoCrash(run)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    }
  })

  it('is the same for eight runs at once', async () => {
    const root = writeTree(repository)
    const binary = join(import.meta.dirname, '../dist/gitops-lint.js')
    const run = () =>
      new Promise<string>((resolve) => {
        const child = spawn(process.execPath, [binary], { cwd: root })
        let output = ''
        child.stdout.on('data', (chunk) => {
          output += chunk
        })
        child.on('close', (status) => resolve(`${status} ${output}`))
      })
    const outputs = await Promise.all(Array.from({ length: 8 }, run))
    expect(new Set(outputs).size).toBe(1)
    expect(outputs[0]).toMatch(/^1 /)
  })
})
