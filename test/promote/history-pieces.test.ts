import { describe, expect, it } from 'vitest'
import type { GitLogEntry } from '../../src/files/git-log.ts'
import type { FileContent } from '../../src/files/transaction/file-content.ts'
import { createPromotionMessage } from '../../src/promote/history/create-commit-message.ts'
import { isLost } from '../../src/promote/history/is-lost.ts'
import { leaveOutCancelled } from '../../src/promote/history/leave-out-cancelled.ts'
import { listPromotions } from '../../src/promote/history/list-promotions.ts'
import { readReverts } from '../../src/promote/history/read-reverts.ts'
import { replayChange } from '../../src/promote/history/replay-change.ts'

const file = (text: string | undefined): FileContent | undefined =>
  text === undefined ? undefined : { bytes: new TextEncoder().encode(text), mode: 'file' }

describe('what the target has changed by itself', () => {
  it.each([
    ['nothing changed', 'a: 1\n', 'a: 1\n', 'a: 2\n', false],
    ['the source has it too', 'a: 1\nb: 1\n', 'a: 2\nb: 1\n', 'a: 2\nb: 3\n', false],
    ['the source has something else', 'a: 1\n', 'a: 2\n', 'a: 3\n', true],
    ['the source has not changed', 'a: 1\n', 'a: 2\n', 'a: 1\n', true],
    ['a field more', 'a: 1\n', 'a: 1\nb: 1\n', 'a: 2\n', true],
    ['a comment', 'a: 1\n', 'a: 1 # why\n', 'a: 1\nb: 2\n', true],
    ['line ends alone', 'a: 1\nb: 1\n', 'a: 1\r\nb: 1\r\n', 'a: 1\r\nb: 2\r\n', false],
    ['deleted', 'a: 1\n', undefined, 'a: 1\n', true],
    ['added', undefined, 'a: 1\n', undefined, true],
    ['changed and to be deleted', 'a: 1\n', 'a: 2\n', undefined, true],
    ['never there', undefined, undefined, 'a: 1\n', false],
  ])('%s', (_, base, target, result, expected) => {
    expect(isLost({ path: 'a.yaml', base: file(base), target: file(target), result: file(result) })).toBe(expected)
  })
})

describe('a change that is made again', () => {
  it.each([
    ['beside another', 'a: 1\nb: 1\n', 'a: 2\nb: 1\n', 'a: 1\nb: 3\n', 'a: 2\nb: 3\n'],
    ['on something else', 'a: 1\n', 'a: 2\n', 'a: 3\n', 'a: 2\n'],
    ['that added the file', undefined, 'a: 2\n', undefined, 'a: 2\n'],
    ['that deleted the file', 'a: 2\n', undefined, 'a: 3\n', undefined],
  ])('%s', (_, before, after, content, expected) => {
    const change = { path: 'a.yaml', before: file(before), after: file(after) }
    expect(replayChange(change, file(content))).toEqual(file(expected))
  })
})

const entry = (hash: string, reverts: readonly string[] = []): GitLogEntry => ({
  hash,
  author: 'Ada',
  date: '',
  subject: hash,
  parents: [],
  trailers: new Map(),
  reverts,
  paths: [],
})

describe('reverts', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(40))

  it('name commits in full or in short, and may be reverted', () => {
    const [first = '', second = '', third = ''] = [a, b, c]
    const once = [entry(second, [first.slice(0, 8)]), entry(first)]
    expect([...readReverts(once).reverted]).toEqual([first])
    expect(leaveOutCancelled(once)).toEqual([])
    const twice = [entry(third, [second]), ...once]
    expect([...readReverts(twice).reverted]).toEqual([second])
    expect(leaveOutCancelled(twice).map(({ hash }) => hash)).toEqual([first])
  })

  it('of what is not in the history stay', () => {
    expect(leaveOutCancelled([entry('b'.repeat(40), ['a'.repeat(40)])])).toHaveLength(1)
  })
})

describe('the trailers of a promotion', () => {
  it('are read as they were written, with spaces in names', () => {
    const trees = new Map([
      ['my apps/production', '1'.repeat(40)],
      ['clusters/a=b', '2'.repeat(40)],
    ])
    const message = createPromotionMessage({
      source: 'staging',
      target: 'production',
      part: undefined,
      keepsTarget: false,
      summary: [],
      sourceCommit: '3'.repeat(40),
      dirty: ['a b.yaml', 'c\nPromotion-Target: other'],
      base: '4'.repeat(40),
      trees,
    })
    const lines = message.split('\n').filter((line) => line.startsWith('Promotion-'))
    const trailers = new Map(lines.map((line) => [line.split(': ')[0] ?? '', line.slice(line.indexOf(':') + 2)]))
    const [promotion] = listPromotions([{ ...entry('5'.repeat(40)), trailers }])
    expect(promotion).toMatchObject({ target: 'production', isDirty: true, isReplacement: true, isReverted: false })
    expect(promotion?.trees).toEqual(trees)
  })
})
