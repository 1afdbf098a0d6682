import { describe, expect, it } from 'vitest'
import { decideSubstitution, type SubstitutionSetup } from '../../src/flux/substitution/decide-substitution.ts'
import { mergeVariables } from '../../src/flux/substitution/merge-variables.ts'
import { readVariableEntries } from '../../src/flux/substitution/read-variable-entries.ts'
import type { VariableSource } from '../../src/flux/substitution/variable-source.ts'
import type { Variable } from '../../src/flux/substitution/variables.ts'

function entries(values: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, Variable> {
  return new Map(Object.entries(values).map(([name, value]) => [name, { value, at: undefined }]))
}

function source(
  kind: VariableSource['kind'],
  values: Record<string, string | undefined>,
  isOpen = false,
): VariableSource {
  return { kind, name: kind === 'inline' ? '' : 'settings', entries: entries(values), isOpen }
}

function valuesOf(variables: ReadonlyMap<string, Variable>): Record<string, string | undefined> {
  return Object.fromEntries(Array.from(variables, ([name, { value }]) => [name, value]))
}

it('lets later sources win, and takes line breaks out', () => {
  const sources = [
    source('ConfigMap', { a: '1\n', b: '1' }),
    source('Secret', { b: '2', c: undefined }),
    source('inline', { a: 'x\ny\n' }),
  ]
  const { variables, problems } = mergeVariables(sources)
  expect(valuesOf(variables.known)).toEqual({ a: 'xy', b: '2', c: undefined })
  expect(variables.isOpen).toBe(false)
  expect(problems).toEqual([])
  expect(mergeVariables([...sources, source('Secret', {}, true)]).variables.isOpen).toBe(true)
})

it.each(['foo-bar', 'config.yaml', '1a', '', 'ä', 'a\n'])('refuses the name %j', (name) => {
  const { problems, variables } = mergeVariables([source('ConfigMap', { [name]: 'hunter2', ok: 'x' })])
  expect(problems.map(({ code }) => code)).toEqual(['substitution-name'])
  expect(JSON.stringify(problems)).not.toContain('hunter2')
  expect([...variables.known.keys()]).toEqual(['ok'])
})

it.each(['_', 'a', 'A_1', '__a9'])('takes the name %s', (name) => {
  expect(mergeVariables([source('inline', { [name]: 'x' })]).problems).toEqual([])
})

it('reads what ConfigMaps and Secrets hold', () => {
  expect(
    valuesOf(readVariableEntries('ConfigMap', { data: entries({ a: 'eA==', b: 'ENC[AES256_GCM,data:x]' }) })),
  ).toEqual({
    a: 'eA==',
    b: undefined,
  })
  const data = entries({ a: 'eA==', b: 'ENC[AES256_GCM,data:x]', c: '?', d: '/w==', e: 'eA==' })
  const stringData = entries({ e: 'plain', f: 'ENC[AES256_GCM,data:x]' })
  expect(valuesOf(readVariableEntries('Secret', { data, stringData }))).toEqual({
    a: 'x',
    b: undefined,
    c: undefined,
    d: undefined,
    e: 'plain',
    f: undefined,
  })
})

describe('Flux substitutes', () => {
  const none = { known: entries({}), isOpen: false }
  const one = { known: entries({ a: 'x' }), isOpen: false }
  const setup: SubstitutionSetup = { hasPostBuild: true, strategy: undefined, variables: one, fluxVersion: 'v2.9.4' }

  it.each<readonly [string, Partial<SubstitutionSetup>, boolean, boolean, boolean]>([
    ['with a variable', {}, true, true, false],
    ['not strictly before 2.9', { fluxVersion: '2.8.1' }, true, false, false],
    ['strictly in 2.10', { fluxVersion: '2.10.0' }, true, true, false],
    ['perhaps strictly', { fluxVersion: undefined }, true, true, true],
    ['as its gate says', { fluxVersion: undefined, strictGate: false }, true, false, false],
    ['not without postBuild', { hasPostBuild: false }, false, true, false],
    ['not without variables', { variables: none }, false, true, false],
    ['with an open source', { variables: { ...none, isOpen: true } }, true, true, false],
    ['always if told', { variables: none, strategy: 'Always' }, true, true, false],
    ['not always before 2.9', { variables: none, strategy: 'Always', fluxVersion: '2.8' }, false, false, false],
  ])('%s', (_, change, runs, isStrict, isAssumed) => {
    expect(decideSubstitution({ ...setup, ...change })).toEqual({ runs, isStrict, isAssumed })
  })
})
