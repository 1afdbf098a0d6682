import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describePlan, planTexts, type Texts } from './read-case.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/fix')
/** `RECORD=1` writes what comes out; read it before it is kept. */
const isRecording = process.env.RECORD === '1'

function readTexts(directory: string): Texts {
  const texts: Record<string, string> = {}
  const walk = (path: string): void => {
    for (const name of readdirSync(path)) {
      const child = join(path, name)
      if (statSync(child).isDirectory()) walk(child)
      else texts[relative(directory, child)] = readFileSync(child, 'utf8')
    }
  }
  if (existsSync(directory)) walk(directory)
  return texts
}

function mapTexts(texts: Texts, change: (text: string) => string): Texts {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, change(text)]))
}

describe.each(readdirSync(fixtures))('%s', (name) => {
  const directory = join(fixtures, name)
  const before = readTexts(join(directory, 'before'))
  const result = planTexts(before)
  if (isRecording) {
    for (const [path, text] of Object.entries(result.after)) {
      if (before[path] === text) continue
      mkdirSync(dirname(join(directory, 'after', path)), { recursive: true })
      writeFileSync(join(directory, 'after', path), text)
    }
    writeFileSync(join(directory, 'plan.txt'), describePlan(result.plan))
  }
  // Only what changes is kept in `after`.
  const expected = { ...before, ...readTexts(join(directory, 'after')) }

  it('is fixed as written', () => {
    expect(result.after).toEqual(expected)
    expect(describePlan(result.plan)).toBe(readFileSync(join(directory, 'plan.txt'), 'utf8'))
  })

  it('has no more to fix afterwards', () => {
    expect(planTexts(result.after).plan.changes).toEqual([])
  })

  it('is fixed the same with the line breaks of Windows', () => {
    const windows = (text: string): string => text.replaceAll('\n', '\r\n')
    expect(planTexts(mapTexts(before, windows)).after).toEqual(mapTexts(expected, windows))
  })
})
