import * as fs from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyTransaction } from '../../src/files/transaction/apply-transaction.ts'
import type { FileChange } from '../../src/files/transaction/file-change.ts'
import { createDirectory, git } from './git-repository.ts'
import {
  apply,
  changesBetween,
  readTexts,
  recover,
  type Texts,
  toContent,
  withLock,
  writeTexts,
} from './transaction-repository.ts'

function repositoryOf(texts: Texts): string {
  const root = createDirectory()
  writeTexts(root, texts)
  return root
}

const change = (path: string, before: string | undefined, after: string | undefined): FileChange => ({
  path,
  before: toContent(before),
  after: toContent(after),
})

describe('a transaction', () => {
  it.each<[string, Texts, Texts]>([
    ['writes, changes and deletes', { a: '1', 'd/b': '2', c: '3' }, { a: '1', 'd/b': 'two', 'e/f/g': '4' }],
    ['makes a directory of a file', { a: '1' }, { 'a/b/c': '2' }],
    ['makes a file of a directory', { 'a/b/c': '1', 'a/d': '2' }, { a: '3' }],
    ['turns both around at once', { 'a/b': '1', b: '2' }, { a: '1', 'b/a': '2' }],
    ['changes nothing but modes', { a: '1', b: '!2' }, { a: '!1', b: '2' }],
    ['empties a repository', { a: '1', 'b/c': '2' }, {}],
    ['writes empty files and names of any script', { ä: '' }, { ä: 'x', '日本/ -n': '', "q'\n": 'y' }],
  ])('%s', async (_name, before, after) => {
    const root = repositoryOf(before)
    await apply(root, changesBetween(before, after))
    expect(readTexts(root)).toEqual(readTexts(repositoryOf(after)))
  })

  const name = fc.constantFrom('a', 'b', 'c')
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
  const content = fc.constantFrom('', '1', '2', '!1', '!2')
  const tree = fc.array(fc.tuple(path, content), { maxLength: 8 }).map((entries) => {
    const texts: Record<string, string> = {}
    for (const [at, text] of entries) {
      const isFree = Object.keys(texts).every((one) => !`${one}/`.startsWith(`${at}/`) && !at.startsWith(`${one}/`))
      if (isFree) texts[at] = text
    }
    return texts as Texts
  })

  it('leads from every tree to every other, and leaves what is not its own', async () => {
    await fc.assert(
      fc.asyncProperty(tree, tree, fc.array(path, { maxLength: 2 }), async (before, after, kept) => {
        const root = repositoryOf(before)
        fs.mkdirSync(join(root, 'mine/empty'), { recursive: true })
        for (const one of kept) if (before[one] === undefined && after[one] === undefined) addEmpty(root, one)
        const old = readTexts(root)
        const outcome = await apply(root, changesBetween(before, after)).then(
          () => 'done',
          (error: Error) => error.message,
        )
        const now = readTexts(root)
        if (outcome !== 'done') {
          expect(outcome).toMatch(/is a directory that is not empty after it|appeared|is a file/)
          expect(now).toEqual(old)
          return
        }
        const filesOf = (texts: Texts): Texts =>
          Object.fromEntries(Object.entries(texts).filter(([one]) => !one.endsWith('/')))
        expect(filesOf(now)).toEqual(after)
        expect(now).toHaveProperty(['mine/empty/'])
        // Whatever directory is there has a file, or was empty before and still is.
        for (const one of Object.keys(now).filter((it) => it.endsWith('/') && !it.startsWith('mine/'))) {
          const isUsed = Object.keys(now).some((it) => it !== one && it.startsWith(one))
          expect(
            isUsed || (old[one] !== undefined && Object.keys(old).every((it) => it === one || !it.startsWith(one))),
          ).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('keeps the permissions of what it does not change, and of what it changes', async () => {
    const root = repositoryOf({ a: '1', b: '2', c: '3' })
    fs.chmodSync(join(root, 'a'), 0o640)
    fs.chmodSync(join(root, 'b'), 0o600)
    fs.chmodSync(join(root, 'c'), 0o640)
    await apply(root, [change('b', '2', 'two'), change('c', '3', '!3')])
    const permissionsOf = (path: string): string => (fs.statSync(join(root, path)).mode & 0o777).toString(8)
    expect(['a', 'b', 'c'].map(permissionsOf)).toEqual(['640', '600', '750'])
  })

  it('is never seen by Git', async () => {
    const root = repositoryOf({ a: '1' })
    git(root, ['init', '-q'])
    git(root, ['add', '--all'])
    await withLock(root, async (transaction) => {
      expect(git(root, ['status', '--porcelain', '--untracked-files=all'])).toBe('A  a')
      await applyTransaction(transaction, [change('a', '1', undefined)])
    })
    expect(git(root, ['status', '--porcelain'])).toBe('AD a')
  })
})

function addEmpty(root: string, path: string): void {
  try {
    fs.mkdirSync(join(root, path), { recursive: true })
  } catch {
    // A file is in its way.
  }
}

describe('a transaction refuses', () => {
  it.each<[string, FileChange, RegExp]>([
    ['what leaves the repository', change('../a', undefined, '1'), /^"\.\.\/a" cannot be changed/],
    ['what leaves it in the middle', change('d/../../a', undefined, '1'), /cannot be changed/],
    ['an absolute path', change('/etc/x', undefined, '1'), /cannot be changed/],
    ['the root', change('', undefined, '1'), /cannot be changed/],
    ["Git's own files", change('d/.GIT/config', undefined, '1'), /belongs to Git/],
    ['its own files', change('.gitops-transaction/x', undefined, '1'), /belongs to gitops/],
    ['a symbolic link', change('link', undefined, '1'), /^link is a symbolic link/],
    [
      'a parent that is a symbolic link',
      change('out/x', undefined, '1'),
      /^out\/x lies behind out, which is a symbolic link/,
    ],
    ['a parent that is a file', change('a/x', undefined, '1'), /^a\/x cannot be written: a is a file/],
    ['a file that has changed', change('a', '0', '2'), /^a has changed/],
    ['a file whose mode has changed', change('a', '!1', '2'), /^a has changed/],
    ['a file that is gone', change('x', '1', '2'), /^x has gone/],
    ['a file that has appeared', change('a', undefined, '2'), /^a has appeared/],
    ['a directory in the place of a file', change('d', undefined, '2'), /^d cannot be written: it is a directory/],
    ['a file that is read-only', change('r', '1', '2'), /^r is read-only/],
    ['deleting a file that is read-only', change('r', '1', undefined), /^r is read-only/],
  ])('%s', async (_name, one, message) => {
    const root = repositoryOf({ a: '1', 'd/e': '2', r: '1' })
    const outside = repositoryOf({ x: 'outside' })
    fs.chmodSync(join(root, 'r'), 0o444)
    fs.symlinkSync('a', join(root, 'link'))
    fs.symlinkSync(outside, join(root, 'out'))
    const old = readTexts(root)
    await expect(apply(root, [change('first', undefined, 'x'), one])).rejects.toThrow(message)
    await expect(apply(root, [one])).rejects.toMatchObject({ name: 'UserError' })
    expect(readTexts(root)).toEqual(old)
    expect(readTexts(outside)).toEqual({ x: 'outside' })
  })

  it('two contents for one path, and a file within a file', async () => {
    const root = repositoryOf({})
    await expect(apply(root, [change('a', undefined, '1'), change('a', undefined, '2')])).rejects.toThrow('twice')
    await expect(apply(root, [change('a', undefined, '1'), change('a/b', undefined, '2')])).rejects.toThrow(
      'a/b cannot be written: a is to be a file',
    )
  })

  it('a workspace that is a symbolic link, touching nothing behind it', async () => {
    const root = repositoryOf({ 'elsewhere/.gitignore': 'x', 'elsewhere/new/0': 'y' })
    fs.symlinkSync('elsewhere', join(root, '.gitops-transaction'))
    const old = readTexts(root)
    await expect(apply(root, [change('a', undefined, '1')])).rejects.toThrow('is not a directory')
    fs.rmSync(join(root, '.gitops-transaction'))
    fs.symlinkSync('elsewhere', join(root, '.gitops-transaction.01234567'))
    await apply(root, [])
    expect(fs.readdirSync(join(root, 'elsewhere')).sort()).toEqual(['.gitignore', 'new'])
    expect(Object.keys(old)).toContain('.gitops-transaction')
  })
})

describe('the next command', () => {
  it('has nothing to do after a whole transaction', async () => {
    const root = repositoryOf({ a: '1' })
    await apply(root, [change('a', '1', '2')])
    expect(await recover(root)).toBeUndefined()
  })
})
