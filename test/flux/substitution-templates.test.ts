import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EvaluatedTemplate, evaluateTemplate } from '../../src/flux/substitution/evaluate-template.ts'
import type { Variable, Variables } from '../../src/flux/substitution/variables.ts'

// The first line of the fixture holds sets of variables; each other line a text and what github.com/fluxcd/pkg/envsubst
// v1.7.0 makes of it: a result, one that is no UTF-8 as base64, or an error.

interface Row {
  readonly text: string
  readonly set: string
  readonly strict?: boolean
  readonly result?: string
  readonly bytes?: string
  readonly error?: string
}

const [first = '', ...lines] = readFileSync('fixtures/substitution/templates.jsonl', 'utf8').trim().split('\n')
const { sets } = JSON.parse(first) as { readonly sets: Readonly<Record<string, Record<string, string>>> }

function closed(values: Readonly<Record<string, string | undefined>>): Variables {
  const known = Object.entries(values).map(([name, value]): [string, Variable] => [name, { value, at: undefined }])
  return { known: new Map(known), isOpen: false }
}

it('makes of every text what Flux makes of it', () => {
  expect(lines.length).toBeGreaterThan(1000)
  for (const line of lines) {
    const row = JSON.parse(line) as Row
    const { text, problems, isBroken } = evaluateTemplate(row.text, closed(sets[row.set] ?? {}), row.strict === true)
    const codes = problems.map(({ code }): string => code)
    if (row.error !== undefined) expect(codes, line).toContain(row.error)
    else if (row.bytes === undefined)
      expect({ text, codes, isBroken }, line).toEqual({ text: row.result, codes: [], isBroken: false })
    else expect({ text, isBroken }, line).toEqual({ text: Buffer.from(row.bytes, 'base64').toString(), isBroken: true })
  }
})

describe('uses', () => {
  const outcomes = ({ uses }: EvaluatedTemplate): readonly string[] =>
    uses.map(({ name, outcome }) => `${name} ${outcome}`)

  it.each<readonly [string, readonly string[]]>([
    [`\${v} \${u:=x} \${u}`, ['v value', 'u default', 'u empty']],
    [`\${u:=\${v}}`, ['u default', 'v value']],
    [`$\${v} $v`, []],
  ])('%s', (text, expected) => {
    expect(outcomes(evaluateTemplate(text, closed({ v: 'val' }), false))).toEqual(expected)
  })

  it('have the offsets of the text, and where the result stands', () => {
    const text = `é \${v} 😀 \${u:=\${v}}`
    const { uses, text: result } = evaluateTemplate(text, closed({ v: 'ü' }), true)
    expect(uses.map(({ start, end }) => text.slice(start, end))).toEqual([`\${v}`, `\${u:=\${v}}`, `\${v}`])
    expect(result).toBe('é ü 😀 ü')
    expect(uses.map(({ writtenAt }) => writtenAt)).toEqual([2, 7, undefined])
  })
})

describe('what cannot be seen', () => {
  const hidden = closed({ v: 'val', s: undefined })

  it.each<readonly [string, Variables, string]>([
    [`\${s} \${v}`, hidden, `\${s} val`],
    [`\${s:=x}`, hidden, `\${s:=x}`],
    [`\${u:=a\${s}}`, hidden, `a\${s}`],
    [`\${v:=\${s}}`, hidden, 'val'],
    [`\${v/a/\${s}}`, hidden, `\${v/a/\${s}}`],
    [`\${x} \${v} \${x:-d}`, { ...closed({ v: 'val' }), isOpen: true }, `\${x} val \${x:-d}`],
  ])('%s stays as it is', (text, variables, expected) => {
    const { text: result, problems } = evaluateTemplate(text, variables, true)
    expect(result).toBe(expected)
    expect(problems).toEqual([])
  })
})

it('reports every undefined variable', () => {
  const { problems, text } = evaluateTemplate(`\${a} \${b} \${a^}`, closed({}), true)
  expect(problems.map(({ name, start }) => [name, start])).toEqual([
    ['a', 0],
    ['b', 5],
    ['a', 10],
  ])
  expect(text).toBe(`\${a} \${b} \${a^}`)
})

it('leaves texts without a dollar sign alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const text = raw.replace(/[$\0]/g, '')
      expect(evaluateTemplate(text, closed({ v: 'val' }), true).text).toBe(text)
    }),
  )
})

it('never throws, and gives back what it cannot see', () => {
  const part = fc.constantFrom(
    '$',
    `\${`,
    '}',
    ':=',
    '#',
    '%',
    '/',
    ':',
    '^',
    'v',
    'x',
    '1',
    '-',
    '\\',
    '*',
    '[',
    'é',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(part), fc.boolean(), (parts, isStrict) => {
      const text = parts.join('')
      const { uses } = evaluateTemplate(text, closed({ v: 'val' }), isStrict)
      for (const { start, end } of uses) expect(text.slice(start, end)).toMatch(/^\$\{[\s\S]*\}$/)
      const open = evaluateTemplate(text, { known: new Map(), isOpen: true }, isStrict)
      if (open.problems.length === 0 && !text.includes('$$')) expect(open.text).toBe(text)
    }),
  )
})

describe('hostile texts', () => {
  const many = 100_000

  it.each<readonly [string, string, Record<string, string>, string | undefined]>([
    ['deep defaults', `\${a:=`.repeat(many), {}, 'too-deep'],
    ['deep and closed', `${'${a:='.repeat(many)}${'}'.repeat(many)}`, {}, 'too-deep'],
    ['many in a row', `\${v}`.repeat(many), { v: 'x' }, undefined],
    ['many dollars', '$'.repeat(many), {}, undefined],
    ['many beginnings', `\${v`.repeat(many), {}, 'missing-brace'],
    ['large values', `\${v}`.repeat(many), { v: 'x'.repeat(many) }, 'too-costly'],
    ['slow patterns', `\${v##${'*a'.repeat(50)}b}`, { v: 'a'.repeat(many) }, 'too-costly'],
    ['products', `\${v//a/\${v}}`, { v: 'a'.repeat(many) }, 'too-costly'],
    ['escapes', `\${v/${'\\/'.repeat(many)}/x}`, { v: 'x' }, undefined],
  ])('%s', (_, text, values, code) => {
    expect(evaluateTemplate(text, closed(values), true).problems[0]?.code).toBe(code)
  })
})
