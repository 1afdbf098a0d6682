import { describe, expect, it } from 'vitest'
import { isScalar } from 'yaml'
import table from '../../fixtures/yaml/documents.json' with { type: 'json' }
import { BuildError } from '../../src/kustomize/build-error.ts'
import { readObjects } from '../../src/kustomize/resource/read-objects.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { locateInline } from '../../src/kustomize/tree/locate-inline.ts'
import { readNode } from '../../src/kustomize/tree/read-node.ts'
import { toJson } from '../../src/kustomize/tree/to-json.ts'
import type { TreeNode } from '../../src/kustomize/tree/tree-node.ts'
import { emitYaml } from '../../src/yaml/emit-yaml.ts'
import { nodeAt } from '../../src/yaml/node-at.ts'
import { parseYaml } from '../../src/yaml/parse-yaml.ts'
import type { YamlDocument } from '../../src/yaml/yaml-document.ts'

// The fixture is what kustomize 5.8.1's resource factory makes of streams: the YAML of each object, or the code of our
// error where kustomize fails on the object or on the whole stream.

function codeOf(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    if (error instanceof BuildError) return error.problem.code
    throw error
  }
}

it('reads streams as kustomize does', () => {
  for (const [text, expected] of table) {
    if (typeof text !== 'string') throw new Error('a row of the fixture begins with its text')
    const read = codeOf(() => readObjects(text, 'a.yaml').map((root) => codeOf(() => emitYaml(toJson(root)))))
    expect([text, read]).toEqual([text, expected])
  }
})

function parse(text: string): YamlDocument {
  const [document] = parseYaml(text)
  if (document === undefined) throw new Error('there is no document')
  return document
}

function read(text: string): TreeNode {
  const document = parse(text)
  if (document.root === undefined) throw new Error('the document is empty')
  return readNode(document, document.root, 'a.yaml', 'resource')
}

function textAt(text: string, node: TreeNode | undefined): string {
  const { start, end } = node?.step?.at ?? { start: 0, end: 0 }
  return text.slice(start, end)
}

describe('tags and styles', () => {
  it.each([
    ['5', '!!int', 'plain', false, '5'],
    ["'5'", '!!str', 'single', false, '5'],
    ['"a\\tb"', '!!str', 'double', false, 'a\tb'],
    ['!!str 5', '!!str', 'plain', true, '5'],
    ['!!int "5"', '!!int', 'double', true, '5'],
    ['! 5', '!!int', 'plain', false, '5'],
    ['!custom x', '!custom', 'plain', true, 'x'],
    ['!<tag:yaml.org,2002:str> x', '!!str', 'plain', true, 'x'],
    ['|-\n  x\n   y', '!!str', 'literal', false, 'x\n y'],
    ['>\n  x\n  y\n', '!!str', 'folded', false, 'x y\n'],
    ['|\n  x', '!!str', 'literal', false, 'x'],
    ['yes', '!!str', 'plain', false, 'yes'],
    ['', '!!null', 'plain', false, ''],
    ['2024-01-01', '!!timestamp', 'plain', false, '2024-01-01'],
  ])('%j', (text, tag, style, isTagged, value) => {
    expect(getNode(read(`a: ${text}`), ['a'])).toMatchObject({ kind: 'scalar', tag, style, isTagged, value })
  })

  it('keeps both of two keys', () => {
    expect(read('a: 1\na: 2').fields.map(({ value }) => value.value)).toEqual(['1', '2'])
  })
})

describe('aliases', () => {
  it('are copies that have the place of their anchor', () => {
    const text = 'a: &x {b: one}\nc: *x\n'
    const tree = read(text)
    const [first, second] = [getNode(tree, ['a', 'b']), getNode(tree, ['c', 'b'])]
    expect(second).not.toBe(first)
    expect([second?.value, textAt(text, second)]).toEqual(['one', 'one'])
    expect(second?.step?.at).toEqual(first?.step?.at)
  })

  it.each([
    ['own keys first, then those that a merge brings', 'x: {<<: {a: 1, b: 2}, b: 3, c: 4}', 'b: 3\nc: 4\na: 1\n'],
    ['the first of several maps wins, and comes last', 'x: {<<: [{a: 1}, {a: 2, b: 2}], c: 3}', 'c: 3\na: 1\nb: 2\n'],
    ['a quoted merge key is lost', 'x: {"<<": {a: 1}, b: 2}', 'b: 2\n'],
    ['a written null comes twice', 'x: {~: 1}', '~: 1\n~: 1\n'],
  ])('%s', (_, text, expected) => {
    const fields = getNode(read(text), ['x'])?.fields ?? []
    expect(fields.map(({ key, value }) => `${key.value}: ${value.value}\n`).join('')).toBe(expected)
  })

  it.each([
    ['a: *x', 'malformed-yaml', '*x'],
    ['a: &x [*x]', 'alias-loop', '*x'],
    ['a: &x b\nc: {<<: *x}', 'malformed-yaml', '*x'],
    ['a: {<<: 1}', 'malformed-yaml', '1'],
    ['a: {<<: {}, <<: {}}', 'malformed-yaml', '<<'],
  ])('%j is refused', (text, code, place) => {
    try {
      read(text)
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      const { start = 0, end = 0 } = error.problem.at ?? {}
      expect([error.problem.code, text.slice(start, end)]).toEqual([code, place])
    }
  })

  it('of aliases of aliases end in an error', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
    for (let index = 1; index < 30; index += 1) {
      lines.push(
        `a${index}: &a${index} [${Array(9)
          .fill(`*a${index - 1}`)
          .join(', ')}]`,
      )
    }
    expect(codeOf(() => read(lines.join('\n')))).toBe('alias-bomb')
  })
})

