import type { Cluster } from '../model/cluster.ts'
import { toPrintable } from './to-printable.ts'

/** The name of a cluster with what is known of it, on one line. */
export function renderClusterTitle(cluster: Cluster): string {
  const { name, directory, environment, isEphemeral, branch, fluxVersion } = cluster
  const facts = [
    environment === undefined ? '' : `environment ${environment}`,
    isEphemeral ? 'ephemeral' : '',
    branch === undefined ? '' : `branch ${branch.name}`,
    fluxVersion === undefined ? '' : `Flux ${fluxVersion}`,
  ].filter((fact) => fact !== '')
  return [name, directory, facts.join(', ')]
    .filter((part) => part !== '')
    .map(toPrintable)
    .join('  ')
}
