import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineIndex, type Position } from '../src/source/line-index.ts'

/** The same by counting. */
function countedPosition(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

const texts = fc.string({
  unit: fc.constantFrom('a', 'é', '😀', ' ', '\n', '\r', '\r\n', '\u2028', '\t'),
  maxLength: 60,
})

describe('createLineIndex', () => {
  it.each([
    ['', 0, 1, 1],
    ['a', 0, 1, 1],
    ['a', 1, 1, 2],
    ['a\n', 1, 1, 2],
    ['a\n', 2, 2, 1],
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 1, 1, 2],
    ['a\r\nb', 2, 1, 3],
    ['a\r\nb', 3, 2, 1],
    ['a\rb', 2, 1, 3],
    ['\n\n\n', 3, 4, 1],
    ['😀b', 2, 1, 3],
  ])('%j at %i is line %i, column %i', (text, offset, line, column) => {
    expect(createLineIndex(text).positionAt(offset)).toEqual({ line, column })
  })

  it.each([
    ['', ['']],
    ['a', ['a']],
    ['a\nb', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b', '']],
    ['a\rb', ['a\rb']],
    ['a\r\r\nb', ['a\r', 'b']],
    ['\n', ['', '']],
  ])('the lines of %j are %j', (text, lines) => {
    const index = createLineIndex(text)
    expect(lines.map((_, line) => index.lineText(line + 1))).toEqual(lines)
    expect(index.lineText(lines.length + 1)).toBe('')
  })

  it('places every offset of every text as counting does', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const index = createLineIndex(text)
        for (let offset = 0; offset <= text.length; offset += 1) {
          expect(index.positionAt(offset)).toEqual(countedPosition(text, offset))
        }
      }),
    )
  })

  it('goes back from line and column to the offset', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const index = createLineIndex(text)
        for (let offset = 0; offset <= text.length; offset += 1) {
          const { line, column } = index.positionAt(offset)
          expect(index.offsetOf(line) + column - 1).toBe(offset)
        }
      }),
    )
  })

  it('loses nothing but the line breaks', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const index = createLineIndex(text)
        const { line: count } = index.positionAt(text.length)
        const lines = Array.from({ length: count }, (_, line) => index.lineText(line + 1))
        expect(lines).toEqual(
          text.split('\n').map((line, at, all) => (at < all.length - 1 ? line.replace(/\r$/, '') : line)),
        )
      }),
    )
  })

  it('finds its way in a long text at once', () => {
    const index = createLineIndex('a\n'.repeat(1_000_000))
    const started = performance.now()
    for (let offset = 0; offset < 2_000_000; offset += 20) index.positionAt(offset)
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(index.positionAt(1_999_999)).toEqual({ line: 1_000_000, column: 2 })
  })
})
