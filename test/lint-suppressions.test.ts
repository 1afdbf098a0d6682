import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { type Judgement, type JudgeOptions, judgeRepository } from '../src/lint/judge-repository.ts'
import type { RuleConfiguration } from '../src/lint/rule-settings.ts'
import { readHashComments } from '../src/lint/suppressions/read-hash-comments.ts'
import { readMarkupComments } from '../src/lint/suppressions/read-markup-comments.ts'
import { readYamlComments } from '../src/lint/suppressions/read-yaml-comments.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout } from '../src/model/layout.ts'
import { defineRule } from '../src/rules/define-rule.ts'
import type { Rule } from '../src/rules/rule.ts'
import suppressionUnused from '../src/rules/suppression-unused.ts'
import type { Diagnostic } from '../src/source/diagnostic.ts'
import { createLineIndex } from '../src/source/line-index.ts'

/** Finds a word in every file. */
const word = (id: string, pattern: RegExp): Rule =>
  defineRule({
    id,
    severity: 'error',
    summary: '',
    why: '',
    fix: '',
    reach: 'everywhere',
    messages: { found: '{text}' },
    create: ({ report }) => ({
      File({ path, text }) {
        for (const { 0: found, index } of text.matchAll(pattern)) {
          const at = { file: path, start: index, end: index + found.length }
          report({ message: 'found', data: { text: found }, at, pointer: found })
        }
      },
    }),
  })

/** Finds every file as a whole. */
const whole = defineRule({
  id: 'whole',
  severity: 'warning',
  summary: '',
  why: '',
  fix: '',
  reach: 'everywhere',
  messages: { found: 'file' },
  create: ({ report }) => ({
    File: ({ path }) => report({ message: 'found', at: { file: path, start: 0, end: 0 }, pointer: '' }),
  }),
})

/** Judges a change, and finds nothing where there is none. */
const changed = defineRule({
  id: 'changed',
  severity: 'warning',
  summary: '',
  why: '',
  fix: '',
  messages: {},
  create: ({ change }) => ({ Repository: () => void change?.environments }),
})

const rules = [word('bad', /\bBAD\d*/g), word('ugly', /\bUGLY\b/g), whole, changed, suppressionUnused]

function judge(
  files: Readonly<Record<string, string>>,
  options: JudgeOptions = {},
  configuration: RuleConfiguration = { rules: new Map([['whole', { severity: 'off', options: {} }]]) },
): Judgement {
  const repository = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] })
  return judgeRepository(repository, configuration, rules, options)
}

const show = ({ rule, message }: Diagnostic): string => (rule === 'suppression-unused' ? `unused ${message}` : message)
const on = { rules: new Map() }

/** What is left in one file. */
function left(text: string, path = 'a.yaml', configuration?: RuleConfiguration): readonly string[] {
  return judge({ [path]: text }, {}, configuration).findings.map(show)
}

const unused = 'unused `bad` finds nothing in the line that this suppression is for'
const next = '# gitops-lint-disable-next-line bad -- why\n'

