import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isScalar, type Node } from 'yaml'
import { entriesOf } from '../src/yaml/entries-of.ts'
import { innerSpanOf } from '../src/yaml/inner-span-of.ts'
import { itemsOf } from '../src/yaml/items-of.ts'
import { nodeAt } from '../src/yaml/node-at.ts'
import { parseYaml } from '../src/yaml/parse-yaml.ts'
import { spanOf } from '../src/yaml/span-of.ts'
import { textOf } from '../src/yaml/text-of.ts'
import type { YamlDocument } from '../src/yaml/yaml-document.ts'

/** The only document of a text. */
function documentOf(text: string): YamlDocument {
  const [document, ...more] = parseYaml(text)
  if (document === undefined || more.length > 0) throw new Error(`${more.length + 1} documents`)
  return document
}

const at = (document: YamlDocument, ...path: readonly (string | number)[]): Node | undefined =>
  nodeAt(document, document.root, path)

const sliceOf = (text: string, node: Node | undefined): string | undefined => {
  if (node === undefined) return undefined
  const { start, end } = spanOf(node)
  return text.slice(start, end)
}

describe('positions', () => {
  it.each([
    ['plain', 'a: value # comment\n', 'value'],
    ['single quotes', "a: 'it''s'\n", "'it''s'"],
    ['double quotes', 'a: "b\\n" # c\n', '"b\\n"'],
    ['over two lines', 'a: b\n  c\n', 'b\n  c'],
    ['anchored', 'a: &x value\n', 'value'],
    ['tagged', 'a: !!str value\n', 'value'],
    ['after an emoji', '"😀": value\n', 'value'],
    ['CRLF', 'x: y\r\na: value\r\n', 'value'],
    ['flow', '{x: y, a: value}', 'value'],
    ['a flow list', 'a: [b, c] # d\n', '[b, c]'],
    ['in a second document', '---\nx: y\n---\na: value\n', 'value'],
    ['after a directive', '%YAML 1.2\n---\na: value\n', 'value'],
  ])('%s', (_name, text, expected) => {
    const documents = parseYaml(text)
    const document = documents.at(-1)
    const entry = document && entriesOf(document, document.root).findLast(({ value }) => value !== undefined)
    expect(sliceOf(text, entry?.value)).toBe(expected)
  })

  it('of keys', () => {
    const text = 'a:\n  "b c": d\n'
    const document = documentOf(text)
    const [entry] = entriesOf(document, at(document, 'a'))
    expect(sliceOf(text, entry?.keyNode)).toBe('"b c"')
  })

  it.each([
    ['a: bc', 0, 'bc'],
    ["a: 'bc'", 0, 'bc'],
    ['a: "bc"', 1, 'c'],
    ['a: bc', 5, ''],
    ["a: ''", 0, ''],
    ['a: >-\n  bc\n', 0, 'bc'],
    ['a: |\n  k=bc\n', 2, 'bc'],
    ['a: |-2\n  bc\n', 0, 'bc'],
    ['a: >- # bc\n  bc\n', 0, 'bc'],
  ])('inside the quotes: %s without %i characters', (text, skip, expected) => {
    const document = documentOf(text)
    const node = at(document, 'a')
    if (!isScalar(node)) throw new Error('no scalar')
    const { start, end } = innerSpanOf(document, node, skip)
    expect(text.slice(start, end)).toBe(expected)
  })
})

describe('documents', () => {
  it.each([
    ['nothing', '', []],
    ['white space', ' \n\n', []],
    ['comments', '# a\n# b\n', []],
    ['a marker', '---\n', [undefined]],
    ['a marker and an end', '---\n...\n', [undefined]],
    ['one', 'a: b\n', ['a']],
    ['one after a comment and a marker', '# c\n---\na: b\n', ['a']],
    ['two', 'a: b\n---\nc: d\n', ['a', 'c']],
    ['an empty one between two', 'a: b\n---\n---\nc: d\n', ['a', undefined, 'c']],
    ['one of comments between two', 'a: b\n---\n# nothing\n---\nc: d\n', ['a', undefined, 'c']],
    ['two with CRLF', 'a: b\r\n---\r\nc: d\r\n', ['a', 'c']],
    ['one ended by dots', 'a: b\n...\n---\nc: d\n', ['a', 'c']],
    ['a marker with content', '--- {a: b}\n--- {c: d}\n', ['a', 'c']],
    ['null', '~\n', [undefined]],
    ['an empty text in quotes', '""\n', [undefined]],
  ])('%s', (_name, text, keys) => {
    const documents = parseYaml(text)
    expect(documents.map((document) => entriesOf(document, document.root)[0]?.key)).toEqual(keys)
    expect(documents.map(({ index }) => index)).toEqual(documents.map((_, index) => index))
    expect(documents.flatMap(({ problems }) => problems)).toEqual([])
  })

  it('has no root without content', () => {
    for (const text of ['---\n', '# a\n---\n# b\n']) expect(parseYaml(text)[0]?.root).toBeUndefined()
    expect(parseYaml('""\n')[0]?.root).toBeDefined()
  })
})

