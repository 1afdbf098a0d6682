import { type Carried, carryValues } from './carry-values.ts'

/**
 * The source's text with the target's versions put back: `--only config`. Fields that only one side has are listed; what
 * only the source has stays as the source has it. Undefined where one of the texts is no YAML.
 */
export function carryConfiguration({ source, target }: { source: string; target: string }): Carried | undefined {
  return carryValues(target, source)
}
