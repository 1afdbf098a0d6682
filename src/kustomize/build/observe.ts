import type { Location } from '../../source/location.ts'
import type { Observation } from './build-run.ts'
import type { Transformer } from './transformer.ts'

/** Marks a transformer as an entry whose effect is to be told. */
export function observe(
  entry: Observation['entry'],
  at: Location | undefined,
  subject: string,
  details: Pick<Observation, 'patch' | 'image' | 'replacement'> = {},
): Pick<Transformer, 'entry'> {
  return at === undefined ? {} : { entry: { entry, at, subject, ...details } }
}
