import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { mergeText } from '../../src/promote/merge/merge-text.ts'
import { mergeYaml } from '../../src/promote/merge/merge-yaml.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/merge')

describe('fixtures', () => {
  test.each(readdirSync(fixtures))('%s', (name) => {
    const read = (file: string): string => readFileSync(join(fixtures, name, file), 'utf8')
    const result = mergeYaml({ base: read('base.yaml'), source: read('source.yaml'), target: read('target.yaml') })
    if (existsSync(join(fixtures, name, 'conflicts.txt'))) {
      const lines = result.conflicts.map(({ path, reason }) => `${path}: ${reason}\n`)
      expect(lines.join('')).toBe(read('conflicts.txt'))
      expect(result.text).toBe(read('target.yaml'))
    } else {
      expect(result.conflicts).toEqual([])
      expect(result.text).toBe(read('expected.yaml'))
    }
  })
})

const merge = (base: string, source: string, target: string): string => {
  const { text, conflicts } = mergeYaml({ base, source, target })
  return conflicts.length === 0 ? text : conflicts.map(({ path, reason }) => `${path}: ${reason}`).join('\n')
}

describe('what stays', () => {
  test.each([
    ['brackets', '{a: 1, b: 2}\n', '{a: 9, b: 2}\n', '{ a: 1, b: 3 } # own\n', '{ a: 9, b: 3 } # own\n'],
    ['brackets, added', '{a: 1}\n', '{a: 1, c: 2}\n', '{ a: 1, b: 3 }\n', '{ a: 1, c: 2, b: 3 }\n'],
    ['brackets, removed', 'a: [x, y]\n', 'a: [y]\n', 'a: [x, y] # own\nb: 1\n', 'a: [y] # own\nb: 1\n'],
    ['no last line break', 'a: 1\n', 'a: 1\nb: 2\n', 'a: 1 # own', 'a: 1 # own\nb: 2'],
    ['CRLF', 'a: 1\nb: 1\n', 'a: 2\nb: 1\nc:\n  d: 1\n', 'a: 1\r\nb: 3\r\n', 'a: 2\r\nb: 3\r\nc:\r\n  d: 1\r\n'],
    [
      'a marker and a header',
      'a: 1\nb: 1\n',
      'b: 1\n',
      '# head\n\n---\n# of a\na: 1\nb: 2\n',
      '# head\n\n---\n# of a\nb: 2\n',
    ],
    ['nothing left', 'a:\n  b: 1\n', 'a: {}\n', 'a:\n    b: 1\nc: 1\n', 'a: {}\nc: 1\n'],
    ['nothing there', 'a:\nb: 1\n', 'a:\n  c: |\n    x\nb: 1\n', 'a: # own\nb: 2\n', 'a:\n  c: |\n    x\nb: 2\n'],
    [
      'an anchor',
      'a: &x 1\nb: *x\nc: 1\n',
      'a: &x 1\nb: *x\nc: 2\n',
      'c: 1\na: &x 1 # own\nb: *x\n',
      'c: 2\na: &x 1 # own\nb: *x\n',
    ],
    ['the order of arguments', 'a: [x, y, z]\n', 'a: [x, y, w, z]\n', 'a: [v, x, y, z]\n', 'a: [v, x, y, w, z]\n'],
    [
      'another order of the source',
      '- name: a\n- name: b\n',
      '- name: b\n- name: a\n',
      '- name: a # own\n- name: b\n',
      '- name: b\n- name: a # own\n',
    ],
    ['quotes say nothing', 'a: x\nb: 1\n', 'a: "x"\nb: 2\n', "a: 'x'\nb: 1\n", "a: 'x'\nb: 2\n"],
    [
      'a key twice',
      'a: {k: 1, k: 2}\nb: 1\n',
      'a: {k: 1, k: 2}\nb: 2\n',
      'c: 1\na: {k: 1, k: 2}\nb: 1\n',
      'c: 1\na: {k: 1, k: 2}\nb: 2\n',
    ],
  ])('%s', (_, base, source, target, expected) => {
    expect(merge(base, source, target)).toBe(expected)
  })
})

