import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import type { RuleSetting } from '../src/lint/configuration.ts'
import { lintRepository } from '../src/lint/lint-repository.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout, type Layout } from '../src/model/layout.ts'
import { defineRule } from '../src/rules/define-rule.ts'
import type { Rule } from '../src/rules/rule.ts'
import type { Diagnostic } from '../src/source/diagnostic.ts'
import { nodeAt } from '../src/yaml/node-at.ts'
import { spanOf } from '../src/yaml/span-of.ts'

type Files = Readonly<Record<string, string>>

/** Finds every missing reference, and one thing more in each file. */
const missing = defineRule({
  id: 'missing',
  severity: 'error',
  summary: '',
  why: '',
  fix: 'Remove {text}.',
  messages: { missing: '{text} in {unknown}' },
  create: ({ report }) => ({
    Reference({ target, text, at, pointer }) {
      if (target.kind === 'missing') report({ message: 'missing', data: { text }, at, pointer })
    },
  }),
})

/** Finds every object, with a word that is an option. */
const object = defineRule({
  id: 'object',
  severity: 'info',
  summary: '',
  why: '',
  fix: 'Nothing.',
  reach: 'everywhere',
  messages: { found: '{word} {name}' },
  options: { word: { description: '', default: 'found' } },
  create: ({ options, report }) => ({
    Object({ document, root, file, kind, name = '' }) {
      const node = nodeAt(document, root, ['kind']) ?? root
      report({
        message: 'found',
        data: { word: options.word, name },
        at: { file, ...spanOf(node) },
        pointer: `${kind}/${name}`,
      })
    },
  }),
})

function lint(
  files: Files,
  {
    rules = [missing],
    settings = {},
    layout = {},
  }: {
    readonly rules?: readonly Rule[]
    readonly settings?: Readonly<Record<string, Partial<RuleSetting>>>
    readonly layout?: Partial<Layout>
  } = {},
): readonly Diagnostic[] {
  const repository = buildRepository(createMemoryFileSystem(files), { ...defaultLayout, ...layout }, { remotes: [] })
  const entries = Object.entries(settings).map(([id, setting]): [string, RuleSetting] => [
    id,
    { severity: undefined, options: {}, ...setting },
  ])
  return lintRepository(repository, { rules: new Map(entries) }, rules)
}

