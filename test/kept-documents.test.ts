import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify, visit } from 'yaml'
import { findSyntaxProblems } from '../src/yaml/go-yaml/find-syntax-problems.ts'
import { decodeDocuments } from '../src/yaml/kept/decode-documents.ts'
import { packDocuments, unpackDocuments } from '../src/yaml/kept/document-pack.ts'
import { encodeDocuments } from '../src/yaml/kept/encode-documents.ts'
import { readers, unkeptNames } from '../src/yaml/kept/node-code.ts'
import { parseYaml } from '../src/yaml/parse-yaml.ts'
import type { YamlDocument } from '../src/yaml/yaml-document.ts'

/** All that the parser's nodes say but for comments, with their classes and the targets of aliases. */
function describeDocuments(documents: readonly YamlDocument[]): unknown {
  return documents.map(({ index, root, problems, text, resolveAlias }) => {
    const describeNode = (node: unknown): unknown => {
      if (typeof node !== 'object' || node === null) return node
      if (Array.isArray(node)) return node.map(describeNode)
      const fields = Object.entries(node)
        .filter(([name]) => !unkeptNames.has(name))
        .map(([name, value]) => [name, describeNode(value)])
      return { is: node.constructor.name, ...Object.fromEntries(fields) }
    }
    const aliases: unknown[] = []
    if (root !== undefined) visit(root, { Alias: (_key, alias) => void aliases.push(resolveAlias(alias)?.range) })
    return { index, text, problems, root: describeNode(root), aliases }
  })
}

function keep(text: string): readonly YamlDocument[] | undefined {
  const bytes = encodeDocuments(text, parseYaml(text))
  return bytes && decodeDocuments(bytes, text)
}

describe('kept documents are those that were parsed', () => {
  it.each([
    ['scalars of all kinds', 'a: b\nc: "d"\ne: \'f\'\ng: |\n  h\n   i\nj: >-\n  k\n  l\n'],
    ['escapes and folds', 'a: "x\\ty\\u263a\\ud800"\nb: \'it\'\'s\'\nc: "two\n  lines"\nd: two\n  lines\n'],
    ['what is not there', 'a:\nb: ""\n? c\nd: ~\n'],
    ['lists', '- a\n-\n- - b\n  - c\n- d: e\n  f: [g, {h: i}, ]\n'],
    ['braces', '{a: b, c: [d, "e"], f: , g}\n'],
    ['comments', '# top\na: b # beside\n# between\nc:\n  # before\n  - d\n# end\n'],
    ['aliases of nothing', 'a: *x\nb: [*y, c]\n'],
    ['several documents', '%YAML 1.2\n---\na: b\n---\n# none\n---\n- c\n...\n'],
    ['nothing', ''],
    ['nothing but a comment', '# none\n'],
    ['a mere text', 'text\n'],
    ['other letters', 'größe: "日本 👩‍👩‍👧"\n'],
    ['other line ends', 'a: b\r\nc: |\r\n  d\r\n  e\r\n'],
    ['a long text', `a: "${'x'.repeat(70_000)}"\nb: c\n`],
    ['spaces', 'a: b\n\n\nc:   d   \n\n'],
  ])('%s', (_case, text) => {
    const kept = keep(text)
    expect(kept).toBeDefined()
    expect(describeDocuments(kept ?? [])).toEqual(describeDocuments(parseYaml(text)))
  })

  it.each([
    ['a merge key', 'a: &x {b: c}\nd:\n  <<: *x\n'],
    ['an anchor, which may be a password', 'password: &hunter2\n'],
    ['a tag, which may be one too', 'password: !hunter2\n'],
    ['tags of texts', 'a: !!str 5\nb: ! x\n'],
    ['bytes', 'a: !!binary aGVsbG8=\n'],
    ['a set', 'a: !!set {b, c}\n'],
    ['a sorted map', 'a: !!omap [b: c]\n'],
    ['what is broken', 'a: [b\n'],
  ])('or none, for %s', (_case, text) => {
    expect(encodeDocuments(text, parseYaml(text))).toBeUndefined()
  })

  it('for any text', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.constantFrom('', ' a', 'b: c', '- d', '# e', '1\n2\n', 'x'.repeat(200), null, 5, true),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 4 }),
      ),
    })).value
    const style = fc.record({
      collectionStyle: fc.constantFrom('any', 'block', 'flow'),
      defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
      lineWidth: fc.constantFrom(0, 30),
    } as const)
    const pieces = fc.array(
      fc.constantFrom(
        'a',
        ': ',
        '- ',
        '\n',
        '  ',
        '#',
        '"',
        "'",
        '&x ',
        '*x',
        '[',
        ']',
        '{',
        '}',
        ',',
        '|',
        '---\n',
        '?',
      ),
      { maxLength: 25 },
    )
    const texts = fc.oneof(
      fc.tuple(value, style).map(([written, options]) => stringify(written, options)),
      pieces.map((parts) => parts.join('')),
    )
    let kept = 0
    fc.assert(
      fc.property(texts, (text) => {
        const documents = keep(text)
        if (documents === undefined) return
        kept += 1
        expect(describeDocuments(documents)).toEqual(describeDocuments(parseYaml(text)))
      }),
      { numRuns: 1500 },
    )
    expect(kept).toBeGreaterThan(700)
  })
})