describe('a suppression in YAML', () => {
  it.each([
    ['the next line', `${next}a: BAD\nb: BAD1\n`, ['BAD1']],
    ['the next line with content', `${next}\n  # a comment\n# another\na: BAD\nb: BAD1\n`, ['BAD1']],
    ['what begins in the next line, not what is below', `${next}a:\n  b: BAD\n`, [unused, 'BAD']],
    ['an item', `a:\n  ${next}  - BAD\n  - BAD1\n`, ['BAD1']],
    ['all findings of the rule in the line', `${next}a: [BAD, BAD1, UGLY]\n`, ['UGLY']],
    ['several rules', '# gitops-lint-disable-next-line bad, ugly -- why\na: [BAD, UGLY]\n', []],
    ['several comments for one line', `${next}# gitops-lint-disable-next-line ugly -- why\na: [BAD, UGLY]\n`, []],
    ['its own line', 'a: BAD # gitops-lint-disable-line bad -- why\nb: BAD1\n', ['BAD1']],
    ['the next document', `a: 1\n${next}---\na: BAD\n---\nb: BAD1\n`, ['BAD1']],
    ['a block scalar whole', `${next}a: |\n  x\n\n  BAD\n  # no comment\n  BAD1\nb: BAD2\n`, ['BAD2']],
    ['a block scalar from its header', 'a: | # gitops-lint-disable-line bad -- why\n  x\n  BAD\nb: BAD1\n', ['BAD1']],
    ['a quoted scalar whole', `${next}a: "x\n  BAD\n  y"\nb: BAD1\n`, ['BAD1']],
    ['a quoted scalar from its end', 'a: "x\n  BAD\n  y" # gitops-lint-disable-line bad -- why\nb: BAD1\n', ['BAD1']],
    ['a plain scalar whole', `${next}a: x\n  BAD\n  y\nb: BAD1\n`, ['BAD1']],
    ['carriage returns', `${next}a: BAD\nb: BAD1\n`.replaceAll('\n', '\r\n'), ['BAD1']],
    ['text in a scalar is none', `a: |\n  ${next}  BAD\nb: '${next.trim()}'\n`, ['BAD']],
    ['a # in a word is none', `a: x${next}b: BAD\n`, ['BAD']],
    ['the whole file', '# gitops-lint-disable bad -- why\n---\na: BAD\n---\nb: [BAD1, UGLY]\n', ['UGLY']],
    ['after directives', '%YAML 1.2\n# gitops-lint-disable bad -- why\n---\na: BAD\n', []],
    ['the whole file from below', 'a: 1\n# gitops-lint-disable bad -- why\nb: BAD\n', ['BAD']],
    ['a broken file', `${next}a: [BAD\nb: BAD1\n`, ['BAD1']],
    ['a broken file without findings', `${next}a: [1\n`, []],
    ['without a reason', '# gitops-lint-disable-next-line bad\na: BAD\n', []],
    ['without a rule', '# gitops-lint-disable-next-line -- bad\na: BAD\n', ['BAD']],
    ['an unknown rule', '# gitops-lint-disable-next-line bat -- why\na: BAD\n', ['BAD']],
    ['a rule that judges suppressions', `# gitops-lint-disable suppression-unused -- why\n${next}a: 1\n`, [unused]],
    ['nothing follows', `a: BAD\n${next}`, ['BAD', unused]],
    ['a rule on changes without a change', '# gitops-lint-disable changed -- why\na: 1\n', []],
  ])('%s', (_name, text, expected) => {
    expect(left(text)).toEqual(expected)
  })

  it('at the top is for a finding on the file as a whole, which has no line of its own', () => {
    expect(left(`# gitops-lint-disable-next-line whole -- why\na: 1\n`, 'a.yaml', on)).toEqual([])
    expect(left(`---\n\n# gitops-lint-disable-next-line whole -- why\na: 1\n`, 'a.yaml', on)).toEqual([])
    expect(left(`a: 1\n# gitops-lint-disable-next-line whole -- why\nb: 1\n`, 'a.yaml', on)).toHaveLength(2)
  })
})

describe('a suppression elsewhere', () => {
  const html = '<!-- gitops-lint-disable-next-line bad -- why -->'
  it.each([
    ['Markdown', 'README.md', `# T\n\n${html}\nBAD\nBAD1\n`, ['BAD1']],
    ['Markdown, over lines', 'a.md', `<!--\n gitops-lint-disable-next-line bad\n  -- why\n-->\nBAD\n`, []],
    ['Markdown, its own line', 'a.md', `| BAD | <!-- gitops-lint-disable-line bad -- why --> |\nBAD1\n`, ['BAD1']],
    ['Markdown, the whole file', 'a.md', `<!-- gitops-lint-disable bad -- why -->\n# T\nBAD\n`, []],
    ['Markdown, fenced', 'a.md', `# T\n\`\`\`md\n${html}\nBAD\n\`\`\`\n${html}\nBAD1\n`, ['BAD']],
    ['Markdown, code', 'a.md', `Write \`${html}\`\nBAD\n`, ['BAD']],
    ['Markdown, never closed', 'a.md', `${html.slice(0, -3)}\nBAD\n`, ['BAD']],
    ['Markdown, a heading with #', 'a.md', `${next}BAD\n`, ['BAD']],
    ['.env', 'a.env', `A=BAD\n${next}B=BAD1\n`, ['BAD']],
    ['a script', 'a.sh', `#!/bin/sh\n# gitops-lint-disable bad -- why\nBAD\n`, []],
    ['JSON has no comments', 'a.json', `{"a": "BAD # gitops-lint-disable-line bad -- why"}\n`, ['BAD']],
  ])('%s', (_name, path, text, expected) => {
    expect(left(text, path)).toEqual(expected)
  })
})

