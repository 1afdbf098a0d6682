import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileChange } from '../../src/files/transaction/file-change.ts'
import { createGitPatch } from '../../src/promote/patch/create-git-patch.ts'
import { hashGitTree } from '../../src/promote/patch/hash-git-tree.ts'
import { composeFile } from '../../src/promote/plan/compose-file.ts'
import { isSameContent } from '../../src/promote/plan/is-same-content.ts'
import { makePlan } from '../../src/promote/plan/make-plan.ts'
import { mapPath } from '../../src/promote/plan/map-path.ts'
import type { PromotionPlan } from '../../src/promote/plan/promotion-plan.ts'
import { rewriteContent } from '../../src/promote/plan/rewrite-content.ts'
import { createDirectory, git } from '../files/git-repository.ts'
import { environments, isOwn, planInput, type RandomTree } from './random-environments.ts'

const seed = 5
const runs = { seed, numRuns: 2000 }
const fewer = { seed, numRuns: 600 }

function apply(tree: RandomTree, changes: readonly FileChange[]): RandomTree {
  const result = new Map(tree)
  for (const { path, after } of changes) {
    if (after === undefined) result.delete(path)
    else result.set(path, after)
  }
  return result
}

/** What promotions of a tree to an empty target write into it. */
function write(tree: RandomTree): RandomTree {
  return apply(new Map(), makePlan(planInput(tree, new Map())).changes)
}

/** What only a person can decide: nothing is promised for it. */
function isUndecided({ problems }: PromotionPlan): boolean {
  return problems.some(({ code }) => code === 'collision' || code === 'conflict')
}

const show = (tree: RandomTree): readonly string[] =>
  [...tree].map(([path, { bytes, mode }]) => `${path} ${mode} ${Buffer.from(bytes).toString('latin1')}`).sort()

