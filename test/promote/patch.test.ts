import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileChange } from '../../src/files/transaction/file-change.ts'
import type { FileContent } from '../../src/files/transaction/file-content.ts'
import { createGitPatch } from '../../src/promote/patch/create-git-patch.ts'
import { hashGitTree } from '../../src/promote/patch/hash-git-tree.ts'
import { createRepository, git } from '../files/git-repository.ts'

type Tree = ReadonlyMap<string, FileContent>

const file = (content: string | Uint8Array, mode: FileContent['mode'] = 'file'): FileContent => ({
  bytes: Buffer.from(content),
  mode,
})

function listChanges(before: Tree, after: Tree): readonly FileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])]
  return paths.map((path) => ({ path, before: before.get(path), after: after.get(path) }))
}

const hashTree = (tree: Tree): string => hashGitTree([...tree].map(([path, one]) => ({ path, ...one })))

/** Makes the work tree and the index hold exactly a tree, and returns the hash of what the index holds. */
function write(root: string, tree: Tree): string {
  git(root, ['rm', '-r', '-f', '-q', '--ignore-unmatch', '.'])
  git(root, ['clean', '-d', '-x', '-f', '-q'])
  for (const [path, { bytes, mode }] of tree) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), bytes)
    chmodSync(join(root, path), mode === 'executable' ? 0o755 : 0o644)
  }
  git(root, ['add', '--all', '--force'])
  return git(root, ['write-tree'])
}

/** Checks both hashes against Git's, and that the patch turns one tree into the other, in the index and on disk. */
function check(root: string, before: Tree, after: Tree): string {
  expect(write(root, after)).toBe(hashTree(after))
  expect(write(root, before)).toBe(hashTree(before))
  const patch = createGitPatch(listChanges(before, after))
  const isSame = hashTree(before) === hashTree(after)
  expect(patch === '').toBe(isSame)
  if (isSame) return patch
  git(root, ['apply', '--index', '--whitespace=nowarn'], patch)
  expect(git(root, ['write-tree'])).toBe(hashTree(after))
  expect(git(root, ['diff', '--name-only'])).toBe('')
  git(root, ['apply', '--index', '--reverse', '--whitespace=nowarn'], patch)
  expect(git(root, ['write-tree'])).toBe(hashTree(before))
  return patch
}

function createEmpty(): string {
  const root = createRepository([])
  git(root, ['config', 'core.autocrlf', 'false'])
  return root
}

const numbered = (count: number, line = (i: number): string => `line ${i}\n`): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('')