describe('what is suppressed', () => {
  const files = { 'a.yaml': `${next}a: BAD\n`, 'b/b.yaml': `${next}b: 1\n`, 'b/c.yaml': 'c: BAD\n' }

  it('is kept with its reason and its fingerprint', () => {
    const { findings, suppressed } = judge(files)
    expect(findings.map(({ at }) => at.file)).toEqual(['b/b.yaml', 'b/c.yaml'])
    expect(suppressed).toMatchObject([{ rule: 'bad', severity: 'error', suppressed: { by: 'comment', reason: 'why' } }])
    const [before] = judge({ 'a.yaml': 'a: BAD\n' }).findings
    expect(suppressed[0]?.fingerprint).toBe(before?.fingerprint)
  })

  it('takes the first reason that is given', () => {
    const text = `# gitops-lint-disable bad\n# gitops-lint-disable bad -- one -- two\n${next}a: BAD\n`
    const [one] = judge({ 'a.yaml': text }).suppressed
    expect(one?.suppressed?.reason).toBe('why')
  })

  it('is told only of the parts that are asked for', () => {
    expect(judge(files, { asked: ['a.yaml'] }).findings).toEqual([])
    expect(judge(files, { asked: ['b'] }).findings).toHaveLength(2)
    expect(judge(files, { asked: ['b'] }).suppressed).toEqual([])
    expect(judge(files, { asked: ['b/c.yaml'] }).findings).toHaveLength(1)
  })
})

describe('reading comments', () => {
  const pieces = fc.array(
    fc.constantFrom(
      ...[
        'a: ',
        '- ',
        '# c',
        ' #',
        '|\n',
        '>-\n',
        '"',
        "'",
        '\n',
        '\r\n',
        '  ',
        '\t',
        '---\n',
        '...',
        '{',
        ']',
        '&a ',
        '*a',
      ],
      ...['%Y\n', '<!--', '-->', '`', '```\n', '~~~\n', 'x', '\u0002', '\u0018', '\u001f', '\ufeff', '😀'],
    ),
    { maxLength: 40 },
  )
  it.each([
    ['YAML', readYamlComments, /^#/],
    ['lines', readHashComments, /^#/],
    ['Markdown', readMarkupComments, /^<!--[\s\S]*--!?>$/],
  ] as const)('%s: every comment stands where it is said to stand', (_name, read, pattern) => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('')
        const lines = createLineIndex(text)
        const { comments, statementAt, hasContent } = read(text, lines)
        let last = 0
        for (const { start, end, text: words, textStart } of comments) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(text.slice(start, end)).toMatch(pattern)
          expect(text.slice(textStart, textStart + words.length)).toBe(words)
          last = end
        }
        const count = lines.positionAt(text.length).line
        for (let line = 1; line <= count; line += 1) {
          const statement = statementAt(line)
          if (statement !== undefined) expect(hasContent(statement)).toBe(true)
          if (hasContent(line)) expect(statement).toBeLessThanOrEqual(line)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('takes linear time on hostile texts', () => {
    const many = 100_000
    const start = performance.now()
    left(`${next.trim().repeat(many / 10)}\na: BAD\n`)
    left(`# gitops-lint-disable-next-line ${'-'.repeat(many)}x ${'bad '.repeat(many)}\na: BAD\n`)
    left(`${'<!-- gitops-lint-'.repeat(many / 10)}`, 'a.md')
    left(`${'`<!--'.repeat(many / 10)}gitops-lint-`, 'a.md')
    left(`${'- '.repeat(many / 100)}${'#'.repeat(many)} gitops-lint-`, 'a.env')
    left(`${next}a: BAD\n`.repeat(many / 20))
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