describe('a promotion of random trees with random edits on both sides', () => {
  it('leaves kept paths unchanged, and makes everything else equal to the source after rewriting', () => {
    let judged = 0
    fc.assert(
      fc.property(environments, ({ source, target }) => {
        const input = planInput(source, target)
        const plan = makePlan(input)
        for (const { path } of plan.changes) expect(isOwn.target(path)).toBeUndefined()
        if (isUndecided(plan)) return
        judged++
        const result = apply(target, plan.changes)
        const kept = (tree: RandomTree): RandomTree =>
          new Map([...tree].filter(([path]) => isOwn.target(path) !== undefined))
        expect(show(kept(result))).toEqual(show(kept(target)))
        const wanted = new Map(
          [...source].flatMap(([path, content]) => {
            const to = mapPath(path, input.pairs)
            if (to === undefined || isOwn.source(path) !== undefined) return []
            return [[to, rewriteContent(path, content, input.pairs).content] as const]
          }),
        )
        for (const [path, content] of result) {
          if (isOwn.target(path) !== undefined) continue
          const expected = wanted.get(path)
          if (isSameContent(content, expected)) continue
          // What differs is but the field that is the environment's own.
          const fields = plan.kept.filter((one) => one.path === path && one.field !== undefined)
          expect(fields.length, path).toBeGreaterThan(0)
          expect(withoutField(content.bytes)).toBe(withoutField(expected?.bytes ?? new Uint8Array()))
        }
        for (const path of wanted.keys()) expect(result.has(path)).toBe(true)
      }),
      runs,
    )
    expect(judged).toBeGreaterThan(1500)
  })

  it('is a no-op the second time', () => {
    fc.assert(
      fc.property(environments, ({ source, target }) => {
        const plan = makePlan(planInput(source, target))
        if (isUndecided(plan)) return
        const again = makePlan(planInput(source, apply(target, plan.changes)))
        expect(again.changes).toEqual([])
        expect(again.trees).toEqual(plan.trees)
      }),
      fewer,
    )
  })

  it('is the same in two parts, versions and configuration, whichever comes first', () => {
    fc.assert(
      fc.property(environments, fc.boolean(), ({ source, target }, imagesFirst) => {
        const whole = makePlan(planInput(source, target))
        if (isUndecided(whole)) return
        const order = imagesFirst ? (['images', 'config'] as const) : (['config', 'images'] as const)
        let now = target
        for (const selection of order) {
          const plan = makePlan(planInput(source, now, { selection }))
          if (isUndecided(plan)) return
          now = apply(now, plan.changes)
        }
        expect(show(now)).toEqual(show(apply(target, whole.changes)))
      }),
      fewer,
    )
  })

  it('that keeps the target takes nothing where the source has not changed, and all where the target has not', () => {
    fc.assert(
      fc.property(environments, ({ source, base: common, target }) => {
        const base = write(common)
        expect(makePlan(planInput(common, target, { base })).changes).toEqual([])
        const untouched = apply(target, makePlan(planInput(common, target)).changes)
        const plain = makePlan(planInput(source, untouched))
        const merged = makePlan(planInput(source, untouched, { base }))
        if (isUndecided(plain) || isUndecided(merged) || isUndecided(makePlan(planInput(common, target)))) return
        expect(show(apply(untouched, merged.changes))).toEqual(show(apply(untouched, plain.changes)))
        const three = makePlan(planInput(source, target, { base }))
        if (isUndecided(three)) return
        const again = makePlan(planInput(source, apply(target, three.changes), { base }))
        if (!isUndecided(again)) expect(again.changes).toEqual([])
      }),
      fewer,
    )
  })

  it('has a patch that Git applies to the old tree and that gives the new one, the hash told beforehand, and back', () => {
    const cases = fc.sample(environments, { seed: seed + 1, numRuns: runs.numRuns })
    const plans = cases
      .map(({ source, target }, index) => ({ target, index, plan: makePlan(planInput(source, target)) }))
      .filter(({ plan }) => !isUndecided(plan))
    expect(plans.length).toBeGreaterThan(1500)
    const root = createDirectory()
    git(root, ['init', '-q', '--bare', '--initial-branch=main'])
    git(root, ['fast-import', '--quiet'], toStream(plans))
    git(root, ['read-tree', 'HEAD'])
    const patch = createGitPatch(
      plans.flatMap(({ index, plan }) =>
        plan.changes.map((change) => ({ ...change, path: `${index}/${change.path}` })),
      ),
    )
    const bare = ['-c', 'core.bare=false', '--work-tree=.']
    git(root, [...bare, 'apply', '--cached', '--whitespace=nowarn', '-'], patch)
    const tree = git(root, ['write-tree'])
    const told: { readonly name: string; readonly hash: string | undefined }[] = []
    for (const { index, plan, target } of plans) {
      for (const [directory, hash] of plan.trees) told.push({ name: `${tree}:${index}/${directory}`, hash })
      const files = [...apply(target, plan.changes)].map(([path, content]) => ({ ...content, path }))
      told.push({ name: `${tree}:${index}`, hash: files.length === 0 ? undefined : hashGitTree(files) })
    }
    const names = told.map(({ name }) => `${name}\n`).join('')
    const found = git(root, ['cat-file', '--batch-check=%(objectname)'], names).split('\n')
    expect(found).toEqual(told.map(({ name, hash }) => hash ?? `${name} missing`))
    git(root, [...bare, 'apply', '--cached', '--whitespace=nowarn', '--reverse', '-'], patch)
    expect(git(root, ['write-tree'])).toBe(git(root, ['rev-parse', 'HEAD^{tree}']))
  })

  it('composes a file of the source alone, and of the target alone, as it is', () => {
    const file = { bytes: Buffer.from('a: 1\n'), mode: 'file' as const }
    const sides = { path: 'clusters/production/a.yaml', base: undefined, keepFields: [] }
    expect(composeFile({ ...sides, source: file, target: undefined }, 'all').after).toBe(file)
    expect(composeFile({ ...sides, source: undefined, target: file }, 'all').after).toBeUndefined()
  })
})

/** A text without the lines of the field that each environment has of its own. */
function withoutField(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString()
    .replace(/^ {2}replicas:.*\n/gm, '')
}

/** All old trees as one commit, in the language of `git fast-import`. */
function toStream(plans: readonly { readonly index: number; readonly target: RandomTree }[]): Buffer {
  const parts: Buffer[] = [Buffer.from('commit refs/heads/main\ncommitter T <t@t> 0 +0000\ndata 0\n')]
  for (const { index, target } of plans) {
    for (const [path, { bytes, mode }] of target) {
      const head = `M ${mode === 'executable' ? '100755' : '100644'} inline ${index}/${path}\ndata ${bytes.length}\n`
      parts.push(Buffer.from(head), Buffer.from(bytes), Buffer.from('\n'))
    }
  }
  return Buffer.concat(parts)
}
