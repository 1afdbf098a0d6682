import { describe, expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { encodeBase64 } from '../../src/kustomize/generators/encode-base64.ts'
import { foldNextLines } from '../../src/kustomize/generators/fold-next-lines.ts'
import type { Literal } from '../../src/kustomize/generators/generator-arguments.ts'
import { readEnvFile } from '../../src/kustomize/generators/read-env-file.ts'
import { splitFileSource } from '../../src/kustomize/generators/split-file-source.ts'
import { splitLiteral } from '../../src/kustomize/generators/split-literal.ts'

const literal = (text: string, start = 0, end = text.length): Literal => ({
  text,
  isBlock: false,
  by: { cause: 'configMapGenerator', at: { file: 'k', start, end }, value: text, before: undefined },
})

const env = (text: string | Uint8Array): readonly string[] => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  return [...readEnvFile(bytes, 'test.env', undefined)].map(({ key, value }) => `${key}=${value}`)
}

const problemOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof BuildError) return `${error.problem.code}: ${error.problem.message}`
    throw error
  }
  return 'none'
}

describe('literals', () => {
  test.each([
    ['a=b', 'a', 'b'],
    ['a=', 'a', ''],
    ['a=b=c', 'a', 'b=c'],
    ['a="b"', 'a', 'b'],
    ["a='b'", 'a', 'b'],
    ['a=""', 'a', ''],
    ['a="', 'a', '"'],
    ['a="b', 'a', '"b'],
    [`a="b'`, 'a', `"b'`],
    ['a=""b""', 'a', '"b"'],
    ['a=b"c"', 'a', 'b"c"'],
    [' a = b ', ' a ', ' b '],
    ['a="x\ny"', 'a', 'x\ny'],
  ])('%j is %j with %j', (text, key, value) => {
    const found = splitLiteral(literal(text))
    expect([found.key, found.value]).toEqual([key, value])
    expect(text.slice(found.by.at?.start, found.by.at?.end)).toBe(value)
  })

  test('a text that is written otherwise than it reads is one place', () => {
    expect(splitLiteral(literal('a=b\tc', 10, 19)).by.at).toEqual({ file: 'k', start: 10, end: 19 })
  })

  test.each([
    ['a', 'invalid-literal: a literal has no `=` between a key and a value'],
    ['', 'invalid-literal: a literal has no `=` between a key and a value'],
    ['=b', 'invalid-literal: a literal has no key before its `=`'],
  ])('%j is refused', (text, problem) => {
    expect(problemOf(() => splitLiteral(literal(text)))).toBe(problem)
  })
})

describe('files', () => {
  test.each([
    ['a.txt', 'a.txt', 'a.txt'],
    ['b/c/a.txt', 'a.txt', 'b/c/a.txt'],
    ['../a.txt', 'a.txt', '../a.txt'],
    ['a/', 'a', 'a/'],
    ['', '.', ''],
    ['/', '/', '/'],
    ['x=b/a.txt', 'x', 'b/a.txt'],
    [' x = a', ' x ', ' a'],
  ])('%j is %j from %j', (text, key, path) => {
    expect(splitFileSource(literal(text))).toEqual({ key, path })
  })

  test.each([
    ['a=b=c', 'invalid-file-source: `a=b=c` has more than one `=`, which neither a key nor a path may contain'],
    ['=a', 'invalid-file-source: `=a` has no key before its `=`'],
    ['a=', 'invalid-file-source: `a=` has no path after its `=`'],
  ])('%j is refused', (text, problem) => {
    expect(problemOf(() => splitFileSource(literal(text)))).toBe(problem)
  })
})

describe('env files', () => {
  // What kustomize 5.8.1 makes of them.
  const long = 'x'.repeat(65_533)
  test.each<[name: string, text: string, entries: string[]]>([
    ['nothing', '', []],
    ['one line without an end', 'A=1', ['A=1']],
    ['CRLF', 'A=1\r\nB=2\r\n', ['A=1', 'B=2']],
    ['one carriage return is taken off', 'A=1\r\r\n', ['A=1\r']],
    ['a lone carriage return ends no line', 'A=1\rB=2', ['A=1\rB=2']],
    ['comments and blank lines', '# a\n\n  #b\n \t\nA=1#c\n', ['A=1#c']],
    ['no equals sign', 'A\nB', ['A=', 'B=']],
    ['no key', '=a\n  =b\nA=1', ['A=1']],
    ['space is trimmed only before the key', '  A = b \n', ['A = b ']],
    ['quotes stay', `A="b"\nB='c'`, ['A="b"', "B='c'"]],
    ['more equals signs', 'A=b=c', ['A=b=c']],
    ['a byte order mark', '\ufeffA=1\n\ufeffB=2', ['A=1', '\ufeffB=2']],
    ['Unicode space', '\u00a0\u0085\u3000A=1\n\u200bB=2', ['A=1', '\u200bB=2']],
    ['the longest line', `A=1\nB=${long}\nC=3`, ['A=1', `B=${long}`, 'C=3']],
    ['a line too long', `A=1\nB=${long}x\nC=3`, ['A=1']],
  ])('%s', (_, text, entries) => {
    expect(env(text)).toEqual(entries)
  })

  test('values know their place in the text without byte order mark', () => {
    const text = 'A=é1\r\n#\n  B = 2\nC\n'
    const lines = [...readEnvFile(Buffer.from(`\ufeff${text}`), 'test.env', undefined)]
    expect(lines.map(({ start, end }) => text.slice(start, end))).toEqual(['é1', ' 2', 'C'])
  })

  test('bytes that are no text', () => {
    const bytes = Buffer.from([65, 61, 49, 10, 66, 61, 0xff, 10])
    expect(problemOf(() => env(bytes))).toBe('invalid-env-file: line 2 of `test.env` is not text in UTF-8')
  })

  test('bytes after a line too long are not looked at', () => {
    expect(env(Buffer.concat([Buffer.from(`A=1\nB=${long}x\n`), Buffer.from([0xff])]))).toEqual(['A=1'])
  })
})

test.each([
  [51, 68, 0],
  [52, 72, 2],
  [105, 140, 2],
  [106, 144, 3],
])('%i bytes in base64 are %i characters and %i line breaks', (bytes, characters, breaks) => {
  const text = encodeBase64(Buffer.alloc(bytes, 1))
  expect([text.replaceAll('\n', '').length, text.split('\n').length - 1]).toEqual([characters, breaks])
})

test.each([
  ['a b', 'a b'],
  ['a \u0085 b', 'a b'],
  ['a\u0085\u0085b', 'a\nb'],
  ['a  \u0085 \u0085 \u0085', 'a\n\n'],
  ['a  b\u0085', 'a  b '],
])('%j arrives as %j', (text, folded) => {
  expect(foldNextLines(text, 'literals', undefined)).toBe(folded)
})

test('control characters do not arrive', () => {
  expect(problemOf(() => foldNextLines('a\u007f', 'literals', undefined))).toBe(
    'control-character: `literals` holds the control character U+007F, which kustomize cannot pass on',
  )
})