describe('a patch', () => {
  it.each<[string, FileContent | undefined, FileContent | undefined]>([
    ['a change', file('a\nb\nc\n'), file('a\nB\nc\n')],
    ['an addition', undefined, file('a\n')],
    ['a deletion', file('a\nb\n'), undefined],
    ['an empty file added', undefined, file('')],
    ['an empty file deleted', file('', 'executable'), undefined],
    ['a file emptied', file('a\n'), file('')],
    ['an empty file filled', file(''), file('a')],
    ['a mode', file('a\n'), file('a\n', 'executable')],
    ['a mode and a content', file('a\n', 'executable'), file('b\n')],
    ['a line break at the end gone', file('a\nb\n'), file('a\nb')],
    ['a line break at the end added', file('a\nb'), file('a\nb\n')],
    ['no line break on either side', file('a\nb'), file('c\nb')],
    ['line breaks of Windows', file('a\r\nb\r\n'), file('a\r\nc\r\n')],
    ['line breaks changed', file('a\r\nb\r\n'), file('a\nb\n')],
    ['a carriage return within', file('a\rb\n'), file('a\rc\rd')],
    ['a byte order mark', file('\ufeffa\n'), file('a\n')],
    ['letters of any kind', file('é 😀\n'), file('è 😀\n\u2028x\n')],
    ['two changes near each other', file(numbered(30)), file(numbered(30).replace('5\n', 'x\n').replace(' 12', ''))],
    ['two changes far apart', file(numbered(60)), file(numbered(60).replace('5\n', 'x\n').replace(' 40', ''))],
    ['changes with six lines between', file(numbered(20)), file(numbered(20).replace('e 4', '').replace('e 11', ''))],
    ['changes with seven lines between', file(numbered(20)), file(numbered(20).replace('e 4', '').replace('e 12', ''))],
    ['lines added in front', file(numbered(9)), file(`new\n${numbered(9)}`)],
    ['lines added behind', file(numbered(9)), file(`${numbered(9)}new\n`)],
    ['bytes', file(Uint8Array.from([0, 1, 2])), file(Uint8Array.from([0, 255, 2, 3]))],
    [
      'bytes added',
      undefined,
      file(
        Uint8Array.from({ length: 1000 }, (_, i) => (i * i) % 251),
        'executable',
      ),
    ],
    ['bytes deleted', file(Uint8Array.from([0])), undefined],
    ['bytes that are no UTF-8', file(Uint8Array.from([97, 10, 200, 10])), file('a\nÈ\n')],
    ['a NUL far behind', file(`${numbered(3000)}\0\n`), file(`${numbered(3000)}\0x\n`)],
    ['nothing', file('a\n'), file('a\n')],
  ])('of %s is as Git prints it', (_name, before, after) => {
    const root = createEmpty()
    const tree = (one: FileContent | undefined): Tree => new Map(one === undefined ? [] : [['dir/name.yaml', one]])
    const patch = check(root, tree(before), tree(after))
    write(root, tree(before))
    git(root, ['commit', '-q', '--allow-empty', '-m', 'before'])
    write(root, tree(after))
    const printed = git(root, ['diff', '--cached', '--full-index', '--binary', '--no-renames'])
    // Git may choose a delta where we print the whole, has no sight of NULs far behind, and trusts any encoding.
    const isText = [before, after].every((one) => one === undefined || !/[\0\ufffd]/.test(one.bytes.toString()))
    const printedHead = printed.split('\n').slice(0, isText ? undefined : 2)
    const patchHead = patch.trimEnd().split('\n')
    const withoutHeadings = printedHead.map((line) => line.replace(/^(@@ .* @@) .*/, '$1'))
    expect(patchHead.slice(0, isText ? undefined : 2)).toEqual(withoutHeadings)
  })

  it.each([
    'with space',
    ' at the start',
    'at the end ',
    '"quoted"',
    'back\\slash',
    'tab\tand\nline break',
    'ü',
    '😀 and space',
    'a b/c d',
    '-dash',
    '*.yaml',
    'a/b',
    '\u007f',
    '\u0001',
  ])('names the file %j as Git does', (path) => {
    const root = createEmpty()
    const [before, after] = [new Map([[path, file('a\n')]]), new Map([[path, file('b\n')]])]
    const patch = check(root, before, after)
    check(root, new Map(), after)
    check(root, before, new Map())
    write(root, before)
    git(root, ['commit', '-q', '-m', 'before'])
    write(root, after)
    expect(patch.trimEnd()).toBe(git(root, ['diff', '--cached', '--full-index', '--no-renames']))
  })

  it('turns a file into a directory, and back', () => {
    const root = createEmpty()
    check(root, new Map([['a', file('a\n')]]), new Map([['a/b', file('a\n')]]))
    check(root, new Map([['a/b', file('a\n')]]), new Map([['a', file('c\n')]]))
  })

  it('is the same whatever the order of the changes', () => {
    const changes = ['b', 'a/b', 'a-b', 'ü', '\u{10000}', '\uffff'].map((path) => ({
      path,
      before: undefined,
      after: file('x'),
    }))
    expect(createGitPatch(changes.toReversed())).toBe(createGitPatch(changes))
  })

  it('turns any tree into any other', () => {
    const root = createEmpty()
    const lines = fc.array(fc.constantFrom('a', 'b', 'c: d', '', '  - x', 'ü', '\ra', '-- a', '@@ -1 +1 @@', '\\ No'))
    const text = fc.tuple(lines, fc.constantFrom('\n', '\r\n'), fc.boolean())
    const content = fc.oneof(
      { weight: 5, arbitrary: text.map(([all, end, ends]) => Buffer.from(all.join(end) + (ends ? end : ''))) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 120 }) },
    )
    const mode = fc.constantFrom('file', 'file', 'executable') satisfies fc.Arbitrary<FileContent['mode']>
    const name = fc.constantFrom('a', 'b', 'a b', 'a-b', 'a.b', 'A"', 'ü', 'c\\d', 'line\nbreak', '😀')
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
    const tree = fc
      .array(fc.tuple(path, fc.record({ bytes: content, mode })), { maxLength: 6 })
      .map((files): Tree => new Map(files.filter(([one]) => !files.some(([other]) => other.startsWith(`${one}/`)))))
    fc.assert(
      fc.property(tree, tree, fc.boolean(), (before, other, isRelated) => {
        const isApart = ([one]: readonly [string, unknown]): boolean =>
          ![...other.keys()].some((path) => path.startsWith(`${one}/`) || one.startsWith(`${path}/`))
        check(root, before, isRelated ? new Map([...[...before].filter(isApart), ...other]) : other)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a patch of hostile files', () => {
  it.each<[string, (i: number) => string, (i: number) => string]>([
    ['nothing in common', (i) => `a${i}\n`, (i) => `b${i}\n`],
    ['the same in reverse', (i) => `${i}\n`, (i) => `${50_000 - i}\n`],
    ['two lines at random', (i) => `${(i * i * 7) % 11 > 4}\n`, (i) => `${(i * i * i) % 13 > 5}\n`],
    ['everything moved', (i) => `${i % 1009}\n`, (i) => `${(i * 31) % 1009}\n`],
  ])('with %s is made in time, and applies', (_name, one, other) => {
    const root = createEmpty()
    const start = performance.now()
    const before = new Map([['a', file(numbered(50_000, one))]])
    const after = new Map([['a', file(numbered(50_000, other))]])
    createGitPatch(listChanges(before, after))
    expect(performance.now() - start).toBeLessThan(5000)
    check(root, before, after)
  })

  it('is made in time for many of them together', () => {
    const changes = Array.from({ length: 300 }, (_, k) => ({
      path: `${k}`,
      before: file(numbered(1500, (i) => `${(i * i * 7 + k) % 101}\n`)),
      after: file(numbered(1500, (i) => `${(i * i * i + k) % 103}\n`)),
    }))
    const start = performance.now()
    const patch = createGitPatch(changes)
    expect(performance.now() - start).toBeLessThan(30_000)
    const root = createEmpty()
    write(root, new Map(changes.map(({ path, before }) => [path, before])))
    git(root, ['apply', '--index'], patch)
    const after: Tree = new Map(changes.map(({ path, after }) => [path, after]))
    expect(git(root, ['write-tree'])).toBe(hashTree(after))
  })
})

describe('the hash of a tree', () => {
  it('is that of the empty tree where there is nothing', () => {
    expect(hashGitTree([])).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904')
  })

  it('sorts as Git does: a directory as if its name ended with a slash, by bytes', () => {
    const root = createEmpty()
    const paths = ['a/x', 'a.b', 'a-b', 'a0', 'A', 'ü/y', '\u{10000}', '\uffff', 'a b/c/d']
    const tree = new Map(paths.map((path) => [path, file(path)]))
    expect(write(root, tree)).toBe(hashTree(tree))
  })

  it('is made of a deep tree', () => {
    const path = Array.from({ length: 20_000 }, () => 'a').join('/')
    expect(hashGitTree([{ path, ...file('x') }])).toMatch(/^[0-9a-f]{40}$/)
  })
})
