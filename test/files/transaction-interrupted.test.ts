import * as fs from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { operations } from '../../scripts/kill-points/fail-at.mjs'
import { applyTransaction } from '../../src/files/transaction/apply-transaction.ts'
import type { FileChange } from '../../src/files/transaction/file-change.ts'
import { withTransactionLock } from '../../src/files/transaction/with-transaction-lock.ts'
import { createDirectory } from './git-repository.ts'
import { apply, changesBetween, readTexts, recover, type Texts, writeTexts } from './transaction-repository.ts'

const before: Texts = { 'p/a': '1', 'p/b': '2', 'p/c': '3', 'p/d/e': '4', 'p/f': '5' }
const after: Texts = { 'p/a': 'one', 'p/b': '!2', 'p/d': 'file', 'p/f/g': 'five', 'p/n/m': 'new' }
const changes = changesBetween(before, after)

/** No process has this number. */
const deadProcess = { own: 2 ** 22 + 1, isRunning: () => false }

afterEach(() => {
  Object.assign(operations, { count: 0, at: 0, how: 'kill', before: () => {} })
})

function repositoryOf(texts: Texts): string {
  const root = createDirectory()
  writeTexts(root, texts)
  return root
}

/**
 * Makes changes as a process would that dies at an operation: nothing reaches the disk from then on. Returns whether it
 * came so far.
 */
async function dieAt(root: string, list: readonly FileChange[], at: number): Promise<boolean> {
  Object.assign(operations, { count: 0, at, how: 'EIO+' })
  const options = { title: 'promote a b', processes: deadProcess }
  await withTransactionLock(root, options, (transaction) => applyTransaction(transaction, list)).catch(() => {})
  const isDead = operations.count >= operations.at
  Object.assign(operations, { at: 0, before: () => {} })
  return isDead
}

/** Dies just before, or in, the first operation that the given test says yes to. */
async function dieBefore(root: string, isHere: (name: string, args: readonly unknown[]) => boolean): Promise<void> {
  operations.before = (name, args) => {
    if (operations.at > operations.count && isHere(name, args)) operations.at = operations.count
  }
  expect(await dieAt(root, changes, Number.MAX_SAFE_INTEGER - 1)).toBe(true)
}

/** The moves of new files to their places, deletions being moves as well. */
const isMove =
  (root: string, path: string) =>
  (name: string, args: readonly unknown[]): boolean =>
    name === 'rename' && args.includes(join(root, path))

