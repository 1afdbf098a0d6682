import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

const broken = {
  'clusters/production/kustomization.yaml': 'resources:\n  - ../../cluster-templates/production\n',
  'cluster-templates/production/kustomization.yaml': 'resources:\n  - ../../components/kafak\n',
  'components/kafka/kustomization.yaml': 'resources:\n  - topic.yaml\n',
  'components/kafka/topic.yaml': 'apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata:\n  name: orders\n',
}
const sound = {
  ...broken,
  'cluster-templates/production/kustomization.yaml': 'resources:\n  - ../../components/kafka\n',
}

describe('gitops-lint', () => {
  it('shows a finding with its frame, its chain, its clusters and its remedy, and exits 1', () => {
    const root = writeTree(broken)
    const { status, stdout, stderr } = runBinary('gitops-lint', [], root)
    expect(stderr).toBe('')
    expect(status).toBe(1)
    expect(stdout).toContain(`cluster-templates/production/kustomization.yaml

  error \`../../components/kafak\` does not exist; there is \`../../components/kafka\` reference-exists
  at cluster-templates/production/kustomization.yaml:2:5
  1 | resources:
  2 |   - ../../components/kafak
    |     ^^^^^^^^^^^^^^^^^^^^^^
  through  clusters/production/kustomization.yaml:2:5 resources: ../../cluster-templates/production
  clusters production
  fix      Correct the path, restore what it names, or remove the entry.
`)
  })

  it('is content with a sound repository and exits 0', () => {
    expect(runBinary('gitops-lint', [], writeTree(sound))).toEqual({
      status: 0,
      stdout: '✔ No findings: 4 YAML files, 1 cluster.\n',
      stderr: '',
    })
  })

  it('gives JSON that satisfies its published schema', () => {
    const { status, stdout } = runBinary('gitops-lint', ['--format', 'json'], writeTree(broken))
    expect(status).toBe(1)
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../schemas/report.schema.json'), 'utf8'))
    const validate = new Ajv({ allErrors: true }).compile(schema)
    const report = JSON.parse(stdout)
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        rule: 'reference-exists',
        severity: 'error',
        file: 'cluster-templates/production/kustomization.yaml',
        line: 2,
        column: 5,
        endLine: 2,
        endColumn: 27,
        clusters: ['production'],
      }),
    )
  })

  it('keeps fingerprints when lines move', () => {
    const root = writeTree(broken)
    const fingerprints = (): readonly string[] =>
      JSON.parse(runBinary('gitops-lint', ['--format', 'json'], root).stdout).findings.map(
        (finding: { fingerprint: string }) => finding.fingerprint,
      )
    const before = fingerprints()
    const path = join(root, 'cluster-templates/production/kustomization.yaml')
    writeFileSync(path, `# moved\n\n${readFileSync(path, 'utf8')}  - ../../components/kafka\n`)
    expect(fingerprints()).toEqual(before)
    expect(before.length).toBeGreaterThan(0)
  })

  it.each([
    [['--fail-on', 'never'], 0],
    [['--fail-on', 'warning'], 1],
    [['--fail-on', 'never', '--fail-on', 'error'], 1],
    [['--fail-on', 'error', 'clusters'], 0],
    [['cluster-templates/production/kustomization.yaml'], 1],
  ])('%j exits %i', (args, status) => {
    expect(runBinary('gitops-lint', args, writeTree(broken)).status).toBe(status)
  })

  it('finds the repository above the directory that it runs in', () => {
    const root = writeTree({ ...broken, '.gitops.yaml': '' })
    expect(runBinary('gitops-lint', [], join(root, 'components/kafka')).status).toBe(1)
  })

  it('sees what Git sees: ignored files are missing, tracked ones are not', () => {
    const root = writeTree({
      'clusters/a/kustomization.yaml': 'resources: [tracked.yaml, untracked.yaml]\n',
      'clusters/a/tracked.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
      'clusters/a/untracked.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n',
      '.gitignore': '*tracked.yaml\n',
    })
    execFileSync('git', ['init', '-q'], { cwd: root })
    execFileSync('git', ['add', '-f', 'clusters/a/tracked.yaml'], { cwd: root })
    const { stdout } = runBinary('gitops-lint', [], root)
    expect(stdout).toContain('error `untracked.yaml` is on disk but ignored by Git')
    expect(stdout).not.toContain('error `tracked.yaml`')
  })

  it('colours only when asked or on a terminal', () => {
    const root = writeTree(broken)
    expect(runBinary('gitops-lint', [], root).stdout).not.toContain('\u001b[')
    expect(runBinary('gitops-lint', ['--color'], root).stdout).toContain('\u001b[')
    expect(runBinary('gitops-lint', [], root, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain(
      '\u001b[',
    )
  })
})

