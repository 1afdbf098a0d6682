import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFileTree } from '../../src/files/file-tree.ts'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { defaultPatterns, versionControlPatterns } from '../../src/flux/artifacts/built-in-ignore-patterns.ts'
import { compileGlob } from '../../src/flux/artifacts/compile-glob.ts'
import { compileSourceIgnore, type SourceIgnore } from '../../src/flux/artifacts/compile-source-ignore.ts'
import { isDoublestarPattern } from '../../src/flux/artifacts/is-doublestar-pattern.ts'
import { matchDoublestar } from '../../src/flux/artifacts/match-doublestar.ts'
import { packSource } from '../../src/flux/artifacts/pack-source.ts'

interface Packed {
  readonly files: Readonly<Record<string, string>>
  readonly spec?: string
  readonly bucket?: boolean
  readonly kept: readonly string[]
  readonly dirs: readonly string[]
}

function readLines<Line>(name: string): readonly Line[] {
  const text = readFileSync(new URL(`../../fixtures/source-ignore/${name}.jsonl`, import.meta.url), 'utf8')
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
}

test('artifacts hold what Flux packs', () => {
  for (const { files, spec, bucket, kept, dirs } of readLines<Packed>('packed')) {
    const system = createMemoryFileSystem(files)
    const { tree, whyAbsent } = packSource(system, createFileTree(system), {
      kind: bucket ? 'Bucket' : 'GitRepository',
      ...(spec === undefined ? {} : { ignore: { text: spec, at: undefined } }),
    })
    const paths = new Set(
      Object.keys(files).flatMap((path) => path.split('/').map((_, at, all) => all.slice(0, at + 1).join('/'))),
    )
    const verdicts = [...paths].map((path) => [
      path,
      tree.isFile(path),
      tree.isDirectory(path),
      whyAbsent(path) === undefined,
    ])
    expect(verdicts, JSON.stringify({ files, spec })).toEqual(
      [...paths].map((path) => [
        path,
        kept.includes(path),
        dirs.includes(path),
        kept.includes(path) || dirs.includes(path),
      ]),
    )
  }
})

test('exclude patterns match as in source-watcher', () => {
  for (const [pattern, path, isValid, isMatch] of readLines<[string, string, boolean, boolean]>('doublestar')) {
    expect([pattern, isDoublestarPattern(pattern)]).toEqual([pattern, isValid])
    if (isValid) expect([pattern, path, matchDoublestar(pattern, path)]).toEqual([pattern, path, isMatch])
  }
})

function compile(text: string | undefined): SourceIgnore {
  const texts = text === undefined ? [] : [{ origin: 'spec' as const, directory: '', text, locate: () => undefined }]
  return compileSourceIgnore(texts, { builtIn: true })
}

test.each([
  ['a rule of its own drops the defaults', 'x', 'deploy/.sops.yaml', undefined],
  ['a comment does not', '# x', 'deploy/.sops.yaml', '**/.sops.yaml'],
  ['nor does white space', ' \n\t\n', 'a.png', '*.png'],
  ['version control stays out', 'x', 'a/.gitignore', '.gitignore'],
  ['but can be brought back', '!.gitignore', 'a/.gitignore', undefined],
  ['an excluded directory can be re-included below', '/*\n!/deploy', 'deploy/a.yaml', undefined],
  ['and below an excluded parent', 'a/\n!a/b/', 'a/b/c.yaml', undefined],
  ['an indented # is no comment', ' # x', ' # x', ' # x'],
  ['** within a name matches nothing', 'a**/b', 'ab/b', undefined],
  ['the first place that fits after ** is final', '**/a/b', 'a/x/a/b', undefined],
  ['a malformed pattern matches nothing', '[a', '[a', undefined],
  ['a leading slash anchors', '/a.yaml', 'b/a.yaml', undefined],
  ['CRLF is no part of a rule', 'a.yaml\r\n', 'a.yaml', 'a.yaml'],
])('%s', (_, text, path, pattern) => {
  expect(compile(text).findRule(path, false)?.pattern).toBe(pattern)
})

test('a rule is found with its place', () => {
  const text = '# ours\n\n!keep.yaml\nsecret/\n'
  const files = createMemoryFileSystem({ 'apps/.sourceignore': text, 'apps/secret/a.yaml': '', 'secret/a.yaml': '' })
  const { tree, whyAbsent } = packSource(files, createFileTree(files), { kind: 'GitRepository' })
  expect(tree.isFile('secret/a.yaml')).toBe(true)
  expect(whyAbsent('apps/secret')).toEqual(whyAbsent('apps/secret/a.yaml'))
  expect(whyAbsent('apps/secret/a.yaml')).toEqual({
    reason: 'ignored',
    pattern: 'secret/',
    origin: 'sourceignore',
    at: { file: 'apps/.sourceignore', start: text.indexOf('secret'), end: text.indexOf('secret') + 7 },
  })
})

const name = fc.constantFrom('a', '.sops.yaml', '.github', 'x.png', '.gitignore', 'b.yaml', '.git')
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))

test('rules that match nothing leave version control out and nothing else; none leave the defaults out too', () => {
  const withRule = compile('/no/such/path')
  const withoutRule = compile(undefined)
  const spelled = compile([...versionControlPatterns, ...defaultPatterns].join('\n'))
  fc.assert(
    fc.property(path, fc.boolean(), (one, isDirectory) => {
      expect([undefined, 'version-control']).toContain(withRule.findRule(one, isDirectory)?.origin)
      expect(withoutRule.findRule(one, isDirectory)?.pattern).toBe(spelled.findRule(one, isDirectory)?.pattern)
    }),
  )
})

test('hostile patterns end', () => {
  expect(compileGlob(`${'a*'.repeat(500)}[b]`)?.('a'.repeat(5000))).toBe(false)
  expect(matchDoublestar(`${'**/a*'.repeat(50)}b`, 'a/'.repeat(200))).toBe(false)
  expect(matchDoublestar('{'.repeat(400) + '}'.repeat(400), 'abc')).toBe(false)
  expect(compile(`${'**/'.repeat(20000)}b`).findRule('a/'.repeat(2000), false)).toBe(undefined)
})
