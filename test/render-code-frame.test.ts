import { Chalk } from 'chalk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { createSourceFile } from '../src/model/create-source-file.ts'
import { renderCodeFrame } from '../src/report/render-code-frame.ts'

const plain = new Chalk({ level: 0 })

/** The frame around a part of a text; the part is named by itself or by its offsets. */
function frame(text: string, part: string | readonly [start: number, end: number]): readonly string[] {
  const files = createMemoryFileSystem({ 'a.yaml': text })
  const [entry] = files.entries
  if (entry === undefined) throw new Error('no file')
  const [start, end] = typeof part === 'string' ? [text.indexOf(part), text.indexOf(part) + part.length] : part
  return renderCodeFrame(createSourceFile(files, entry, false), { file: 'a.yaml', start, end }, plain)
}

describe('renderCodeFrame', () => {
  it.each<[name: string, text: string, part: string | readonly [number, number], rows: readonly string[]]>([
    ['the first line', 'a: b\n', 'b', ['1 | a: b', '  |    ^']],
    ['the line before', 'a: b\nc: def\n', 'def', ['1 | a: b', '2 | c: def', '  |    ^^^']],
    ['no empty line before', 'a: b\n\nc: d\n', 'd', ['3 | c: d', '  |    ^']],
    ['no line break of CRLF', 'a: b\r\nc: d\r\n', 'd', ['1 | a: b', '2 | c: d', '  |    ^']],
    ['the first of several lines', 'a:\n  - b\n  - c\n', [3, 13], ['1 | a:', '2 |   - b', '  | ^^^^^']],
    ['from the middle over the end', 'a: "b\n  c"\nd: e\n', '"b\n  c"', ['1 | a: "b', '  |    ^^']],
    ['the end of the text', 'a: b', [4, 4], ['1 | a: b', '  |     ^']],
    ['nothing, on an empty line', 'a: b\n\n', [5, 5], ['1 | a: b', '2 | ', '  | ^']],
    ['a tab as four spaces', 'a:\t\tb\n', 'b', ['1 | a:        b', '  |           ^']],
    ['a tab within the part', 'a: [b\tc]\n', 'b\tc', ['1 | a: [b    c]', '  |     ^^^^^^']],
    ['an emoji before', '😀: b\n', 'b', ['1 | 😀: b', '  |     ^']],
    ['control characters replaced', 'a: \u001b[31mb\u0007\n', 'b', ['1 | a: \ufffd[31mb\ufffd', '  |         ^']],
    ['no change of direction', 'a: \u202eb\n', 'b', ['1 | a: \ufffdb', '  |     ^']],
  ])('shows %s', (_name, text, part, rows) => {
    expect(frame(text, part)).toEqual(rows)
  })

  it('aligns the numbers of lines', () => {
    const text = `${'a: b\n'.repeat(9)}c: d\n`
    expect(frame(text, 'd')).toEqual([' 9 | a: b', '10 | c: d', '   |    ^'])
  })

  it('cuts a wide line around the part', () => {
    const text = `a: [${'x, '.repeat(1_000)}here, ${'y, '.repeat(1_000)}]\n`
    const [line = '', carets = ''] = frame(text, 'here')
    expect(line.length).toBeLessThan(200)
    expect(line).toMatch(/^1 \| ….*x, here, y, .*…$/)
    expect(carets.indexOf('^')).toBe(line.indexOf('here'))
    expect(carets.trimEnd().endsWith('^^^^')).toBe(true)
  })

  it('cuts a wide part', () => {
    const rows = frame(`a: ${'x'.repeat(10_000)}\n`, 'x'.repeat(10_000))
    for (const row of rows) expect(row.length).toBeLessThan(200)
  })

  it('cuts a wide line before', () => {
    const rows = frame(`${'x'.repeat(10_000)}: a\nb: c\n`, 'c')
    expect(rows).toHaveLength(3)
    for (const row of rows) expect(row.length).toBeLessThan(200)
  })

  it('shows nothing of what cannot be read', () => {
    expect(frame('', [0, 0])).toEqual([])
    expect(frame('\0', [0, 1])).toEqual([])
  })

  it('puts the carets below the part, wherever it stands', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', 'b', ':', ' ', '\t', '😀', '\u001b', '\u2028'),
      maxLength: 400,
    })
    fc.assert(
      fc.property(texts, texts, fc.integer({ min: 1, max: 9 }), (before, after, width) => {
        const part = 'x'.repeat(width)
        const text = `k: v\n${before}${part}${after}\nk: v\n`
        const start = 5 + before.length
        const rows = frame(text, [start, start + width])
        const [line = '', carets = ''] = rows.slice(-2)
        expect(line.indexOf(part)).toBe(carets.indexOf('^'))
        expect(carets.split('^').length - 1).toBe(width)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        expect(rows.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028]/)
      }),
      { numRuns: 1_000 },
    )
  })

  it('never fails, whatever the place', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', ':', ' ', '\n', '\r', '😀', '\t'),
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(texts, fc.nat(60), fc.nat(60), (text, a, b) => {
        const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)]
        expect(frame(text, [start, end]).length).toBeGreaterThanOrEqual(2)
      }),
      { numRuns: 1_000 },
    )
  })
})
