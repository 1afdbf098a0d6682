import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { lintRepository } from '../src/lint/lint-repository.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout } from '../src/model/layout.ts'
import duplicateKey from '../src/rules/yaml-duplicate-key.ts'
import yamlSyntax from '../src/rules/yaml-syntax.ts'
import { findSyntaxProblems } from '../src/yaml/go-yaml/find-syntax-problems.ts'
import { repairForGoYaml } from '../src/yaml/go-yaml/repair-for-go-yaml.ts'
import { parseYaml } from '../src/yaml/parse-yaml.ts'

const problemsIn = (text: string) => findSyntaxProblems(text, parseYaml(text), 'manifest')

/** What both rules say of a manifest that a kustomization file loads. */
function lintManifest(content: string | Uint8Array): readonly string[] {
  const files = createMemoryFileSystem({
    'kustomization.yaml': new TextEncoder().encode('resources:\n  - topic.yaml\n'),
    'topic.yaml': typeof content === 'string' ? new TextEncoder().encode(content) : content,
  })
  const repository = buildRepository(files, defaultLayout, { remotes: [] })
  return lintRepository(repository, { rules: new Map() }, [yamlSyntax, duplicateKey]).map(
    ({ severity, message }) => `${severity}: ${message}`,
  )
}

const awkward = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...[
        'a: b\n',
        '- ',
        '  ',
        '\t',
        '\n',
        '\r\n',
        ': ',
        '#',
        ' # c\n',
        '"',
        "'",
        '[',
        ']',
        '{',
        '}',
        ',',
        '|\n',
        '>-\n',
      ],
      ...[
        '&x ',
        '*x',
        '<<: ',
        '!t ',
        '? ',
        '%YAML 1.1\n',
        '---\n',
        '...\n',
        '{{ x }}',
        '\\',
        '\u2028',
        '\ufeff',
        '\u0007',
      ],
      ...['<<<<<<< HEAD\n', '---# x\n', '$' + '{X}', '`', '@'],
    ),
    fc.string({ maxLength: 3 }),
  ),
  { maxLength: 30 },
)

describe('yaml-syntax', () => {
  it('never throws, and every place lies in the text', () => {
    fc.assert(
      fc.property(awkward, fc.constantFrom('manifest', 'kustomization', 'other'), (pieces, reader) => {
        const text = pieces.join('')
        for (const { start, end } of findSyntaxProblems(text, parseYaml(text), reader)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(start).toBeLessThanOrEqual(end)
          expect(end).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('repairs never move an offset', () => {
    fc.assert(
      fc.property(awkward, (pieces) => {
        const text = pieces.join('')
        for (const { problems } of parseYaml(text)) {
          for (const { message, start } of problems) {
            const repair = repairForGoYaml(text, message, start)
            if (repair !== undefined) expect(repair.text).toHaveLength(text.length)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('finds nothing in JSON', () => {
    const letters = fc.string({ unit: 'grapheme-ascii' })
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        letters,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(letters, tie('value'), { maxKeys: 4 }),
      ),
    })).value
    fc.assert(
      fc.property(fc.dictionary(letters, values, { maxKeys: 4 }), fc.constantFrom(0, 2, '\t'), (value, space) => {
        expect(problemsIn(JSON.stringify(value, null, space))).toEqual([])
      }),
    )
  })

  it('finds the same with the line ends of Windows and behind a byte order mark', () => {
    fc.assert(
      fc.property(awkward, (pieces) => {
        const text = pieces.join('').replace(/[\r\ufeff]/g, '')
        const withCarriageReturns = text.replaceAll('\n', '\r\n')
        expect(problemsIn(withCarriageReturns).map(({ cause }) => cause)).toEqual(
          problemsIn(text).map(({ cause }) => cause),
        )
      }),
      { numRuns: 500 },
    )
  })
})

describe('what is hostile is judged in time', () => {
  const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders\ndata:\n'
  const many = 50_000
  const texts: readonly (readonly [name: string, content: string | Uint8Array, findings: readonly string[]])[] = [
    ['5 MB of open brackets', '['.repeat(5_000_000), ['error: lists and maps are nested too deep to be read']],
    ['5 MB of maps in lists', '[{a: '.repeat(1_000_000), ['error: lists and maps are nested too deep to be read']],
    ['5 MB on one line', `${manifest}  a: ${'x '.repeat(2_500_000)}\n`, []],
    ['aliases', `${manifest}  a: &a b\n${Array.from({ length: many }, (_, at) => `  k${at}: *a\n`).join('')}`, []],
    [
      'aliases of nothing',
      `${manifest}  - *a\n`.replace('data:', 'items:') + '  - *a\n'.repeat(many),
      ['error: no anchor `&a` stands before `*a` in this document'],
    ],
    [
      'one key again and again',
      manifest + '  a: b\n'.repeat(many),
      [`error: \`a\` is set ${many} times in \`data\`; kustomize refuses the file`],
    ],
    [
      'quotes that are not indented, in values',
      `${manifest}${'  - "a\nb"\n'.repeat(300)}`.replace('data', 'items'),
      [],
    ],
    [
      'keys in quotes over two lines',
      `${manifest}${'  "a\nb": c\n'.repeat(300)}`,
      ['error: a key and its colon must stand on one line'],
    ],
    [
      'open quotes',
      `${manifest}${'  a: "\n'.repeat(20_000)}`,
      ['error: the quote `"` that begins here is never closed'],
    ],
    [
      'tabs',
      `${manifest}${'\t\n'.repeat(many)}`,
      ['error: a tab stands in the indentation of this line; YAML allows only spaces there'],
    ],
    ['documents', '---\na: [\n'.repeat(100), Array(5).fill('error: the `[` that begins here is never closed with `]`')],
    [
      'nine megabytes',
      `${manifest}  a: ${'x'.repeat(9 * 1024 * 1024)}\n`,
      ['warning: the file has 10 MiB; more than 8 MiB is not read'],
    ],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x00]), ['error: the file is binary, not text']],
    ['a byte order mark', `\ufeff${manifest}  a: b\n`, []],
    ['CRLF', `${manifest}  a: |\n    b\n`.replaceAll('\n', '\r\n'), []],
    ['nothing', '', []],
  ]

  it.each(texts)('%s', (_name, content, findings) => {
    expect(lintManifest(content)).toEqual(findings)
  })
})