describe('places', () => {
  it.each([
    ['a: b # c', 'b'],
    ['a: "b c"', 'b c'],
    ["a: 'b'", 'b'],
    ['a: |\n\n  b\n   c\n\nd: e', 'b\n   c'],
    ['a: !!str b', 'b'],
    ['a: &x b', 'b'],
    ['a: [b, c]', '[b, c]'],
  ])('%j', (text, place) => {
    expect(textAt(text, getNode(read(text), ['a']))).toBe(place)
  })

  it('count the carriage returns that kustomize drops', () => {
    const text = 'kind: A\r\nmetadata:\r\n  name: x\r\n---\r\nkind: B\r\nmetadata:\r\n  name: yyy\r\n'
    const names = readObjects(text, 'a.yaml').map((root) => textAt(text, getNode(root, ['metadata', 'name'])))
    expect(names).toEqual(['x', 'yyy'])
  })

  it.each([
    ['--- # c\nkind: A\nmetadata: {name: x}\n--- b\nc: d\n', 'invalid-document-separator', '--- b'],
    ['a: 1\n', 'missing-kind', 'a'],
    ['kind: A\nmetadata: {}\n', 'missing-name', 'metadata'],
    ['kind: A\n---\nkind: B\n', 'missing-name', 'A'],
    ['kind: AList\nitems: b\n', 'invalid-list', 'b'],
    ['kind: AList\nitems: [{kind: A, metadata: {name: x, name: y}}]', 'duplicate-key', 'name'],
    ['- a\n', 'missing-kind', '- a\n'],
    ['kind: A\nmetadata:\n  name: x\ndata: |\n\tb\n', 'malformed-yaml', '\t'],
  ])('of mistakes: %j', (text, code, place) => {
    try {
      readObjects(text, 'a.yaml')
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      const { start = 0, end = 0 } = error.problem.at ?? {}
      expect([error.problem.code, text.slice(start, end)]).toEqual([code, place])
    }
  })
})

describe('texts in texts', () => {
  /** Where each word of the inner text is found in the outer one. */
  function wordsIn(text: string): readonly string[] {
    const document = parse(text)
    const node = nodeAt(document, document.root, ['patch'])
    if (!isScalar(node)) throw new Error('there is no patch')
    const tree = readNode(document, node, 'a.yaml', 'patch')
    const locate = locateInline(text, tree)
    if (locate === undefined) throw new Error('the patch has no place')
    return Array.from(tree.value.matchAll(/\S+/g), ({ index, 0: word }) => {
      const { start, end } = locate(index, index + word.length)
      return text.slice(start, end)
    })
  }

  it.each([
    ['a literal block', 'patch: |-\n  one: two\n\n    three: "x"\n  four:\n'],
    ['a block in a list', '- a\n'.replace(/.*/s, 'patch: |\n    one: two\n    three: four')],
    ['a block with a hint and a comment', 'patch: |2 # c\n    one: two\n   three: four\n'],
    ['a block that begins with empty lines', 'patch: |\n\n\n  one: two\n  three: four\n'],
    ['a folded block', 'patch: >-\n  one: two\n  three: four\n\n  five: six\n    seven\n  eight\n'],
    ['a text in quotes', 'patch: "one: two three"\n'],
    ['a text in quotes over lines', "patch: 'one: two\n  three:\n\n  four'\n"],
    ['a plain text', 'patch: one two\n  three\n'],
    ['a block with carriage returns', 'patch: |\r\n  one: two\r\n    three: four\r\n'],
  ])('%s', (_, text) => {
    const document = parse(text)
    const node = nodeAt(document, document.root, ['patch'])
    const words = isScalar(node) ? String(node.source).match(/\S+/g) : []
    expect(wordsIn(text)).toEqual(words)
  })

  it('is the whole text where it has escapes', () => {
    expect(wordsIn('patch: "one\\ttwo"\n')).toEqual(['one\\ttwo', 'one\\ttwo'])
  })

  it('gives objects the places of the outer file', () => {
    const text = 'patch: |\n  kind: A\n  metadata:\n    name: x\n    labels: {a: "b c"}\n'
    const document = parse(text)
    const node = nodeAt(document, document.root, ['patch'])
    if (!isScalar(node)) throw new Error('there is no patch')
    const tree = readNode(document, node, 'outer.yaml', 'patch')
    const locate = locateInline(text, tree)
    if (locate === undefined) throw new Error('the patch has no place')
    const [root] = readObjects(tree.value, 'a.yaml', { cause: 'patch', locate })
    const label = getNode(root, ['metadata', 'labels', 'a'])
    expect(textAt(text, label)).toBe('b c')
    expect(label?.step).toMatchObject({ cause: 'patch', at: { file: 'outer.yaml' } })
  })
})
