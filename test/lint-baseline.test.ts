import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { createBaseline } from '../src/lint/baseline/create-baseline.ts'
import { readBaseline } from '../src/lint/baseline/read-baseline.ts'
import type { RuleSetting } from '../src/lint/configuration.ts'
import { type Judgement, judgeRepository } from '../src/lint/judge-repository.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout } from '../src/model/layout.ts'
import { rules } from '../src/rules/generated/registry.ts'

type Files = Readonly<Record<string, string>>
const path = '.gitops-baseline.json'

/** Judges files with the baseline among them. */
function judge(
  files: Files,
  asked: readonly string[] = [''],
  settings: Readonly<Record<string, RuleSetting['severity']>> = {},
): Judgement {
  const repository = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] })
  const entries = Object.entries(settings).map(([id, severity]): [string, RuleSetting] => [
    id,
    { severity, options: {} },
  ])
  return judgeRepository(repository, { rules: new Map(entries) }, rules, { baseline: readBaseline(repository), asked })
}

const update = (files: Files, ...rest: [asked?: readonly string[], settings?: Parameters<typeof judge>[2]]): Files => ({
  ...files,
  [path]: createBaseline(judge(files, ...rest)),
})
const show = ({ findings }: Judgement): readonly string[] => findings.map(({ rule, message }) => `${rule} ${message}`)
const pathsIn = (files: Files): readonly string[] =>
  JSON.parse(files[path] ?? '{}').findings.map((one: { readonly path: string }) => one.path)

const files: Files = {
  'apps/a/kustomization.yaml': 'resources: [gone.yaml, lost.yaml]\n',
  'apps/b/kustomization.yaml': 'resources: [gone.yaml]\n',
}
const gone = 'reference-exists `gone.yaml` does not exist'
const lost = 'reference-exists `lost.yaml` does not exist'

describe('a baseline', () => {
  it('makes what is there clean, and says so', () => {
    expect(show(judge(files))).toEqual([gone, lost, gone])
    const known = update(files)
    expect(show(judge(known))).toEqual([])
    expect(judge(known).suppressed.map(({ suppressed }) => suppressed?.by)).toEqual([
      'baseline',
      'baseline',
      'baseline',
    ])
  })

  it('is the same text however often it is made', () => {
    const known = update(files)
    expect(update(known)).toEqual(known)
    expect(update(update(known, ['apps/b']), ['apps/a'])).toEqual(known)
    expect(pathsIn(known)).toEqual([...pathsIn(known)].sort())
    expect(createBaseline(judge({}))).toBe('{\n  "version": 1,\n  "findings": []\n}\n')
  })

  it('does not hold what is new, and does when lines move', () => {
    const known = update(files)
    const moved = '# a comment\nresources:\n  - new.yaml\n  - lost.yaml\n  - gone.yaml\n'
    expect(show(judge({ ...known, 'apps/a/kustomization.yaml': moved }))).toEqual([
      'reference-exists `new.yaml` does not exist',
    ])
  })

  it('tells what no longer occurs, until it is made anew', () => {
    const known = { ...update(files), 'apps/a/kustomization.yaml': 'resources: [gone.yaml]\n' }
    const stale =
      'baseline-unused `apps/a/kustomization.yaml` no longer has this finding of `reference-exists`: `lost.yaml` does not exist'
    expect(show(judge(known))).toEqual([stale])
    expect(show(judge(update(known)))).toEqual([])
    expect(pathsIn(update(known))).toHaveLength(2)
  })

  it('tells it of a deleted file too', () => {
    const { 'apps/a/kustomization.yaml': _, ...rest } = update(files)
    expect(judge(rest).findings.map(({ rule }) => rule)).toEqual(['baseline-unused', 'baseline-unused'])
  })

  it('says nothing of what is not asked for, and keeps it when it is made anew', () => {
    const mended = { ...update(files), 'apps/a/kustomization.yaml': 'resources: []\n' }
    expect(show(judge(mended, ['apps/a']))).toEqual([])
    expect(show(judge(mended, ['apps/b']))).toEqual([])
    expect(show(judge(mended, [path, 'apps/b']))).toEqual([])
    expect(pathsIn(update(mended, ['apps/b']))).toHaveLength(3)
    expect(pathsIn(update(mended, ['apps/a']))).toEqual(['apps/b/kustomization.yaml'])
  })

  it('keeps what a rule that is off has found', () => {
    const known = update(files)
    expect(show(judge(known, [''], { 'reference-exists': 'off' }))).toEqual([])
    expect(update(known, [''], { 'reference-exists': 'off' })).toEqual(known)
  })

  it('holds findings on suppressions, but none on itself', () => {
    const commented = { 'a.yaml': '# gitops-lint-disable-next-line reference-exist\na: 1\n' }
    expect(judge(commented).findings.length).toBeGreaterThan(0)
    expect(show(judge(update(commented)))).toEqual([])
    const stale = { ...update(files), 'apps/a/kustomization.yaml': 'resources: []\n' }
    expect(update(stale)[path]).not.toContain('baseline-unused')
  })

  it('uses no manifest because it names it', () => {
    const manifest = (name: string): string => `apiVersion: example.com/v1\nkind: Topic\nmetadata:\n  name: ${name}\n`
    const orphan = {
      'clusters/production/kustomization.yaml': 'resources: [../../components/kafka]\n',
      'components/kafka/kustomization.yaml': 'resources: [topic.yaml]\n',
      'components/kafka/topic.yaml': manifest('a'),
      'components/kafka/lost.yaml': manifest('b'),
    }
    expect(judge(orphan).findings.map(({ rule }) => rule)).toContain('orphan-manifest')
    expect(show(judge(update(orphan)))).toEqual([])
  })

  it('does not hold twice what a comment suppresses', () => {
    const text = 'resources:\n  # gitops-lint-disable-next-line reference-exists -- why\n  - gone.yaml\n'
    const known = { ...update(files), 'apps/b/kustomization.yaml': text }
    expect(judge(known).findings.map(({ rule }) => rule)).toEqual(['baseline-unused'])
  })
})

describe('a mistake in a baseline is told', () => {
  const entry = { path: 'a', rule: 'b', message: 'c', fingerprint: '0'.repeat(32) }
  it.each([
    ['no JSON', '{', `${path} is not JSON; delete it, and run \`gitops-lint --update-baseline\``],
    ['empty', '', `${path} is not JSON; delete it, and run \`gitops-lint --update-baseline\``],
    [
      'a conflict',
      '{\n<<<<<<< HEAD\n}\n',
      `${path}:2:1 two baselines are merged here; delete it, and run \`gitops-lint --update-baseline\``,
    ],
    ['a list', '[]', `${path}:1:1 the file must be a map; found a list`],
    ['nothing in it', '{}', `${path}:1:1 the file lacks \`version\``],
    ['a newer one', '{"version": 2, "findings": []}', `${path}:1:13 \`version\` must be one of 1; found \`2\``],
    [
      'an entry',
      JSON.stringify({ version: 1, findings: [{ ...entry, fingerprint: 'x' }] }),
      `${path}:1:77 \`findings.0.fingerprint\` must look like 0123456789abcdef0123456789abcdef; found \`x\``,
    ],
    ['too deep', '['.repeat(20_000), `${path} is not JSON; delete it, and run \`gitops-lint --update-baseline\``],
  ])('%s', (_name, text, expected) => {
    expect(() => judge({ [path]: text })).toThrow(expected)
  })
})
