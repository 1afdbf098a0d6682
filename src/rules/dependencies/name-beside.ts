import type { Dependant } from './list-dependants.ts'

type Named = Pick<Dependant, 'namespace' | 'name'>

/** A name as it is best read beside an object: with its namespace where that is not the same. */
export function nameBeside(one: Named, beside: Named): string {
  return one.namespace === beside.namespace ? one.name : `${one.namespace}/${one.name}`
}