describe('conflicts', () => {
  const both = 'Both sides changed it to different values.'
  test.each([
    ['a: 1\n', 'a: 2\n', 'a: 3\n', `a: ${both}`],
    ['a: 1\nb: 1\n', 'b: 1\n', 'a: 2\nb: 1\n', 'a: The source removed what the target changed.'],
    ['a: 1\nb: 1\n', 'a: 2\nb: 1\n', 'b: 1\n', 'a: The target removed what the source changed.'],
    ['b: 1\n', 'a: 1\nb: 1\n', 'a: 2\nb: 1\n', 'a: Both sides added it with different values.'],
    ['a: 1\n', 'a: {b: 1}\n', 'a: [1]\n', `a: ${both}`],
    ['a: [x]\n', 'a: [y]\n', 'a: [z]\n', `a[0]: ${both}`],
    ['a: |\n  x\n  y\n', 'a: |\n  x\n  z\n', 'a: |\n  x\n  w\n', `a (line 2 of the text): ${both}`],
    [
      '- name: a\n- name: b\n- name: c\n',
      '- name: b\n- name: a\n- name: c\n',
      '- name: a\n- name: c\n- name: b\n',
      'the whole document: Both sides put the items in another order.',
    ],
    [
      'a: &x 1\nb: *x\n',
      'a: &x 2\nb: *x\n',
      'a: &x 1\nb: 3\n',
      'the whole file: Both sides changed what is shared through anchors and aliases.',
    ],
  ])('%j, %j, %j', (base, source, target, expected) => expect(merge(base, source, target)).toBe(expected))

  test.each([
    ['removed', (value: string) => (value === 'two' ? '' : `kind: Secret\nstringData: {key: ${value}}\n`)],
    ['encrypted', (value: string) => `kind: Secret\nstringData: {key: ${value}}\nsops: {mac: a}\n`],
    ['broken', (value: string) => `kind: Secret\nstringData: {key: ${value}\n`],
    ['in a list', (value: string) => `kind: List\nitems:\n  - {kind: Secret, stringData: {key: ${value}}}\n`],
  ])('nor those of a Secret that is %s', (_, write) => {
    const { conflicts } = mergeYaml({ base: write('uno'), source: write('two'), target: write('tres') })
    expect(conflicts).toHaveLength(1)
    expect(JSON.stringify(conflicts)).not.toMatch(/uno|two|tres/)
  })

  test('values of Secrets are not shown', () => {
    const secret = (value: string): string => `kind: Secret\nmetadata: {name: a}\nstringData: {key: ${value}}\n`
    const { conflicts } = mergeYaml({ base: secret('one'), source: secret('two'), target: secret('three') })
    expect(conflicts).toMatchObject([
      { path: 'stringData.key', base: '(hidden)', source: '(hidden)', target: '(hidden)' },
    ])
  })
})

describe('what is no YAML', () => {
  test('is merged by lines', () => {
    expect(merge('a: [\nb\nc\nd\n', 'a: [\nb\nc\ne\n', 'x\na: [\nb\nc\nd\n')).toBe('x\na: [\nb\nc\ne\n')
    expect(merge('a: [\nb\n', 'a: [\nc\n', 'a: [\nd\n')).toBe(
      'line 2: Both sides changed these lines to different ones.',
    )
    expect(mergeText({ base: 'a', source: 'a\nb', target: 'a' }).text).toBe('a\nb')
  })
})

describe('hostile texts', () => {
  const list = (item: (index: number) => string): string =>
    Array.from({ length: 10_000 }, (_, index) => item(index)).join('')
  test.each([
    ['a list of names', (index: number) => `- name: n${index}\n  v: ${index}\n`],
    ['a list without names', (index: number) => `- {a: [${index}]}\n`],
    ['a list of two values', (index: number) => `- ${index % 2}\n`],
  ])('%s with 10,000 items', { timeout: 30_000 }, (_, item) => {
    const [base, target] = [list(item), list((index) => item(index % 5000)).replace('\n', ' # own\n')]
    expect(() => mergeYaml({ base, source: list((index) => item((index * 7) % 10_000)), target })).not.toThrow()
  })
  test.each([
    ['deep brackets', '['.repeat(5000) + ']'.repeat(5000)],
    ['deep lines', Array.from({ length: 390 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
    ['an alias of itself', 'a: &a [*a]\n'],
    ['tabs', 'x:\t1\n\ty: 2\n'],
    ['a lone bracket', '}'],
    ['an odd key', '? [a]\n: b\n'],
  ])('%s', (_, text) => {
    const texts = { base: `b: 1\n${text}`, source: `b: 2\n${text}`, target: `# own\nb: 1\n${text} # own` }
    expect(() => mergeYaml(texts)).not.toThrow()
  })
})
