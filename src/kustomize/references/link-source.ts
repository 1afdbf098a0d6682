import type { Location } from '../../source/location.ts'
import type { Step } from '../tree/step.ts'

/**
 * The history of a field whose value comes from another one: its own, the place that asks for the value, and last the
 * place where the value itself is written, which is the one to edit.
 */
export function linkSource(before: Step | undefined, step: Omit<Step, 'before'>, source: Location | undefined): Step {
  const link = { before, ...step }
  return source === undefined ? link : { before: link, ...step, at: source }
}