const show = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(({ severity, at, message }) => `${severity} ${at.file} ${message}`)

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`
const files: Files = {
  'clusters/a/kustomization.yaml': 'resources:\n  - ../../apps\n  - gone.yaml\n',
  'clusters/b/kustomization.yaml': 'resources: [../../apps]\n',
  'apps/kustomization.yaml': 'resources: [settings.yaml, lost.yaml]\n',
  'apps/settings.yaml': configMap('settings'),
  'unused/kustomization.yaml': 'resources: [nowhere.yaml]\n',
}

describe('a finding', () => {
  it('has its place, the chain of references to it, the clusters, and what to do', () => {
    const [finding] = lint(files)
    const text = files['apps/kustomization.yaml'] ?? ''
    expect(finding).toMatchObject({
      rule: 'missing',
      severity: 'error',
      message: 'lost.yaml in {unknown}',
      help: 'Remove lost.yaml.',
      at: { file: 'apps/kustomization.yaml', start: text.indexOf('lost'), end: text.indexOf(']') },
      clusters: ['a', 'b'],
      related: [{ message: 'resources: ../../apps', at: { file: 'clusters/a/kustomization.yaml' } }],
    })
    expect(finding?.fingerprint).toMatch(/^[0-9a-f]{32}$/)
  })

  it('never fills in what stands in the text that it filled in', () => {
    const [finding] = lint({ 'kustomization.yaml': 'resources: ["a{text}{text}.yaml"]\n' })
    expect(finding?.message).toBe('a{text}{text}.yaml in {unknown}')
  })

  it('stands in the order of files and places', () => {
    expect(show(lint(files, { rules: [missing, object] }))).toEqual([
      'error apps/kustomization.yaml lost.yaml in {unknown}',
      'info apps/settings.yaml found settings',
      'error clusters/a/kustomization.yaml gone.yaml in {unknown}',
      'warning unused/kustomization.yaml nowhere.yaml in {unknown}',
    ])
  })
})

describe('an error is a warning', () => {
  const unused = (diagnostics: readonly Diagnostic[]): string | undefined =>
    diagnostics.find(({ at }) => at.file === 'unused/kustomization.yaml')?.severity

  it('where clusters are known and none loads the file', () => {
    expect(unused(lint(files))).toBe('warning')
  })

  it('not where no cluster is known', () => {
    const { 'unused/kustomization.yaml': only = '' } = files
    expect(unused(lint({ 'unused/kustomization.yaml': only }))).toBe('error')
  })

  it('not where a cluster perhaps loads it', () => {
    const flux =
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: "./$' +
      '{name}", sourceRef: {kind: GitRepository, name: flux-system}}\n'
    const perhaps = {
      ...files,
      'clusters/a/kustomization.yaml': 'resources: [flux.yaml]\n',
      'clusters/a/flux.yaml': flux,
    }
    expect(unused(lint(perhaps))).toBe('error')
  })

  it('not for a rule that reaches everywhere', () => {
    expect(unused(lint(files, { rules: [{ ...missing, reach: 'everywhere' }] }))).toBe('error')
  })

  it('not where the configuration says what it is', () => {
    expect(unused(lint(files, { settings: { missing: { severity: 'error' } } }))).toBe('error')
  })
})

describe('the configuration', () => {
  it.each(['info', 'warning', 'error'] as const)('makes every finding of a rule %s', (severity) => {
    const found = lint(files, { settings: { missing: { severity } } })
    expect(found.map((one) => one.severity)).toEqual([severity, severity, severity])
  })

  it('turns a rule off', () => {
    expect(lint(files, { settings: { missing: { severity: 'off' } } })).toEqual([])
  })

  it('turns on a rule that is off by itself', () => {
    const rules = [{ ...missing, isOn: false }]
    expect(lint(files, { rules })).toEqual([])
    expect(lint(files, { rules, settings: { missing: { options: {} } } })).toEqual([])
    expect(lint(files, { rules, settings: { missing: { severity: 'warning' } } })).toHaveLength(3)
  })

  it('sets options', () => {
    const messages = (settings: Parameters<typeof lint>[1]) =>
      lint(files, { rules: [object], ...settings }).map(({ message }) => message)
    expect(messages({})).toEqual(['found settings'])
    expect(messages({ settings: { object: { options: { word: 'saw' } } } })).toEqual(['saw settings'])
  })

  it('leaves ignored files unjudged, while references to them resolve', () => {
    const found = lint(files, { rules: [missing, object], layout: { ignore: ['apps/**', 'unused'] } })
    expect(show(found)).toEqual([
      'error clusters/a/kustomization.yaml gone.yaml in {unknown}',
      'warning unused/kustomization.yaml nowhere.yaml in {unknown}',
    ])
  })
})

describe('fingerprints', () => {
  const entries = fc.array(fc.constantFrom('a.yaml', 'b.yaml', '../c', '../c/', 'd=e.yaml', 'f\\u0000.yaml'), {
    maxLength: 8,
  })
  const withEntries = (lines: readonly string[]): Files => ({
    'apps/kustomization.yaml': `resources:\n${lines.map((line) => `  - "${line}"\n`).join('')}`,
    'apps/more/kustomization.yaml': `components:\n${lines.map((line) => `  - "${line}"\n`).join('')}`,
  })
  const fingerprintsOf = (found: readonly Diagnostic[]): readonly string[] =>
    found.map(({ fingerprint }) => fingerprint)

  it('are never shared by two findings', () => {
    fc.assert(
      fc.property(entries, (lines) => {
        const fingerprints = fingerprintsOf(lint(withEntries(lines)))
        expect(fingerprints.length).toBe(lines.length * 2)
        expect(new Set(fingerprints).size).toBe(fingerprints.length)
      }),
    )
  })

  it('stay when lines and other entries come in between', () => {
    fc.assert(
      fc.property(entries, fc.nat(8), (lines, at) => {
        const more = [...lines.slice(0, at), 'new.yaml', ...lines.slice(at)]
        const before = fingerprintsOf(lint(withEntries(lines)))
        const moved = Object.fromEntries(
          Object.entries(withEntries(more)).map(([path, text]) => [path, `# moved\n\n${text}`]),
        )
        const after = new Set(fingerprintsOf(lint(moved)))
        expect(before.every((fingerprint) => after.has(fingerprint))).toBe(true)
        expect(after.size).toBe(before.length + 2)
      }),
    )
  })

  it('differ between rules and files', () => {
    const both = lint(withEntries(['a.yaml']), { rules: [missing, { ...missing, id: 'other' }] })
    expect(new Set(fingerprintsOf(both)).size).toBe(4)
  })
})
