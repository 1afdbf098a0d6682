import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { lintRepository } from '../src/lint/lint-repository.ts'
import { readConfiguration } from '../src/lint/read-configuration.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defineRule } from '../src/rules/define-rule.ts'
import { createLineIndex } from '../src/source/line-index.ts'

const rule = (id: string, isOn: boolean) =>
  defineRule({
    id,
    isOn,
    severity: 'warning',
    reach: 'everywhere',
    summary: '',
    why: '',
    fix: '',
    messages: { found: '{word}' },
    options: { word: { description: '', default: 'own' }, other: { description: '', default: 'a' } },
    create: ({ options, report }) => ({
      File({ path }) {
        if (!path.endsWith('.txt')) return
        const at = { file: path, start: 0, end: 0 }
        report({ message: 'found', data: { word: `${options.word}${options.other}` }, at, pointer: '' })
      },
    }),
  })
const rules = [rule('on', true), rule('off', false)]

/** What is found in three files under a configuration. */
function lint(text: string): readonly string[] {
  const configuration = readConfiguration('.gitops.yaml', text, rules)
  if ('errors' in configuration) return configuration.errors.map(({ message }) => message)
  const files = { 'a.txt': '', 'apps/b.txt': '', 'apps/deep/c.txt': '' }
  const repository = buildRepository(createMemoryFileSystem(files), configuration.layout, { remotes: [] })
  return lintRepository(repository, configuration, rules).map(
    ({ rule: id, severity, at, message }) => `${at.file} ${id} ${severity} ${message}`,
  )
}

const a = 'a.txt on warning owna'
const b = 'apps/b.txt on warning owna'
const c = 'apps/deep/c.txt on warning owna'

describe('an override', () => {
  it.each([
    ['none', '', [a, b, c]],
    ['off in a directory', 'overrides: [{paths: [apps], rules: {on: off}}]', [a]],
    ['in every spelling of it', 'overrides: [{paths: [./apps/], rules: {on: off}}]', [a]],
    ['a glob', 'overrides: [{paths: ["apps/*.txt"], rules: {on: off}}]', [a, c]],
    ['several', 'overrides: [{paths: [a.txt, "**/c.txt"], rules: {on: off}}]', [b]],
    ['a severity', 'overrides: [{paths: ["**/c.txt"], rules: {on: error}}]', [a, b, c.replace('warning', 'error')]],
    [
      'the last one wins',
      'overrides: [{paths: [apps], rules: {on: off}}, {paths: [apps/deep], rules: {on: info}}]',
      [a, c.replace('warning', 'info')],
    ],
    [
      'the last one wins, the other way around',
      'overrides: [{paths: [apps/deep], rules: {on: info}}, {paths: [apps], rules: {on: off}}]',
      [a],
    ],
    [
      'over what holds for all',
      'rules: {on: off}\noverrides: [{paths: [apps/deep], rules: {on: error}}]',
      [c.replace('warning', 'error')],
    ],
    [
      'switches a rule on that is off by itself',
      'rules: {on: off}\noverrides: [{paths: [apps/deep], rules: {off: info}}]',
      ['apps/deep/c.txt off info owna'],
    ],
    [
      'options alone switch nothing on',
      'rules: {on: off}\noverrides: [{paths: [apps/deep], rules: {off: {word: x}}}]',
      [],
    ],
    [
      'options, each for itself, and the severity stays',
      'rules: {on: {severity: info, word: all}}\noverrides: [{paths: [apps], rules: {on: {other: b}}}, {paths: [apps/deep], rules: {on: {word: deep}}}]',
      ['a.txt on info alla', 'apps/b.txt on info allb', 'apps/deep/c.txt on info deepb'],
    ],
    [
      'a severity keeps the options',
      'rules: {on: {word: all}}\noverrides: [{paths: [apps/deep], rules: {on: error}}]',
      ['a.txt on warning alla', 'apps/b.txt on warning alla', 'apps/deep/c.txt on error alla'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(lint(text)).toEqual(expected)
  })

  it.each([
    ['overrides: {paths: [a]}', '1:12 `overrides` must be a list; found a map'],
    ['overrides: [{paths: [a]}]', '1:13 `overrides.0` lacks `rules`'],
    ['overrides: [{rules: {}}]', '1:13 `overrides.0` lacks `paths`'],
    ['overrides: [{paths: [], rules: {}}]', '1:21 `overrides.0.paths` must NOT have fewer than 1 items'],
    ['overrides: [{path: [a], rules: {}}]', '1:14 unknown setting `path`; did you mean `paths`?'],
    ['overrides: [{paths: [a], rules: {onn: off}}]', '1:34 there is no rule `onn`; did you mean `on`?'],
    [
      'overrides: [{paths: [a], rules: {on: loud}}]',
      '1:38 `overrides.0.rules.on` must be one of off, info, warning, error; found `loud`',
    ],
    ['overrides: [{paths: [a], rules: {on: {wrd: x}}}]', '1:39 rule `on` has no option `wrd`; did you mean `word`?'],
    ['overrides: [{paths: [a], rules: {on: off, on: info}}]', '1:43 `on` is set twice'],
    [
      'overrides: [{paths: ["a[**/*a*a*a*a*"], rules: {}}]',
      '1:22 `a[**/*a*a*a*a*` has more than four `*` in one segment; write fewer',
    ],
  ])('%s', (text, expected) => {
    const configuration = readConfiguration('.gitops.yaml', text, rules)
    if (!('errors' in configuration)) throw new Error('no mistake')
    const lines = createLineIndex(text)
    const [first] = configuration.errors.map(({ message, at }) => {
      const { line, column } = lines.positionAt(at.start)
      return `${line}:${column} ${message}`
    })
    expect(first).toBe(expected)
  })
})
