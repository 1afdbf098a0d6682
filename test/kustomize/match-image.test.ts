import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRegex } from '../../src/kustomize/resource/compile-regex.ts'
import { matchImage } from '../../src/kustomize/transformers/match-image.ts'

/** What kustomize compiles. */
function asRegex(name: string): (text: string) => boolean {
  return compileRegex(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`, undefined)
}

test.each([
  ['nginx', 'nginx', true],
  ['nginx', 'nginx:1.25', true],
  ['nginx', 'nginx:1.25@sha256:abc', true],
  ['nginx', 'nginx@sha256:abc', true],
  ['nginx', 'nginx@md5:abc', false],
  ['nginx', 'library/nginx', false],
  ['nginx', 'nginx2', false],
  ['nginx', 'nginx:1 2', false],
  ['example.com/app', 'example.com/app:v1', true],
  ['example.com/app', 'example-com/app:v1', true],
  ['example.com/app', 'example\ncom/app', false],
  ['example.com/app', 'example\u00e9com/app', true],
  ['example.com/app', 'example\u{1f600}com/app', true],
  ['a|b', 'a-and-more', true],
  ['nginx.*', 'nginx-unprivileged:1', true],
  ['', ':tag', true],
] as const)('the name %j and the image %j', (name, text, expected) => {
  expect(matchImage(name, undefined)(text)).toBe(expected)
})

test('a name is matched as kustomize matches it', () => {
  const part = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 4 })
  const name = part('ab./-:@')
  const text = part('ab./-:@{}_\n\u00e9\u{1f600}')
  fc.assert(
    fc.property(name, text, fc.constantFrom('', ':1', '@sha256:0', ':1@sha256:0'), (pattern, start, end) => {
      for (const image of [start + end, pattern + end, pattern + start]) {
        expect(matchImage(pattern, undefined)(image)).toBe(asRegex(pattern)(image))
      }
    }),
    { numRuns: 500 },
  )
})