describe('a transaction whose process died', () => {
  const name = fc.constantFrom('a', 'b', 'c')
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
  const tree = fc.array(fc.tuple(path, fc.constantFrom('', '1', '!1', '2')), { maxLength: 6 }).map((entries) => {
    const texts: Record<string, string> = {}
    for (const [at, text] of entries) {
      const isFree = Object.keys(texts).every((one) => !`${one}/`.startsWith(`${at}/`) && !at.startsWith(`${one}/`))
      if (isFree) texts[at] = text
    }
    return texts as Texts
  })

  /** How many operations a transaction is, counted in a repository of its own. */
  async function countOperations(texts: Texts, list: readonly FileChange[]): Promise<number> {
    await dieAt(repositoryOf(texts), list, Number.MAX_SAFE_INTEGER)
    return operations.count
  }

  /** Recovers, and tells how: what was done, and which of the two trees is there. */
  async function recoverOneOf(root: string, old: Texts, next: Texts): Promise<string> {
    const outcome = (await recover(root))?.outcome ?? 'nothing'
    const trees = [old, next].map((texts) => readTexts(repositoryOf(texts)))
    const now = readTexts(root)
    expect(trees).toContainEqual(now)
    return `${outcome} ${isDeepStrictEqual(now, trees[0]) ? 'old' : 'new'}`
  }

  it('is finished or undone, wherever it died', async () => {
    const seen = new Set<string>()
    const total = await countOperations(before, changes)
    for (let at = 1; at <= total; at++) {
      const root = repositoryOf(before)
      await dieAt(root, changes, at)
      seen.add(await recoverOneOf(root, before, after))
    }
    expect([...seen].sort()).toEqual(['finished new', 'nothing new', 'nothing old', 'undone old'])
  })

  it('is so whatever the trees, even when the first attempts at that die too', async () => {
    await fc.assert(
      fc.asyncProperty(tree, tree, fc.nat(), fc.array(fc.nat(40)), async (old, next, at, more) => {
        const list = changesBetween(old, next)
        const root = repositoryOf(old)
        await dieAt(root, list, 1 + (at % (await countOperations(old, list))))
        for (const again of more) await dieAt(root, [], again + 1)
        await recoverOneOf(root, old, next)
      }),
      { numRuns: 300 },
    )
  })

  it.each(['p/a', 'p/f/g', 'p/c', 'p/n/m'])(
    'is not touched where %s was changed since, until it is moved away',
    async (path) => {
      const root = repositoryOf(before)
      await dieBefore(root, isMove(root, 'p/n/m'))
      fs.mkdirSync(join(root, path, '..'), { recursive: true })
      fs.writeFileSync(join(root, path), 'mine')
      const half = readTexts(root)
      await expect(recover(root)).rejects.toThrow(`“promote a b” was interrupted, and ${path} changed after that`)
      await expect(recover(root)).rejects.toMatchObject({ name: 'UserError' })
      expect(filesOf(readTexts(root))).toEqual(filesOf(half))
      fs.rmSync(join(root, path))
      const outcome = (await recover(root))?.outcome
      expect(readTexts(root)).toEqual(readTexts(repositoryOf(outcome === 'finished' ? after : before)))
    },
  )

  it('is undone where its journal is damaged', async () => {
    const root = repositoryOf(before)
    await dieBefore(root, isMove(root, 'p/n/m'))
    fs.truncateSync(join(root, '.gitops-transaction/journal.json'), 100)
    expect(await recover(root)).toMatchObject({ outcome: 'undone', title: 'promote a b' })
    expect(readTexts(root)).toEqual(readTexts(repositoryOf(before)))
  })

  it('is left where nothing is left of its journal', async () => {
    const root = repositoryOf(before)
    await dieBefore(root, isMove(root, 'p/n/m'))
    fs.truncateSync(join(root, '.gitops-transaction/journal.json'), 100)
    fs.truncateSync(join(root, '.gitops-transaction/plan.json'), 0)
    await expect(recover(root)).rejects.toThrow('.gitops-transaction is damaged')
    expect(fs.readdirSync(join(root, '.gitops-transaction/old'))).not.toEqual([])
  })

  it('is undone where a new content has got lost', async () => {
    const root = repositoryOf(before)
    await dieBefore(root, isMove(root, 'p/n/m'))
    fs.rmSync(join(root, '.gitops-transaction/new'), { recursive: true })
    expect(await recover(root)).toMatchObject({ outcome: 'undone' })
    expect(readTexts(root)).toEqual(readTexts(repositoryOf(before)))
  })
})

function filesOf(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([path]) => !path.includes('.gitops-transaction/')))
}

