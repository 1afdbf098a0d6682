import type { Step } from './step.ts'

/** The steps that led to one, itself included, oldest first. */
export function chainOf(step: Step | undefined): readonly Step[] {
  const steps: Step[] = []
  for (let link = step; link !== undefined; link = link.before) steps.push(link)
  return steps.reverse()
}
