import type { Location } from '../../source/location.ts'
import type { Step } from '../tree/step.ts'

/**
 * The history of a field whose value comes from another one: its own, the place that asks for the value, and last the
 * place where the value itself is written, which is the one to edit.
 */
export function linkSource(
  before: Step | undefined,
  { cause, at, value }: Omit<Step, 'before'>,
  source: Location | undefined,
): Step {
  const link = { cause, at, value, before }
  return source === undefined ? link : { cause, at: source, value, before: link }
}
