import { BuildError } from '../build-error.ts'
import type { Variable } from './variable.ts'

/** Adds variables to a list in place; one whose name is there already is a BuildError (VarSet.MergeSlice). */
export function addVariables(variables: Variable[], added: readonly Variable[]): void {
  for (const variable of added) {
    const known = variables.find(({ name }) => name === variable.name)
    if (known === undefined) {
      variables.push(variable)
      continue
    }
    throw new BuildError({
      code: 'duplicate-variable',
      message: `the variable \`${variable.name}\` is there twice in one build`,
      help: 'Give one of the two another name; of bases that are included twice, include the variable once.',
      at: variable.at,
      ...(known.at === undefined ? {} : { related: [{ message: 'the other one', at: known.at }] }),
    })
  }
}