describe('anchors and aliases', () => {
  it('an alias stands for the last node with its anchor before it', () => {
    const document = documentOf('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')
    expect(document.problems).toEqual([])
    expect([textOf(at(document, 'b')), textOf(at(document, 'd'))]).toEqual(['1', '2'])
  })

  it('an anchor is not seen in another document', () => {
    const [, second] = parseYaml('a: &x 1\n---\nb: *x\n')
    expect(second && at(second, 'b')).toBeUndefined()
  })

  it('an alias before its anchor, or without one, stands for nothing', () => {
    expect(at(documentOf('a: *x\nb: &x 1\n'), 'a')).toBeUndefined()
  })

  it('aliases in lists and of lists are resolved', () => {
    const document = documentOf('a: &x [1, &y 2]\nb: *x\nc: [*y, *x]\n')
    expect(itemsOf(document, at(document, 'b')).map(textOf)).toEqual(['1', '2'])
    expect(textOf(at(document, 'c', 0))).toBe('2')
    expect(textOf(at(document, 'c', 1, 0))).toBe('1')
  })

  it('50,000 aliases take no time', () => {
    const started = performance.now()
    const document = documentOf(`a: &x 1\nb:\n${'- *x\n'.repeat(50_000)}`)
    expect(itemsOf(document, at(document, 'b'))).toHaveLength(50_000)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('broken text', () => {
  it.each([
    ['an open list', 'a: [1, 2\n'],
    ['an open text', 'a: "b\n'],
    ['a tab for indentation', 'a:\n\tb: c\n'],
    ['a map in a value', 'a: b: c\n'],
    ['wrong indentation', 'a:\n    b: c\n  d: e\n'],
    ['a bracket too many', 'a: b]\n]\n'],
    ['a merge conflict', '<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> main\n'],
    ['a template', 'a: {{ b }}\nc: {{- d }}\n'],
    ['an at sign', 'a: @b\n'],
    ['a percent sign', 'a: %b\n'],
  ])('%s is a problem with a place and a plain message', (_name, text) => {
    const problems = parseYaml(text).flatMap((document) => document.problems)
    expect(problems.length).toBeGreaterThan(0)
    for (const { message, start, end } of problems) {
      expect(start).toBeGreaterThanOrEqual(0)
      expect(end).toBeGreaterThanOrEqual(start)
      expect(end).toBeLessThanOrEqual(text.length + 1)
      expect(message).not.toMatch(/\bat line \d|\n/)
    }
  })

  it('keeps what could be read', () => {
    const [document] = parseYaml('kind: Kustomization\nresources:\n  - a.yaml\n  - b.yaml: [\n')
    expect(document && textOf(at(document, 'kind'))).toBe('Kustomization')
    expect(document && textOf(at(document, 'resources', 0))).toBe('a.yaml')
  })

  it('leaves the other documents whole', () => {
    const documents = parseYaml('a: b\n---\nc: [\n---\nd: e\n')
    expect(documents.map(({ problems }) => problems.length > 0)).toEqual([false, true, false])
  })

  // go-yaml accepts these.
  it.each([
    ['a redefined anchor', 'a: &x 1\nb: &x 2\n'],
    ['an equal key', 'a: 1\na: 2\n'],
    ['an unknown tag', 'a: !mine b\n'],
    ['a key longer than 1,024 characters', `${'k'.repeat(2_000)}: v\n`],
    ['an unknown directive', '%FOO bar\n---\na: b\n'],
  ])('%s is none', (_name, text) => {
    expect(parseYaml(text).flatMap(({ problems }) => problems)).toEqual([])
  })

  it.each(['- [', '{a: ', '[', '? ', '- '])('100,000 times %j is one problem, not a crash', (text) => {
    const problems = parseYaml(text.repeat(100_000)).flatMap((document) => document.problems)
    expect(problems.map(({ message }) => message)).toContain('Collections are nested too deep')
  })
})

describe('what is wide is not deep', () => {
  const many = Array.from({ length: 3_000 }, (_, index) => index)

  it.each([
    ['a JSON text in one line', JSON.stringify(Object.fromEntries(many.map((index) => [`k${index}`, { a: [index] }])))],
    ['flow maps in one line', `a: {${many.map((index) => `k${index}: [1]`).join(', ')}}\n`],
    ['a flow list of maps in one line', `[${many.map(() => '{a: b}').join(', ')}]\n`],
    ['flow maps in many lines', many.map(() => '- {a: [b]}\n').join('')],
    ['dashes in a text', `a: "${'- '.repeat(3_000)}"\nb: |\n  ${'- '.repeat(3_000)}\n# ${'- '.repeat(3_000)}\n`],
    ['far to the right', `a:\n${' '.repeat(600)}b: c\n`],
    ['brackets in a text', `a: "${'['.repeat(3_000)}"\nb: |\n  ${'{'.repeat(3_000)}\n`],
  ])('%s', (_name, text) => {
    expect(parseYaml(text).flatMap(({ problems }) => problems)).toEqual([])
  })
})

describe('text of a scalar', () => {
  it.each([
    ['a: b', 'b'],
    ['a: 1.10', '1.10'],
    ['a: true', 'true'],
    ['a: 0x10', '0x10'],
    ['a: "~"', '~'],
    ["a: ''", ''],
    ['a: ~', undefined],
    ['a: null', undefined],
    ['a: NULL', undefined],
    ['a:', undefined],
    ['a: [b]', undefined],
    ['a: {b: c}', undefined],
    ['a: |-\n  b\n  c', 'b\nc'],
    ['a: >-\n  b\n  c', 'b c'],
    ['a: "\\u0041"', 'A'],
  ])('%j is %j', (text, expected) => {
    expect(textOf(at(documentOf(text), 'a'))).toBe(expected)
  })
})

describe('entries of a map', () => {
  const show = (text: string): readonly string[] => {
    const document = documentOf(text)
    return entriesOf(document, document.root).map(({ key, value }) => `${key}=${textOf(value) ?? '-'}`)
  }

  it.each([
    ['in order', 'b: 1\na: 2\n', ['b=1', 'a=2']],
    ['without a value', 'a:\nb: ~\n', ['a=-', 'b=-']],
    ['equal keys, all of them', 'a: 1\na: 2\n', ['a=1', 'a=2']],
    ['quoted and tagged keys', '"a": 1\n\'b\': 2\n!!str c: 3\n', ['a=1', 'b=2', 'c=3']],
    ['numbers as keys, as written', '1: a\n010: b\n', ['1=a', '010=b']],
    ['explicit keys', '? a\n: 1\n', ['a=1']],
    ['no keys that are collections', '[a]: 1\n{b: c}: 2\nd: 3\n', ['d=3']],
    ['a merged map behind the own keys', '<<: {a: 1, b: 2}\na: 3\n', ['a=3', 'b=2']],
    ['several merged maps, the first wins', '<<: [{a: 1}, {a: 2, b: 3}]\n', ['a=1', 'b=3']],
    ['a merged alias', 'x: &x {a: 1}\n<<: *x\n', ['x=-', 'a=1']],
    ['a merge in a merge', 'x: &x {a: 1}\ny: &y {<<: *x, b: 2}\n<<: *y\n', ['x=-', 'y=-', 'b=2', 'a=1']],
    ['a quoted << is a key', '"<<": {a: 1}\n', ['<<=-']],
    ['a merge of nothing', '<<: ~\na: 1\n', ['a=1']],
    ['a merge of an unknown alias', '<<: *x\na: 1\n', ['a=1']],
    ['keys of prototypes', '__proto__: 1\nconstructor: 2\n', ['__proto__=1', 'constructor=2']],
    ['no entries of a list', '- a: 1\n', []],
    ['no entries of a text', 'a\n', []],
  ])('%s', (_name, text, expected) => {
    expect(show(text)).toEqual(expected)
  })

  it('merges of merges end', () => {
    const started = performance.now()
    const names = [...'abcdefghijklmnop']
    const merges = names.map((name, index) => {
      const before = names[index - 1]
      return `${name}: &${name} {${before === undefined ? 'x: 1' : `<<: [${Array(9).fill(`*${before}`).join(', ')}]`}}`
    })
    const document = documentOf(`${merges.join('\n')}\n<<: *p\n`)
    expect(
      entriesOf(document, document.root)
        .map(({ key }) => key)
        .slice(0, names.length),
    ).toEqual(names)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('a map that merges itself ends', () => {
    const document = documentOf('a: &a\n  b: 1\n  <<: *a\n')
    expect(entriesOf(document, at(document, 'a')).map(({ key }) => key)).toEqual(['b'])
  })

  it('of equal keys a path takes the last, as go-yaml does', () => {
    expect(textOf(at(documentOf('a: 1\na: 2\n'), 'a'))).toBe('2')
  })

  it('a path that leads nowhere finds nothing', () => {
    const document = documentOf('a: [b]\n')
    for (const path of [['x'], ['a', 1], ['a', 'x'], ['a', 0, 'x'], [0]]) expect(at(document, ...path)).toBeUndefined()
  })
})

describe('for every text', () => {
  const texts = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'ab:-[]{},"\'#&*!|>%@?~ \n\r\t\\😀'), maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )

  it('the parser neither throws nor points outside of it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { problems, root, ...document } of parseYaml(text)) {
          for (const { start, end } of problems) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThanOrEqual(start)
            expect(start).toBeLessThanOrEqual(text.length)
          }
          for (const entry of entriesOf({ problems, root, ...document }, root)) {
            const { start, end } = spanOf(entry.keyNode)
            expect(end).toBeGreaterThanOrEqual(start)
            expect(end).toBeLessThanOrEqual(text.length)
          }
        }
      }),
      { numRuns: 5_000 },
    )
  })
})
