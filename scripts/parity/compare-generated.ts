import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Difference, reasonToAccept } from './accepted-differences.ts'
import { findKustomize, type Kustomize } from './find-kustomize.ts'
import type { FoundDifference } from './found-difference.ts'
import { generateCase } from './generate-case.ts'
import { isAgreement, judge } from './judge.ts'
import type { ParityCase } from './parity-case.ts'
import { printDifferences } from './print-differences.ts'
import { readArguments } from './read-arguments.ts'
import { runKustomize } from './run-kustomize.ts'
import { runOwn } from './run-own.ts'
import { saveDifferences } from './save-differences.ts'
import { shrink } from './shrink.ts'

interface Tally {
  cases: number
  succeed: number
  equal: number
  fail: number
  unstable: number
  differences: number
  readonly accepted: Map<string, number>
}

/** Shrinking takes long: of differences that look alike so many are made small. */
const shrunkOfOneKind = 2
const shrunkAtMost = 60
const questions = 400

/**
 * `npm run parity -- --generate N --seed S [--index I] [--kustomize PATH] [--keep DIRECTORY]`: builds random cases here and
 * with a real kustomize, and prints where they differ. The exit code is 1 where a difference is not accepted.
 */
export async function compareGenerated(args: readonly string[]): Promise<number> {
  const { count, seed, index: first, kustomize: given, keep } = readArguments(args)
  const kustomize = findKustomize(given)
  if (kustomize === undefined) {
    console.log(given === undefined ? 'There is no kustomize on this machine.' : `${given} is no kustomize.`)
    return given === undefined ? 0 : 1
  }
  console.log(`${kustomize.command} ${kustomize.version}, ${count} cases from ${first} on, seed ${seed}`)
  if (!kustomize.version.startsWith('v5.8.')) console.log('Expect differences: kustomize 5.8 is what is built here.')
  const started = performance.now()
  const directory = await mkdtemp(join(tmpdir(), 'parity-'))
  const tally: Tally = { cases: 0, succeed: 0, equal: 0, fail: 0, unstable: 0, differences: 0, accepted: new Map() }
  const found: FoundDifference[] = []
  try {
    let next = first
    const work = async (_: unknown, worker: number): Promise<void> => {
      while (next < first + count) {
        const index = next++
        await compareCase(kustomize, seed, index, join(directory, String(worker)), tally, found)
      }
    }
    await Promise.all(Array.from({ length: availableParallelism() + 1 }, work))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
  const seconds = (performance.now() - started) / 1000
  printDifferences(found, seed)
  if (keep !== undefined) await saveDifferences(found, seed, keep)
  for (const [reason, times] of tally.accepted) console.log(`accepted ${times} times: ${reason}`)
  const accepted = [...tally.accepted.values()].reduce((sum, each) => sum + each, 0)
  console.log(
    `${tally.cases} cases: both succeed ${tally.succeed}, equal bytes ${tally.equal}, both fail ${tally.fail}, ` +
      `differences ${tally.differences}, accepted ${accepted}, unstable ${tally.unstable}, ${seconds.toFixed(1)} s`,
  )
  return tally.differences === 0 ? 0 : 1
}

async function compareCase(
  kustomize: Kustomize,
  seed: number,
  index: number,
  directory: string,
  tally: Tally,
  found: FoundDifference[],
): Promise<void> {
  const one = generateCase(seed, index)
  const difference = await compare(kustomize, one, directory)
  const { own, real, verdict } = difference
  tally.cases += 1
  if (!('error' in own) && !('error' in real)) tally.succeed += 1
  if (verdict === 'equal bytes') tally.equal += 1
  if (verdict === 'both fail') tally.fail += 1
  if (isAgreement(difference)) return
  const reason = reasonToAccept(difference)
  if (reason !== undefined) tally.accepted.set(reason, (tally.accepted.get(reason) ?? 0) + 1)
  else if (!(await isStable(kustomize, difference, directory))) tally.unstable += 1
  else {
    tally.differences += 1
    const isSame = (each: FoundDifference) => each.verdict === verdict && each.signature === difference.signature
    const same = found.filter(isSame)
    const [before] = same
    if (before !== undefined && (same.length >= shrunkOfOneKind || found.length >= shrunkAtMost)) before.others += 1
    else {
      const entry: FoundDifference = { ...difference, index, isShrunk: false, others: 0 }
      const at = found.push(entry) - 1
      if (at >= shrunkAtMost) return
      const small = await shrinkDifference(kustomize, difference, directory)
      found[at] = { ...small, signature: difference.signature, index, isShrunk: true, others: found[at]?.others ?? 0 }
    }
  }
}

async function compare(kustomize: Kustomize, one: ParityCase, directory: string): Promise<Difference> {
  const running = runKustomize(kustomize, one, directory)
  const own = runOwn(one)
  const real = await running
  return { one, own, real, ...judge(own, real) }
}

/** Whether kustomize says the same each time: it goes through maps in no order. */
async function isStable(kustomize: Kustomize, { one, real }: Difference, directory: string): Promise<boolean> {
  for (let time = 0; time < 3; time++) {
    const again = await runKustomize(kustomize, one, directory)
    if ('error' in real ? !('error' in again) : 'error' in again || again.text !== real.text) return false
  }
  return true
}

async function shrinkDifference(kustomize: Kustomize, difference: Difference, directory: string): Promise<Difference> {
  const { verdict, signature } = difference
  const isFailure = verdict === 'only we fail' || verdict === 'only kustomize fails' || verdict === 'crash'
  let last = difference
  const isInteresting = async (candidate: ParityCase): Promise<boolean> => {
    // Ours costs no process: ask it first.
    const own = runOwn(candidate)
    if ('error' in own !== (verdict === 'only we fail' || verdict === 'crash')) return false
    const now = await compare(kustomize, candidate, directory)
    const isSame = now.verdict === verdict && (!isFailure || now.signature === signature)
    if (!isSame || reasonToAccept(now) !== undefined || !(await isStable(kustomize, now, directory))) return false
    last = now
    return true
  }
  await shrink(difference.one, isInteresting, questions)
  return last
}