describe('wrong usage exits 2 with one line', () => {
  it.each([
    [['--formta', 'json'], 'gitops-lint: there is no option `--formta`; did you mean `--format`?\n'],
    [
      ['--format', 'xml'],
      'gitops-lint: there is no format `xml`; there are text, json, gitlab, junit, sarif, github, markdown, checkstyle\n',
    ],
    [['nowhere'], 'gitops-lint: nowhere: there is no such file or directory\n'],
    [['--format.x=json'], 'gitops-lint: there is no option `--format.x`; did you mean `--format`?\n'],
    [['--no-format'], 'gitops-lint: there is no option `--no-format`; did you mean `--format`?\n'],
    [['--no-base'], 'gitops-lint: there is no option `--no-base`; see `gitops-lint --help`\n'],
    [['--paths', 'x'], 'gitops-lint: there is no option `--paths`; see `gitops-lint --help`\n'],
  ])('%j', (args, stderr) => {
    expect(runBinary('gitops-lint', args, writeTree(sound))).toEqual({ status: 2, stdout: '', stderr })
  })

  it.each([
    [['tre'], 'gitops: there is no command `tre`; did you mean `tree`?\n'],
    [['explain', 'reference-exist'], 'gitops: there is no rule `reference-exist`; did you mean `reference-exists`?\n'],
  ])('gitops %j', (args, stderr) => {
    expect(runBinary('gitops', args, writeTree(sound))).toEqual({ status: 2, stdout: '', stderr })
  })

  it('names every mistake in the configuration with its place', () => {
    const root = writeTree({
      ...sound,
      '.gitops.yaml':
        'enviroments: [production]\nrules:\n  reference-exist: off\n  reference-exists: fatal\nflux: three\n',
    })
    const { status, stderr } = runBinary('gitops-lint', [], root)
    expect(status).toBe(2)
    expect(stderr).toBe(
      [
        'gitops-lint: .gitops.yaml:1:1 unknown setting `enviroments`; did you mean `environments`?',
        'gitops-lint: .gitops.yaml:3:3 there is no rule `reference-exist`; did you mean `reference-exists`?',
        'gitops-lint: .gitops.yaml:4:21 `rules.reference-exists` must be one of off, info, warning, error; found `fatal`',
        'gitops-lint: .gitops.yaml:5:7 `flux` must look like 2.9; found `three`',
        '',
      ].join('\n'),
    )
  })
})

describe('gitops', () => {
  it('lints as gitops-lint does', () => {
    const root = writeTree(broken)
    expect(runBinary('gitops', ['lint'], root)).toEqual(runBinary('gitops-lint', [], root))
  })

  it('prints the hierarchy and what is shared', () => {
    const root = writeTree({
      ...sound,
      'clusters/staging/kustomization.yaml': 'resources: [../../cluster-templates/production]\n',
    })
    expect(runBinary('gitops', ['tree'], root).stdout).toBe(`production clusters/production
└── cluster-templates/production  also staging
    └── components/kafka  also staging

staging clusters/staging
└── cluster-templates/production  also production
    └── components/kafka  also production

Shared
cluster-templates/production  all 2 clusters
components/kafka              all 2 clusters
`)
  })

  it('explains a rule as its page does', () => {
    const page = readFileSync(join(import.meta.dirname, '../docs/rules/reference-exists.md'), 'utf8')
    const { stdout } = runBinary('gitops', ['explain', 'reference-exists'], writeTree({}))
    expect(page.replace(/^<!--.*-->\n/, '').trim()).toBe(stdout.trim())
  })
})
