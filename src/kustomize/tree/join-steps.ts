import type { Step } from './step.ts'

/** The chain of one value after the chain of what it replaced. */
export function joinSteps(before: Step | undefined, after: Step | undefined): Step | undefined {
  if (before === undefined || before === after) return after
  if (after === undefined) return before
  const links: Step[] = []
  for (let step: Step | undefined = after; step !== undefined; step = step.before) {
    // One chain may already continue the other.
    if (step === before) return after
    links.push(step)
  }
  return links.reduceRight<Step>((chain, { cause, at, value }) => ({ cause, at, value, before: chain }), before)
}
