import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import driftSchema from '../../schemas/drift.schema.json' with { type: 'json' }
import promotionSchema from '../../schemas/promotion.schema.json' with { type: 'json' }
import { clone, git } from '../files/git-repository.ts'
import {
  commitFiles,
  configuration,
  createEnvironments,
  deployment,
  fluxKustomization,
  gitops,
  kustomization,
  promote,
  read,
  settings,
  succeed,
} from './sandbox.ts'

const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true })
const validate = ajv.compile(promotionSchema)
const validateDrift = ajv.compile(driftSchema)

const secret = (value: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: key\n  namespace: shop\nstringData:\n  same: equalvalue\n  key: ${value}\n`

/** A deletion, changes, an addition, kept files, a rewrite, and a Secret on both sides. */
function createRich(): string {
  const resources = ['flux-system', 'namespace.yaml', 'web.yaml', 'settings.yaml', 'key.yaml']
  return createEnvironments({
    '.gitops.yaml': configuration(
      '{ directories: ["clusters/{environment}", "apps/{environment}"], keepFiles: [README.md] }',
    ),
    'clusters/staging/kustomization.yaml': kustomization(...resources, 'apps.yaml'),
    'clusters/staging/apps.yaml': fluxKustomization('apps', 'apps/staging'),
    'clusters/staging/key.yaml': secret('newsecretvalue'),
    'clusters/staging/README.md': 's\n',
    'apps/staging/kustomization.yaml': kustomization('a.yaml'),
    'apps/staging/a.yaml': settings({ a: '1' }, 'a'),
    'clusters/production/kustomization.yaml': kustomization(...resources, 'old.yaml'),
    'clusters/production/old.yaml': settings({ a: '1' }, 'old'),
    'clusters/production/key.yaml': secret('oldsecretvalue'),
    'clusters/production/README.md': 'p\n',
  })
}

describe('the report as text', () => {
  it('tells deletions first, then changes, additions, kept files and rewrites, then files, clusters and commits', () => {
    const report = promote(createRich(), '--dry-run')
    const headings = [
      '\ndeleted\n  - clusters/production/old.yaml  −7\n',
      '\nchanged\n  ~ clusters/production/key.yaml',
      '\nadded\n  + apps/production/a.yaml',
      '\nkept\n',
      '\nrewritten\n',
      '\nfiles\n',
      '\nwhat production gets',
      '\nother clusters: none of them changes\n',
      '\n1 commit to carry, no promotion before this one is known\n',
      '\nto take it back later: gitops rollback production\n',
    ]
    const places = headings.map((one) => report.indexOf(one))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('tells what the cluster gets: objects added, changed, removed, and what prune will delete', () => {
    const report = promote(createRich(), '--dry-run')
    const clusters = report.slice(report.indexOf('what production gets'))
    expect(clusters).toMatch(/\+ .*ConfigMap\/a/)
    expect(clusters).toMatch(/- .*ConfigMap\/old/)
    expect(clusters).toMatch(/~ .*Deployment\/web/)
    expect(clusters).toMatch(/prune|deletes/)
  })

  it.each(['text', 'markdown', 'json'])('has no value of a Secret (%s): it is equal or changed', (format) => {
    const report = promote(createRich(), '--dry-run', '--format', format)
    for (const value of ['newsecretvalue', 'oldsecretvalue', 'equalvalue']) expect(report).not.toContain(value)
    expect(report).toContain('•••')
  })

  it('names the commits carried since the last promotion: hash, author, subject', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    const commit = commitFiles(root, { 'clusters/staging/web.yaml': deployment('1.2.0') }, 'Release 1.2.0')
    const report = promote(root, '--dry-run')
    expect(report).toContain('1 commit to carry since the last promotion')
    expect(report).toMatch(new RegExp(`  ${commit.slice(0, 8)}  \\d{4}-\\d\\d-\\d\\d  T  Release 1\\.2\\.0`))
    expect(report).not.toMatch(/ {2}T {2}Start/)
  })

  it('names what of the source’s changes is already live through a shared template', () => {
    const shared = { 'components/shared/kustomization.yaml': kustomization('a.yaml') }
    const resources = kustomization('flux-system', 'namespace.yaml', 'web.yaml', '../../components/shared')
    const root = createEnvironments({
      ...shared,
      'components/shared/a.yaml': settings({ a: '1' }, 'a'),
      'clusters/staging/kustomization.yaml': resources,
      'clusters/production/kustomization.yaml': resources,
    })
    promote(root, '--commit')
    const live = commitFiles(root, { 'components/shared/a.yaml': settings({ a: '2' }, 'a') }, 'Already there')
    commitFiles(root, { 'clusters/staging/web.yaml': deployment('1.2.0') }, 'Release 1.2.0')
    const report = promote(root, '--dry-run')
    expect(report).toMatch(/already live(?:.|\n)*components\/shared\/a\.yaml/i)
    expect(report).toMatch(new RegExp(`${live.slice(0, 8)}.*Already there`))
  })

  it('names every other cluster whose output changes', () => {
    const root = createEnvironments({
      'clusters/mirror/flux-system/kustomization.yaml': kustomization('gotk-sync.yaml'),
      'clusters/mirror/flux-system/gotk-sync.yaml': fluxKustomization('flux-system', 'clusters/mirror'),
      'clusters/mirror/kustomization.yaml': kustomization('../production/web.yaml'),
    })
    const report = promote(root, '--dry-run')
    expect(report).toContain('1 other cluster changes as well')
    expect(report).toMatch(/mirror/)
  })
})

describe('the report as markdown', () => {
  it('has the summary first', () => {
    const report = promote(createRich(), '--dry-run', '--format', 'markdown')
    expect(report).toMatch(/^### Promotion of `staging` to `production`\n\n\| result \| dry run/)
    expect(report).toContain('gitops rollback production')
  })

  it('is bounded in size for a merge request, and whole in a file', () => {
    const lines = Array.from({ length: 6000 }, (_, index) => `  key${index}: ${'x'.repeat(20)}\n`).join('')
    const root = createEnvironments({ 'clusters/staging/settings.yaml': settings({ a: '1' }) + lines })
    const report = promote(root, '--dry-run', '--format', 'markdown')
    expect(report.length).toBeLessThanOrEqual(60_000)
    expect(report).toContain('This is cut')
    const summary = promote(root, '--dry-run', '--format', 'markdown', '--output-file', 'report.md')
    expect(summary).toMatch(/^staging → production {2}dry run/)
    const whole = read(root, 'report.md') ?? ''
    expect(whole).toContain(`key5999: ${'x'.repeat(20)}`)
    expect(whole).not.toContain('This is cut')
  })
})

describe('the report as json', () => {
  it.each([
    [['promote', 'staging', 'production', '--dry-run'], 'planned', 0],
    [['promote', 'staging', 'production', '--commit', '--branch'], 'applied', 0],
    [['promote', 'staging', 'production', '--allow-delete=0'], 'stopped', 1],
    [['promote', 'production', 'staging', '--only', 'README.md'], 'nothing', 0],
  ] as const)('is as its schema says: %j', (args, outcome, exitCode) => {
    const { status, stdout, stderr } = gitops(createRich(), [...args, '--format', 'json'])
    const report: unknown = JSON.parse(stdout)
    expect(stderr).toBe('')
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
    expect(report).toMatchObject({ outcome })
    expect(status).toBe(exitCode)
  })

  it('is so for a rollback and for drift', () => {
    const root = createRich()
    const drift: unknown = JSON.parse(succeed(root, ['drift', 'staging', 'production', '--format', 'json']))
    expect(validateDrift(drift), JSON.stringify(validateDrift.errors)).toBe(true)
    promote(root, '--commit')
    const rollback: unknown = JSON.parse(succeed(root, ['rollback', 'production', '--dry-run', '--format', 'json']))
    expect(validate(rollback), JSON.stringify(validate.errors)).toBe(true)
    expect(rollback).toMatchObject({ command: 'rollback', source: null, target: 'production', outcome: 'planned' })
  })
})

describe('the report as a patch', () => {
  it('applies with `git apply` on the old tree and gives the new one', () => {
    const root = createRich()
    const patch = promote(root, '--dry-run', '--format', 'patch')
    const copy = clone(root)
    git(copy, ['apply', '--index', '-'], patch)
    promote(root)
    git(root, ['add', '--all'])
    expect(git(copy, ['write-tree'])).toBe(git(root, ['write-tree']))
  })

  it('is written to a file as well, beside the summary', () => {
    const root = createRich()
    const patch = promote(root, '--dry-run', '--format', 'patch')
    const summary = promote(root, '--dry-run', '--format', 'patch', '--output-file', 'a.patch')
    expect(summary).toContain('to take it back later')
    expect(readFileSync(join(root, 'a.patch'), 'utf8')).toBe(patch)
  })

  it('is empty where it is stopped, and the reason goes to standard error', () => {
    const { status, stdout, stderr } = gitops(createRich(), [
      'promote',
      'staging',
      'production',
      '--allow-delete=0',
      '--format=patch',
    ])
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('1 files of production would be deleted')
  })
})
