import { describe, expect, it } from 'vitest'
import type { FileContent } from '../../src/files/transaction/file-content.ts'
import { findWantedRecipients } from '../../src/promote/plan/find-wanted-recipients.ts'
import { listForeignRecipients } from '../../src/promote/plan/list-foreign-recipients.ts'
import { commitFiles, createEnvironments, promote, stop } from './sandbox.ts'

function encrypt(...recipients: readonly string[]): string {
  const list = recipients.map((one) => `    - recipient: ${one}\n      enc: x\n`).join('')
  return `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  a: ENC[x]\nsops:\n  age:\n${list}`
}

const file = (text: string): FileContent => ({ bytes: new TextEncoder().encode(text), mode: 'file' })

function isForeign(carried: string, own: readonly string[], sops?: string): boolean {
  const changes = [{ path: 'clusters/production/a.yaml', before: undefined, after: file(carried) }]
  const target = new Map(own.map((text, index) => [`clusters/production/${index}.yaml`, file(text)]))
  return listForeignRecipients(changes, target, new Map(sops === undefined ? [] : [['.sops.yaml', sops]])).length > 0
}

describe('who can decrypt what is carried', () => {
  it.each([
    ['only the source', encrypt('s'), [encrypt('p')], true],
    ['an administrator of both, and the source', encrypt('s', 'alice'), [encrypt('p', 'alice')], true],
    ['both', encrypt('s', 'p', 'alice'), [encrypt('p', 'alice')], false],
    ['the target', encrypt('p'), [encrypt('p', 'alice')], false],
    ['nobody knows', encrypt('s'), [], false],
    ['one of several of the target', encrypt('q', 's'), [encrypt('p'), encrypt('q')], true],
    ['everybody: it is not encrypted', 'a: 1\n', [encrypt('p')], false],
  ])('%s', (_, carried, own, expected) => {
    expect(isForeign(carried, own)).toBe(expected)
  })

  it('is what the rules of SOPS want at the new path', () => {
    const rules = 'creation_rules:\n  - path_regex: clusters/production/.*\n    age: p,alice\n  - age: s\n'
    expect(isForeign(encrypt('s', 'alice'), [], rules)).toBe(true)
    expect(isForeign(encrypt('s', 'alice', 'p'), [encrypt('q')], rules)).toBe(false)
  })

  it('stops a promotion', () => {
    const root = createEnvironments({
      '.sops.yaml': 'creation_rules:\n  - path_regex: ^clusters/production/\n    age: p\n',
    })
    commitFiles(root, { 'clusters/staging/secret.yaml': encrypt('s') }, 'Secret')
    expect(stop(root)).toContain('production cannot decrypt one of the encrypted files')
    commitFiles(root, { 'clusters/staging/secret.yaml': encrypt('s', 'p') }, 'For both')
    expect(promote(root)).toContain('secret.yaml')
  })
})

describe('the rules of SOPS', () => {
  it.each([
    ['creation_rules:\n  - age: a,b\n', ['a', 'b']],
    ['creation_rules:\n  - age:\n      - a\n      - b\n', ['a', 'b']],
    ['creation_rules:\n  - key_groups:\n      - pgp: [F]\n        kms:\n          - arn: x+role\n', ['F', 'x']],
    ['creation_rules:\n  - path_regex: ^other\n    age: a\n', undefined],
    ['creation_rules:\n  - path_regex: "(["\n    age: a\n  - pgp: >-\n      A,\n      B\n', ['A', 'B']],
    ['creation_rules:\n  - hc_vault_transit_uri: https://vault.example.com\n', undefined],
    ['nothing: true\n', undefined],
    ['[broken\n', undefined],
  ])('%j', (text, expected) => {
    const found = findWantedRecipients('clusters/production/a.yaml', new Map([['.sops.yaml', text]]))
    expect(found === undefined ? undefined : [...found]).toEqual(expected)
  })

  it('the nearest file decides, by paths from where it stands', () => {
    const nearest = 'creation_rules:\n  - path_regex: ^a\\.yaml$\n    age: near\n'
    const texts = new Map([
      ['.sops.yaml', 'creation_rules:\n  - age: far\n'],
      ['clusters/production/.sops.yaml', nearest],
    ])
    expect(findWantedRecipients('clusters/production/a.yaml', texts)).toEqual(new Set(['near']))
    expect(findWantedRecipients('clusters/other/a.yaml', texts)).toEqual(new Set(['far']))
  })
})
