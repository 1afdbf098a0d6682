import { describe, expect, it } from 'vitest'
import type { Configuration } from '../src/lint/configuration.ts'
import { readConfiguration } from '../src/lint/read-configuration.ts'
import { defaultLayout } from '../src/model/layout.ts'
import { defineRule } from '../src/rules/define-rule.ts'
import type { Rule } from '../src/rules/rule.ts'
import { createLineIndex } from '../src/source/line-index.ts'

const rule = (id: string, options: Rule['options'] = {}): Rule =>
  defineRule({ id, severity: 'error', summary: '', why: '', fix: '', messages: {}, options, create: () => ({}) })

const rules = [
  rule('reference-exists'),
  rule('naming', {
    pattern: { description: '', default: 'a' },
    maximum: { description: '', default: 3 },
    isStrict: { description: '', default: false },
    allowed: { description: '', default: ['a'] },
  }),
]

function read(text: string): Configuration {
  const result = readConfiguration('.gitops.yaml', text, rules)
  if ('errors' in result) throw new Error(result.errors.map(({ message }) => message).join('\n'))
  return result
}

/** The mistakes in a text, each with its line and column. */
function mistakesIn(text: string): readonly string[] {
  const result = readConfiguration('.gitops.yaml', text, rules)
  const lines = createLineIndex(text)
  if (!('errors' in result)) return []
  return result.errors.map(({ message, at }) => {
    const { line, column } = lines.positionAt(at.start)
    return `${line}:${column} ${message}`
  })
}

const all =
  'layers, clusters, environments, ephemeral, mainBranch, infrastructure, promotion, sources, variables, flux, kubernetes, ignore, rules, overrides'

describe('a mistake is told at its place', () => {
  it.each([
    // Names.
    ['cluster: [a]', '1:1 unknown setting `cluster`; did you mean `clusters`?'],
    ['Ignore: [a]', '1:1 unknown setting `Ignore`; did you mean `ignore`?'],
    ['something: 1', `1:1 unknown setting \`something\`; known are ${all}`],
    ['layers: {a: {path: [a]}}', '1:14 unknown setting `path`; did you mean `paths`?'],
    ['environments: [{nam: a}]', '1:17 unknown setting `nam`; did you mean `name`?'],
    ['rules:\n  reference-exist: off', '2:3 there is no rule `reference-exist`; did you mean `reference-exists`?'],
    ['rules: {x: off}', '1:9 there is no rule `x`; there are reference-exists, naming'],
    ['rules: {naming: {patern: a}}', '1:18 rule `naming` has no option `patern`; did you mean `pattern`?'],
    ['rules: {reference-exists: {x: 1}}', '1:28 rule `reference-exists` has no option `x`; there are severity'],
    ['layers: {a: {paths: [a], mayReference: [b]}}', '1:41 there is no layer `b`; did you mean `a`?'],
    // Kinds.
    ['- a', '1:1 the file must be a map; found a list'],
    ['text', '1:1 the file must be a map; found `text`'],
    ['clusters: a', '1:11 `clusters` must be a list; found `a`'],
    ['clusters: {a: b}', '1:11 `clusters` must be a list; found a map'],
    ['clusters: [1]', '1:12 `clusters.0` must be a text; found `1`'],
    ['clusters: [[a]]', '1:12 `clusters.0` must be a text; found a list'],
    ['layers: [a]', '1:9 `layers` must be a map; found a list'],
    ['layers: {a: {}}', '1:13 `layers.a` lacks `paths`'],
    ['layers: {a: {paths: a}}', '1:21 `layers.a.paths` must be a list; found `a`'],
    ['environments:\n  - clusters: [a]', '2:5 `environments.0` lacks `name`'],
    ['mainBranch: [a]', '1:13 `mainBranch` must be a text; found a list'],
    ['rules: off', '1:8 `rules` must be a map; found `off`'],
    // Values.
    ['rules: {naming: fatal}', '1:17 `rules.naming` must be one of off, info, warning, error; found `fatal`'],
    ['rules: {naming: false}', '1:17 `rules.naming` must be one of off, info, warning, error; found `false`'],
    ['rules: {naming: Off}', '1:17 `rules.naming` must be one of off, info, warning, error; found `Off`'],
    [
      'rules: {naming: {severity: low}}',
      '1:28 `rules.naming.severity` must be one of off, info, warning, error; found `low`',
    ],
    ['rules: {naming: {pattern: 1}}', '1:27 `pattern` must be a text, but is a number'],
    ['rules: {naming: {maximum: a}}', '1:27 `maximum` must be a number, but is a text'],
    ['rules: {naming: {isStrict: yes}}', '1:28 `isStrict` must be true or false, but is a text'],
    ['rules: {naming: {allowed: a}}', '1:27 `allowed` must be a list of texts, but is a text'],
    ['rules: {naming: {allowed: [1]}}', '1:27 `allowed` must be a list of texts, but is a list'],
    ['flux: three', '1:7 `flux` must look like 2.9; found `three`'],
    ['flux: 1.2', '1:7 `flux` must look like 2.9; found `1.2`'],
    ['flux: 2', '1:7 `flux` must look like 2.9; found `2`'],
    ['kubernetes: 2.0', '1:13 `kubernetes` must look like 1.34; found `2.0`'],
    ['flux: [2.9]', '1:7 `flux` must be a text; found a list'],
  ])('%s: %s', (text, expected) => {
    expect(mistakesIn(`${text}\n`)).toEqual([expected])
  })

  it('all of them at once, in the order of the text', () => {
    const text = 'flux: x\nclusters: a\nrules:\n  naming: fatal\nignor: []\n'
    expect(mistakesIn(text).map((mistake) => mistake.slice(0, 4))).toEqual(['1:7 ', '2:11', '4:11', '5:1 '])
  })

  it('at the place of a layer whose name is a number', () => {
    expect(mistakesIn('layers:\n  2024:\n    path: [a]\n    paths: [a]\n')).toEqual([
      '3:5 unknown setting `path`; did you mean `paths`?',
    ])
  })

  it('broken YAML', () => {
    expect(mistakesIn('clusters: [a\n')).toHaveLength(1)
    expect(mistakesIn('clusters: [a\n')[0]).toMatch(/^2:1 Flow sequence/)
  })

  it('a setting that stands twice, one of which would be lost', () => {
    expect(mistakesIn('ignore: [a]\nrules: {}\nignore: [b]\n')).toEqual([expect.stringMatching(/^3:1 .*`ignore`/)])
  })

  it('a second document, which would be lost', () => {
    expect(mistakesIn('ignore: [a]\n---\nrules: {}\n')).toEqual([expect.stringMatching(/^3:1 /)])
    expect(mistakesIn('---\n---\nignore: a\n')).not.toEqual([])
  })
})