it('say nothing of what stands in the file', () => {
  const text = [
    '# hunter2 above',
    'apiVersion: v1',
    'kind: Secret',
    'stringData:',
    '  plain: hunter2',
    '  quoted: "hunter2\\nhunter2" # hunter2 beside',
    "  single: 'it''s hunter2'",
    '  block: |',
    '    hunter2',
    '  folded: hunter2',
    '    hunter2',
    '',
  ].join('\n')
  const bytes = encodeDocuments(text, parseYaml(text))
  expect(bytes).toBeDefined()
  expect(Buffer.from(bytes ?? []).toString('latin1')).not.toMatch(/hunter|Secret|stringData/)
})

it('nothing asks for comments, which are not kept', () => {
  const source = join(import.meta.dirname, '../src')
  const asking = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('yaml/kept/'))
    .filter((path) =>
      /\b(?:commentBefore|spaceBefore)\b|(?:node|key|value|item|root|pair|map|seq|scalar)\.comment\b/.test(
        readFileSync(join(source, path), 'utf8'),
      ),
    )
  expect(asking).toEqual([])
})

it('who found nothing wrong with a text before need not look again, and all others find what they would have', () => {
  for (const text of ['a: b\n', 'a: b\n--- x\nc: d\n', '\ta: b\n', 'a: \u0007\n', 'a: b\na: c\n']) {
    const before = parseYaml(`${text}# parsed for this alone\n`)
    const whole = `${text}# parsed for this alone\n`
    const found = readers.map((reader) => findSyntaxProblems(whole, before, reader))
    const bytes = encodeDocuments(whole, before)
    const kept = bytes && decodeDocuments(bytes, whole)
    if (kept !== undefined) expect(readers.map((reader) => findSyntaxProblems(whole, kept, reader))).toEqual(found)
    const asked = encodeDocuments(text, parseYaml(text))
    const early = asked && decodeDocuments(asked, text)
    if (early !== undefined) {
      expect(readers.map((reader) => findSyntaxProblems(text, early, reader))).toEqual(
        readers.map((reader) => findSyntaxProblems(text, parseYaml(text), reader)),
      )
    }
  }
})

it('a pack has every text by its name, also those without documents', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 }), { maxKeys: 8 }),
      (entries) => {
        const encoded = new Map(Object.entries(entries))
        const unpacked = unpackDocuments(packDocuments(encoded))
        expect([...unpacked].map(([name, bytes]) => [name, [...bytes]])).toEqual(
          [...encoded].map(([name, bytes]) => [name, [...bytes]]),
        )
      },
    ),
  )
})