describe('an operation that fails', () => {
  it.each(['EACCES', 'ENOSPC', 'EROFS', 'EIO', 'EXDEV'])(
    'with %s once leaves the old tree or the new one',
    async (code) => {
      let failed = 0
      for (let at = 1; at < 1000; at++) {
        const root = repositoryOf(before)
        Object.assign(operations, { count: 0, at, how: code })
        const outcome = await apply(root, changes).then(
          () => 'done',
          (error: Error) => error,
        )
        const isOver = operations.count < at
        operations.at = 0
        await recover(root)
        const expected = outcome === 'done' ? after : before
        expect(readTexts(root), `${code} at ${at}: ${outcome}`).toEqual(readTexts(repositoryOf(expected)))
        if (outcome !== 'done') {
          failed++
          expect(outcome).toMatchObject({ name: 'UserError' })
          expect(String(outcome)).not.toContain(root)
        }
        if (isOver) break
      }
      expect(failed).toBeGreaterThan(15)
    },
  )

  it.each(['EACCES', 'EROFS'])('with %s for good is told, and finished or undone when it works again', async (code) => {
    for (let at = 1; at < 1000; at++) {
      const root = repositoryOf(before)
      Object.assign(operations, { count: 0, at, how: `${code}+` })
      const outcome = await withTransactionLock(root, { title: 't', processes: deadProcess }, (transaction) =>
        applyTransaction(transaction, changes),
      ).then(
        () => 'done',
        (error: Error) => error,
      )
      const isOver = operations.count < at
      operations.at = 0
      await recover(root)
      const now = readTexts(root)
      expect([before, after].map((texts) => readTexts(repositoryOf(texts)))).toContainEqual(now)
      if (outcome === 'done') expect(now).toEqual(readTexts(repositoryOf(after)))
      else expect(outcome).toMatchObject({ name: 'UserError' })
      if (isOver) break
    }
  })
})

describe('a file that is changed while the transaction is made', () => {
  it.each(['p/a', 'p/c', 'p/n/m', 'p/d/e'])('%s keeps that change; everything else is as before', async (path) => {
    const root = repositoryOf(before)
    operations.before = (name, args) => {
      if (name !== 'rename' || !String(args[1]).endsWith('journal.json')) return
      operations.before = () => {}
      fs.mkdirSync(join(root, path, '..'), { recursive: true })
      fs.writeFileSync(join(root, path), 'mine')
    }
    await expect(apply(root, changes)).rejects.toThrow(`${path} was changed by somebody else at the same time`)
    expect(filesOnly(readTexts(root))).toEqual({ ...before, [path]: 'mine' })
    expect(await recover(root)).toBeUndefined()
  })

  it.each([
    ['p/a', 'in its place', (file: string) => fs.writeFileSync(file, 'mine')],
    ['p/c', 'in its place', (file: string) => fs.writeFileSync(file, 'mine')],
    ['p/c', 'beside it and moved there', replaceFile],
  ])('%s keeps it even where it is written in the last moment, %s', async (path, _how, write) => {
    const root = repositoryOf(before)
    operations.before = (name, args) => {
      if (name !== 'rename' || ![args[0], args[1]].includes(join(root, path))) return
      operations.before = () => {}
      write(join(root, path))
    }
    await expect(apply(root, changes)).rejects.toThrow(`${path} was changed by somebody else at the same time`)
    expect(filesOnly(readTexts(root))).toEqual({ ...before, [path]: 'mine' })
  })

  it('is not overwritten after it was made either, and the earlier content is kept', async () => {
    const root = repositoryOf(before)
    let isDone = false
    operations.before = (name, args) => {
      if (isDone || name !== 'rename' || args[1] !== join(root, 'p/n/m')) return
      isDone = true
      Object.assign(operations, { at: operations.count, how: 'EIO' })
      fs.writeFileSync(join(root, 'p/a'), 'mine')
    }
    await expect(apply(root, changes)).rejects.toThrow('p/a (somebody else has changed it)')
    expect(fs.readFileSync(join(root, 'p/a'), 'utf8')).toBe('mine')
    expect(fs.readFileSync(join(root, '.gitops-transaction/old/0'), 'utf8')).toBe('1')
    await expect(recover(root)).rejects.toThrow('p/a changed after that')
    fs.rmSync(join(root, 'p/a'))
    expect(await recover(root)).toMatchObject({ outcome: 'undone' })
    expect(readTexts(root)).toEqual(readTexts(repositoryOf(before)))
  })
})

function replaceFile(file: string): void {
  fs.writeFileSync(`${file}.tmp`, 'mine')
  fs.renameSync(`${file}.tmp`, file)
}

function filesOnly(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([path]) => !path.endsWith('/')))
}
