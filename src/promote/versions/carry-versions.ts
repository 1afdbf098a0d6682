import { type Carried, carryValues } from './carry-values.ts'

/**
 * The target's text with the source's versions: `--only images`. Fields that only one side has are listed and stay as
 * they are. Undefined where one of the texts is no YAML.
 */
export function carryVersions({ source, target }: { source: string; target: string }): Carried | undefined {
  return carryValues(source, target)
}