describe('what is read', () => {
  it.each(['', '# nothing\n', '---\n', '---\n# nothing\n', '{}\n'])('%j is the default', (text) => {
    expect(read(text).layout).toEqual(defaultLayout)
    expect(read(text).rules.size).toBe(0)
  })

  it('severities and options of rules', () => {
    const text = `rules:
  reference-exists: off
  naming:
    severity: warning
    pattern: b
    maximum: 5
    isStrict: true
    allowed: [b, c]
`
    expect([...read(text).rules]).toEqual([
      ['reference-exists', { severity: 'off', options: {} }],
      ['naming', { severity: 'warning', options: { pattern: 'b', maximum: 5, isStrict: true, allowed: ['b', 'c'] } }],
    ])
  })

  it('options without a severity leave the rule its own', () => {
    expect(read('rules: {naming: {pattern: b}}\n').rules.get('naming')).toEqual({
      severity: undefined,
      options: { pattern: 'b' },
    })
  })

  it.each([
    ['flux: 2.9', '2.9'],
    ['flux: 2.10', '2.10'],
    ['flux: "2.10"', '2.10'],
    ['flux: v2.10.3', 'v2.10.3'],
  ])('%s, as it is written', (text, version) => {
    expect(read(`${text}\n`).layout.fluxVersion).toBe(version)
  })

  it('kubernetes: 1.30 is not 1.3', () => {
    expect(read('kubernetes: 1.30\n').layout.kubernetesVersion).toBe('1.30')
  })

  it('words of YAML 1.1 are texts', () => {
    expect(read('environments: [on, no, y]\n').layout.environments.map(({ name }) => name)).toEqual(['on', 'no', 'y'])
  })

  it('layers replace the default, and may refer to themselves and to what stands below', () => {
    const text =
      'layers:\n  clusters: {paths: ["fleet/*"]}\n  apps: {paths: ["apps/**"]}\n  base: {paths: [base], mayReference: []}\n'
    expect(read(text).layout.layers).toEqual([
      { name: 'clusters', paths: ['fleet/*'], mayReference: ['clusters', 'apps', 'base'] },
      { name: 'apps', paths: ['apps/**'], mayReference: ['apps', 'base'] },
      { name: 'base', paths: ['base'], mayReference: [] },
    ])
  })

  it('an environment alone stands for the cluster of its name', () => {
    expect(
      read('environments: [staging, {name: production, clusters: ["prod-*"]}, {name: x}]\n').layout.environments,
    ).toEqual([
      { name: 'staging', clusters: ['staging'], isPromotable: true },
      { name: 'production', clusters: ['prod-*'], isPromotable: true },
      { name: 'x', clusters: ['x'], isPromotable: true },
    ])
  })

  it('directories of clusters in every spelling', () => {
    expect(read('clusters: [./a, b/, ./c/d/, e]\n').layout.clusters).toEqual(['a', 'b', 'c/d', 'e'])
  })

  it('every glob that is written, with its place, and none of the defaults', () => {
    const text =
      'ignore: ["docs/**"]\nlayers: {clusters: {paths: ["fleet/*"]}}\nenvironments: [staging]\nephemeral: ["x-*"]\n'
    const globs = read(text).layout.globs.map(({ setting, glob, matches, at }) => [
      setting,
      glob,
      matches,
      text.slice(at.start, at.end),
    ])
    expect(globs).toEqual([
      ['layers.clusters.paths', 'fleet/*', 'paths', '"fleet/*"'],
      ['environments', 'staging', 'cluster names', 'staging'],
      ['ignore', 'docs/**', 'paths', '"docs/**"'],
    ])
    expect(read('').layout.globs).toEqual([])
  })

  it('anchors and aliases', () => {
    expect(read('ignore: &x [a]\ninfrastructure: *x\n').layout.infrastructure).toEqual(['a'])
  })
})
