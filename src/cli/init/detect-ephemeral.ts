import type { Cluster } from '../../model/cluster.ts'
import { isEphemeralName } from '../../model/is-ephemeral-name.ts'
import { defaultLayout } from '../../model/layout.ts'
import { shortenNames } from './shorten-names.ts'

/** The short-lived clusters of a repository. */
export interface DetectedEphemeral {
  readonly names: ReadonlySet<string>
  /** For the configuration; empty where the convention of ticket numbers finds them all. */
  readonly globs: readonly string[]
}

const prefixed = /^(ephemeral|feature|feat|mr|pr|preview|review|temp|tmp)([-_])./i

/** Finds clusters that live as long as a branch does: by their names, or because the branch that they follow is a ticket's. */
export function detectEphemeral(clusters: readonly Cluster[]): DetectedEphemeral {
  const names = new Set<string>()
  const globs = new Set<string>()
  const onTickets: string[] = []
  for (const { name, isEphemeral, branch } of clusters) {
    const prefix = prefixed.exec(name)
    if (prefix !== null) globs.add(`${prefix[1]}${prefix[2]}*`)
    else if (!isEphemeral && branch !== undefined && isEphemeralName(branch.name, defaultLayout)) onTickets.push(name)
    else if (!isEphemeral) continue
    names.add(name)
  }
  const longLived = clusters.flatMap(({ name }) => (names.has(name) ? [] : [name]))
  for (const glob of shortenNames(onTickets, longLived)) globs.add(glob)
  const isTicket = clusters.some(({ isEphemeral, name }) => isEphemeral && !prefixed.test(name))
  if (globs.size > 0 && isTicket) globs.add('[A-Z]*-[0-9]*')
  return { names, globs: [...globs].sort() }
}
