import type { Repository } from '../../model/repository.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import { UserError } from '../../source/user-error.ts'

/** The one side of a promotion. */
export interface FoundEnvironment {
  readonly name: string
  readonly isPromotable: boolean
  readonly isEphemeral: boolean
}

/**
 * Finds an environment, or the cluster that stands for one, by its name. Throws a UserError that names the nearest one
 * where there is none.
 */
export function findEnvironment(wanted: string, { clusters, layout }: Repository): FoundEnvironment {
  const name = wanted.replace(/^\.\//, '').replace(/\/+$/, '')
  const cluster = clusters.find((one) => one.directory === name) ?? clusters.find((one) => one.name === name)
  const environment =
    layout.environments.find((one) => one.name === name) ??
    layout.environments.find((one) => one.name === cluster?.environment)
  if (cluster !== undefined || environment !== undefined) {
    return {
      name: cluster?.name ?? name,
      isPromotable: environment?.isPromotable ?? true,
      isEphemeral: cluster?.isEphemeral ?? false,
    }
  }
  const names = [...new Set([...layout.environments.map((one) => one.name), ...clusters.map((one) => one.name)])]
  if (names.length === 0) {
    throw new UserError('no cluster was found here; name their directories under `clusters` in .gitops.yaml')
  }
  const near = nearestMatch(name, names)
  const hint = near === undefined ? '' : `did you mean \`${near}\`? `
  throw new UserError(`there is no environment \`${name}\`; ${hint}there are ${names.slice(0, 20).join(', ')}`)
}
