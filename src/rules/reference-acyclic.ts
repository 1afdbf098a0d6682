import { chainTo } from '../model/queries/chain-to.ts'
import { clustersOf } from '../model/queries/clusters-of.ts'
import { isReached } from '../model/queries/is-reached.ts'
import type { Repository } from '../model/repository.ts'
import type { Location } from '../source/location.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { defineRule } from './define-rule.ts'
import { findCycles } from './references/find-cycles.ts'

export default defineRule({
  id: 'reference-acyclic',
  severity: 'error',
  summary: 'No build includes itself, or a directory above one that it is made of.',
  why: 'kustomize stops with `cycle detected`, also where a directory only holds one that is already part of the build: nothing of that build is applied any more.',
  fix: 'Move what both need into a directory of its own, and let both include that.',
  messages: {
    self: '`{text}` leads back to its own directory',
    parent: '`{text}` leads up to `{end}`, which holds this directory; kustomize takes that for a cycle',
    cycle: '`{text}` closes a cycle: {way}',
    above: '`{text}` leads to `{end}`, which holds `{start}`; kustomize takes that for a cycle: {way}',
  },
  create: ({ report }) => ({
    Repository(repository) {
      for (const { closes, steps } of findCycles(repository)) {
        const [first] = steps
        const last = steps.at(-1)
        if (first === undefined || last === undefined) continue
        const { text, at, pointer } = last.reference
        if (repository.files.get(at.file)?.isIgnored !== false) continue
        const data = { text, start: first.from || '.', end: last.to || '.', way: describeWay(steps) }
        if (steps.length === 1) {
          report({ message: closes === 'itself' ? 'self' : 'parent', data, at, pointer })
          continue
        }
        // What lies on the way may also be built by others, which are not harmed.
        const start = first.reference.from
        const clusters = clustersOf(repository, closes === 'itself' ? at.file : start)
        const shown = listChains(clusters, at.file, repository)
        const related = steps
          .filter(({ reference }) => reference !== last.reference && !shown.has(reference.at))
          .map(({ to, reference }) => ({ message: `includes ${to || '.'}`, at: reference.at }))
        if (closes === 'itself') {
          report({ message: 'cycle', data, at, pointer, related })
          continue
        }
        const isBuilt = repository.clusters.length === 0 || isReached(repository, start)
        report({
          message: 'above',
          data,
          at,
          pointer,
          related,
          clusters,
          severity: isBuilt ? 'error' : 'warning',
        })
      }
    },
  }),
})

/** The places on the chains from clusters to a file, which each finding shows anyway. */
function listChains(clusters: readonly string[], file: RepoPath, { closures }: Repository): ReadonlySet<Location> {
  const chains = clusters.flatMap((cluster) => {
    const closure = closures.get(cluster)
    return closure === undefined ? [] : chainTo(closure, file)
  })
  return new Set(chains.map((reference) => reference.at))
}

/** The directories of a way in one line, the middle of a long one left out. */
function describeWay(steps: readonly { readonly from: RepoPath; readonly to: RepoPath }[]): string {
  const names = [...steps.map((step) => step.from), steps.at(-1)?.to ?? ''].map((name) => `\`${name || '.'}\``)
  if (names.length <= 8) return names.join(' → ')
  return [...names.slice(0, 3), `${names.length - 6} more`, ...names.slice(-3)].join(' → ')
}
