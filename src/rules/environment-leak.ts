import type { Reference } from '../kustomize/reference.ts'
import type { Closure } from '../model/closure/closure.ts'
import { compileGlobs } from '../model/compile-globs.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { referencesIn } from '../model/queries/references-in.ts'
import type { Repository } from '../model/repository.ts'
import { defineRule } from './define-rule.ts'
import { type Foreign, findForeignOwner, listEarlier } from './hierarchy/find-foreign-owner.ts'
import { isForOtherCluster } from './hierarchy/is-for-other-cluster.ts'
import { listNames } from './hierarchy/list-names.ts'
import { isSyncFile } from './hierarchy/read-sync.ts'
import { targetPathOf } from './hierarchy/target-path-of.ts'

interface Leak extends Foreign {
  readonly reference: Reference
  readonly clusters: string[]
}

export default defineRule({
  id: 'environment-leak',
  severity: 'error',
  summary: 'Production loads nothing that belongs to an earlier environment.',
  why: 'What belongs to staging or development is changed without the care that production needs. A production cluster that loads it changes at once with every experiment there, and often points at the wrong hosts, namespaces and secrets from the start.',
  fix: 'Refer to production’s own copy, or move what both share into a directory that belongs to no environment.',
  messages: {
    belongs: '{clusters} {load} `{text}`, which belongs to `{owner}`',
    counterpart: '{clusters} {load} `{text}`, which belongs to `{owner}`; there is `{counterpart}`',
  },
  options: {
    allow: { description: 'Globs of paths that every environment may load.', default: [] as readonly string[] },
  },
  create: ({ repository, options, report }) => {
    const isAllowed = compileGlobs(options.allow)
    const leaks = new Map<Reference, Leak>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory) || listEarlier(cluster, repository.layout).size === 0) return
        for (const reference of listCertain(closure, repository)) {
          const known = leaks.get(reference)
          const to = targetPathOf(reference.target)
          if (to === undefined || isSyncFile(reference.from) || isAllowed(to)) continue
          if (isForOtherCluster(reference, repository)) continue
          const foreign = findForeignOwner({ from: reference.from, to }, closure, repository)
          if (foreign === undefined) continue
          if (known === undefined) leaks.set(reference, { ...foreign, reference, clusters: [cluster.name] })
          else known.clusters.push(cluster.name)
        }
      },
      Repository() {
        for (const { reference, owner, counterpart, clusters } of leaks.values()) {
          const { text, at, pointer } = reference
          const own = counterpart === undefined ? undefined : replaceLast(text, owner, counterpart)
          report({
            message: own === undefined ? 'belongs' : 'counterpart',
            data: {
              clusters: listNames(clusters),
              load: clusters.length === 1 ? 'loads' : 'load',
              text,
              owner,
              counterpart: own ?? '',
            },
            at,
            pointer,
            severity: repository.layout.environments.length > 0 ? 'error' : 'warning',
            clusters,
          })
        }
      },
    }
  },
})

/** The references of all files that a cluster loads for certain as configuration. */
function listCertain({ cluster, files }: Closure, repository: Repository): readonly Reference[] {
  const references: Reference[] = []
  for (const [path, { isCertain, via }] of files) {
    if (!isCertain || via?.loads === 'data' || repository.files.get(path)?.isIgnored) continue
    for (const reference of referencesIn(repository, path, cluster)) references.push(reference)
  }
  return references
}

/** A path with another name in the place of the last segment of one name; undefined where it has no such segment. */
function replaceLast(path: string, segment: string, name: string): string | undefined {
  const segments = path.split('/')
  const index = segments.lastIndexOf(segment)
  return index < 0 ? undefined : segments.with(index, name).join('/')
}
