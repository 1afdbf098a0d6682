import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { lintRepository } from '../../src/lint/lint-repository.ts'
import { buildRepository } from '../../src/model/build-repository.ts'
import { defaultLayout } from '../../src/model/layout.ts'
import { renderGitlab } from '../../src/report/render-gitlab.ts'
import { defineRule } from '../../src/rules/define-rule.ts'

interface Finding {
  readonly rule: string
  readonly file: string
  readonly pointer: string
  readonly line: number
}

const files = ['a.yaml', 'a.yaml0', 'a/b.yaml']

/** Pointers that are alike but for what might be lost on the way: separators, numbers, letters beyond the basic plane. */
const pointers = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '\0',
    '\0' + '0',
    '0\0' + '1',
    'resources[0]',
    'resources[0]\0' + '0',
    '😀',
    '\ufffd',
    '\ud800',
    '\ud801',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const lists = fc.array(
  fc.record({
    rule: fc.constantFrom('one', 'one-more'),
    file: fc.constantFrom(...files),
    pointer: pointers,
    line: fc.nat({ max: 3 }),
  }),
  { maxLength: 30 },
)

/** The entries that GitLab is given when rules find these, with so many lines put before each file. */
function reportOf(findings: readonly Finding[], moved: number) {
  const texts = files.map((path) => [path, `${'# new\n'.repeat(moved)}a: 1\nb: 2\nc: 3\nd: 4\n`])
  const repository = buildRepository(createMemoryFileSystem(Object.fromEntries(texts)), defaultLayout, { remotes: [] })
  const rules = ['one', 'one-more'].map((id) =>
    defineRule({
      id,
      severity: 'error',
      summary: 's',
      why: 'w',
      fix: 'f',
      messages: { found: '{line}' },
      create: ({ report }) => ({
        Repository() {
          for (const { file, pointer, line } of findings.filter(({ rule }) => rule === id)) {
            const start = moved * '# new\n'.length + line * 'a: 1\n'.length
            report({ message: 'found', data: { line: String(line) }, at: { file, start, end: start + 1 }, pointer })
          }
        },
      }),
    }),
  )
  const diagnostics = lintRepository(repository, { rules: new Map() }, rules)
  const entries: readonly Entry[] = JSON.parse(renderGitlab({ repository, diagnostics, version: '1.2.3' }))
  return entries
}

interface Entry {
  readonly fingerprint: string
  readonly description: string
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

describe('fingerprints', () => {
  it('differ for each finding of a run, and stay when lines move', () => {
    fc.assert(
      fc.property(lists, fc.nat({ max: 20 }), (findings, moved) => {
        const before = reportOf(findings, 0)
        const prints = before.map(({ fingerprint }) => fingerprint)
        expect(prints).toHaveLength(findings.length)
        expect(new Set(prints).size).toBe(prints.length)
        const after = reportOf(findings, moved)
        expect(after.map(({ fingerprint }) => fingerprint)).toEqual(prints)
        expect(after.map(({ location }) => location.lines.begin - moved)).toEqual(
          before.map(({ location }) => location.lines.begin),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('stay when a finding of another kind comes or goes', () => {
    fc.assert(
      fc.property(lists, lists, (some, others) => {
        const key = ({ rule, file, pointer }: Finding): string => JSON.stringify([rule, file, pointer])
        const known = new Set(some.map(key))
        const fresh = others.filter((one) => !known.has(key(one)))
        const before = reportOf(some, 0).map(({ fingerprint }) => fingerprint)
        const after = new Set(reportOf([...some, ...fresh], 0).map(({ fingerprint }) => fingerprint))
        expect(before.filter((one) => !after.has(one))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})
