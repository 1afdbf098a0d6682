import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import { parseFormats } from '../../src/cli/parse-formats.ts'
import { lintFormatNames, lintFormats } from '../../src/report/lint-formats.ts'
import { UserError } from '../../src/source/user-error.ts'
import { clean, found } from './formats-example.ts'

describe('lintFormats', () => {
  it.each(lintFormatNames)('%s is loaded and writes the same twice', async (name) => {
    const render = await lintFormats[name].load()
    const colors = new Chalk({ level: 0 })
    expect(render(found, colors)).not.toBe(render(clean, colors))
    expect(render(found, colors)).toBe(render(found, colors))
    expect(lintFormats[name].description).not.toBe('')
  })
})

describe('parseFormats', () => {
  it.each([
    [[], [['text', undefined]]],
    [['json'], [['json', undefined]]],
    [['text=-'], [['text', undefined]]],
    [
      ['gitlab=gl-code-quality-report.json', 'text'],
      [
        ['gitlab', 'gl-code-quality-report.json'],
        ['text', undefined],
      ],
    ],
    [
      ['json=a.json', 'json=b.json', 'junit=../out/a=b.xml'],
      [
        ['json', 'a.json'],
        ['json', 'b.json'],
        ['junit', '../out/a=b.xml'],
      ],
    ],
  ])('%j', (values, expected) => {
    expect(parseFormats(values, '/repository').map(({ format, file }) => [format, file])).toEqual(expected)
  })

  it.each([
    [['gitlb'], 'there is no format `gitlb`; did you mean `gitlab`?'],
    [['yaml'], 'there is no format `yaml`; there are text, json,'],
    [['Sarif=a.sarif'], 'there is no format `Sarif`; did you mean `sarif`?'],
    [[''], 'there is no format ``; there are'],
    [['constructor'], 'there is no format `constructor`;'],
    [['json='], '--format json= names no file: give one, such as json=report.txt'],
    [['json=reports/'], '--format json=reports/ names a directory: give a file in it'],
    [['json', 'text'], '--format json and --format text both write to standard output: give one of them a file'],
    [['text', 'json=-'], 'such as json=report.txt'],
    [
      ['json=a.json', 'sarif=./x/../a.json'],
      '--format json=a.json and --format sarif=./x/../a.json write to the same file',
    ],
    [['json=a.json', 'sarif=/repository/a.json'], 'write to the same file'],
  ])('%j is refused', (values, message) => {
    expect(() => parseFormats(values, '/repository')).toThrow(UserError)
    expect(() => parseFormats(values, '/repository')).toThrow(message)
  })
})
