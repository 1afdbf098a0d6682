import { describe, expect, it } from 'vitest'
import { findLeaks } from '../../src/promote/plan/find-leaks.ts'

const words = { source: ['staging'], target: ['production'], mayName: ['letsencrypt-staging'] }

function leaks(after: string, before?: string, path = 'clusters/production/a.yaml', names = words): readonly string[] {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  return findLeaks(path, encode(after), before === undefined ? undefined : encode(before), names).map(
    ({ line, text }) => `${line} ${text}`,
  )
}

describe('what still names the source', () => {
  it.each([
    ['a name', 'name: staging\n', ['1 staging']],
    ['a host', 'a: 1\nhost: shop.staging.example.com\n', ['2 shop.staging.example.com']],
    ['a path', 'path: ./apps/staging\n', ['1 ./apps/staging']],
    ['a key', 'staging: yes\n', ['1 staging']],
    ['upper case', 'name: STAGING_URL\n', ['1 STAGING_URL']],
    [
      'a line of a script',
      'run: |\n  set -e\n  curl https://staging.example.com\n',
      ['3 curl https://staging.example.com'],
    ],
    ['another word', 'name: upstaging\nother: stagings\n', []],
    ['a comment', '# like staging\na: 1 # staging\n', []],
    ['a text that means something else', 'issuer: letsencrypt-staging\n', []],
    ['credentials', 'url: https://me:secret@staging.example.com\n', ['1 https://me:•••@staging.example.com']],
  ])('%s', (_, text, expected) => {
    expect(leaks(text)).toEqual(expected)
  })

  it('is not told again where the target had it', () => {
    expect(leaks('a: staging\nb: staging-2\n', 'b: staging-2\n')).toEqual(['1 staging'])
  })

  it('the values of a Secret are not shown', () => {
    expect(leaks('kind: Secret\nstringData:\n  url: https://staging.example.com\n')).toEqual(['3 undefined'])
  })

  it('what SOPS encrypted, and who may decrypt it, is judged elsewhere', () => {
    expect(leaks('data:\n  a: ENC[staging]\nsops:\n  kms:\n    - arn: staging\n')).toEqual([])
  })

  it('a target whose name holds that of the source', () => {
    const names = { source: ['prod'], target: ['prod-eu'], mayName: [] }
    expect(leaks('a: prod-eu\nb: prod\n', undefined, 'clusters/prod-eu/a.yaml', names)).toEqual(['2 prod'])
  })

  it('any line of a text that is no YAML', () => {
    expect(leaks('# staging\nThe staging cluster.\n', undefined, 'clusters/production/README.md')).toEqual([
      '1 # staging',
      '2 The staging cluster.',
    ])
  })

  it('nothing of what is no text', () => {
    const bytes = new Uint8Array([0, 1, 2, ...new TextEncoder().encode('staging')])
    expect(findLeaks('clusters/production/a.bin', bytes, undefined, words)).toEqual([])
  })
})
