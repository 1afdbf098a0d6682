import type { Cluster } from '../../model/cluster.ts'
import { compileGlobs } from '../../model/compile-globs.ts'
import { isEphemeralName } from '../../model/is-ephemeral-name.ts'
import { defaultLayout } from '../../model/layout.ts'
import { shortenNames } from './shorten-names.ts'

/** The short-lived clusters of a repository. */
export interface DetectedEphemeral {
  readonly names: ReadonlySet<string>
  /**
   * For the configuration: they match all these names and none of a long-lived cluster. Empty where the convention of
   * ticket numbers finds them all.
   */
  readonly globs: readonly string[]
}

const prefixed = /^(ephemeral|feature|feat|mr|pr|preview|review|temp|tmp)([-_])./i
const ticket = /^([A-Z][A-Z0-9]+-)\d\d/

/** Finds clusters that live as long as a branch does: by their names, or because the branch that they follow is a ticket's. */
export function detectEphemeral(
  clusters: readonly Pick<Cluster, 'name' | 'isEphemeral' | 'branch'>[],
): DetectedEphemeral {
  const byName: string[] = []
  const onTickets: string[] = []
  let isByConvention = true
  for (const { name, isEphemeral, branch } of clusters) {
    const isPrefixed = prefixed.test(name)
    if (isPrefixed || isEphemeral) byName.push(name)
    else if (branch !== undefined && isEphemeralName(branch.name, defaultLayout)) onTickets.push(name)
    else continue
    if (isPrefixed || !isEphemeral) isByConvention = false
  }
  const names = new Set([...byName, ...onTickets])
  if (isByConvention) return { names, globs: [] }
  const longLived = clusters.flatMap(({ name }) => (names.has(name) ? [] : [name]))
  // A setting takes the place of the convention, so that tickets are among its globs.
  const found = new Set<string>()
  const isFree = rememberAnswers((glob) => !longLived.some(compileGlobs([glob])))
  for (const name of byName) {
    const glob = listGlobs(name).find(isFree)
    if (glob !== undefined) found.add(glob)
  }
  for (const glob of shortenNames(onTickets, longLived)) if (isFree(glob)) found.add(glob)
  const isFound = compileGlobs([...found])
  for (const name of names) if (!isFound(name)) found.add(quoteGlob(name))
  return { names, globs: [...found].sort() }
}

/** What may be written for a name, the shortest first, such that it matches clusters to come as well. */
function listGlobs(name: string): readonly string[] {
  const [, word, mark] = prefixed.exec(name) ?? []
  if (word !== undefined) return [`${word}${mark}*`, `${word}${mark}?*`]
  const [, project] = ticket.exec(name) ?? []
  return project === undefined ? [] : [`${project}*`, `${project}[0-9][0-9]*`]
}

function rememberAnswers(ask: (glob: string) => boolean): (glob: string) => boolean {
  const answers = new Map<string, boolean>()
  return (glob) => {
    const answer = answers.get(glob) ?? ask(glob)
    answers.set(glob, answer)
    return answer
  }
}

/** The glob that matches a name alone. */
function quoteGlob(name: string): string {
  return name.replace(/[*?[\]{}()!+@|\\]/g, '\\$&')
}
