import { BuildError } from '../build-error.ts'
import { currentId } from '../resource/current-id.ts'
import { formatId } from '../resource/format-id.ts'
import { isSameId, isSameName } from '../resource/is-same-id.ts'
import { previousIds } from '../resource/previous-ids.ts'
import type { Resource } from '../resource/resource.ts'
import { addVariables } from './add-variables.ts'
import type { Variable } from './variable.ts'

/**
 * Takes in the variables of a kustomization file: the objects that they refer to are marked with their names, whatever
 * those objects are called later (ResAccumulator.MergeVars). Several objects for one variable, and a name that is there
 * already, are BuildErrors.
 */
export function mergeVariables(
  resources: readonly Resource[],
  variables: Variable[],
  incoming: readonly Variable[],
): void {
  for (const variable of incoming) {
    const wanted = { isClusterScoped: false, ...variable.object }
    const isWanted = wanted.namespace === '' ? isSameName : isSameId
    const found = resources.filter((resource) =>
      [...previousIds(resource), currentId(resource)].some((id) => isWanted(wanted, id)),
    )
    if (found.length > 1) {
      const names = found.map((resource) => `\`${formatId(currentId(resource))}\``).join(', ')
      throw new BuildError({
        code: 'ambiguous-variable',
        message: `the variable \`${variable.name}\` may take its value from several objects: ${names}`,
        help: 'Set `namespace` in its `objref`.',
        at: variable.at,
      })
    }
    found[0]?.variables.push(variable.name)
  }
  addVariables(variables, incoming)
}
