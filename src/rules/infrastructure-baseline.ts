import type { Closure } from '../model/closure/closure.ts'
import { compileGlobs } from '../model/compile-globs.ts'
import { findDirectories } from '../model/find-directories.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { hasDanglingBuild } from '../model/queries/has-dangling-build.ts'
import { referencesIn } from '../model/queries/references-in.ts'
import type { Repository } from '../model/repository.ts'
import { isWithin } from '../source/is-within.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { defineRule } from './define-rule.ts'
import { isConfigured } from './hierarchy/is-configured.ts'
import { isUnread } from './hierarchy/is-unread.ts'
import { listDroppedObjects } from './hierarchy/list-dropped-objects.ts'
import { listNames } from './hierarchy/list-names.ts'
import { placeOfCluster } from './hierarchy/place-of-cluster.ts'

export default defineRule({
  id: 'infrastructure-baseline',
  severity: 'error',
  summary: 'All clusters have the same infrastructure.',
  why: 'What is tested on one cluster says something about the next only when both stand on the same ground. A cluster that lacks a controller ignores the custom resources meant for it without a word, and one that lacks a policy or monitoring shows it on the day of the incident.',
  fix: 'Let the cluster load the directory, best through its cluster template. A cluster that needs no infrastructure goes into the option `except`.',
  messages: {
    lacking: 'cluster `{cluster}` lacks `{directory}`, which {others} {have}',
    dropped: 'cluster `{cluster}` loads `{directory}` and leaves out {objects}, which {others} {have}',
  },
  options: {
    except: {
      description: 'Globs of the names of clusters that need not have the infrastructure of the others.',
      default: [] as readonly string[],
    },
  },
  create: ({ repository, options, report }) => {
    const severity = isAgreed(repository) ? 'error' : 'warning'
    const reportDropped = (having: readonly Closure[], directory: RepoPath): void => {
      for (const { closure, objects, others } of listDroppedObjects(having, directory)) {
        const { cluster } = closure
        const at = placeOfCluster(cluster, repository)
        if (at === undefined) continue
        report({
          message: 'dropped',
          data: {
            cluster: cluster.name,
            directory,
            objects: listNames(objects.map(({ object: { id } }) => `${id.kind} ${id.name}`)),
            others: listNames(others.map((one) => one.cluster.name)),
            have: others.length === 1 ? 'has' : 'have',
          },
          at,
          pointer: `infrastructure[${directory}].objects`,
          severity,
          related: objects.map((one) => ({ message: 'written here', at: one.at })),
          clusters: [cluster.name],
        })
      }
    }
    return {
      Repository() {
        const { layout, tree } = repository
        const isExcepted = compileGlobs(options.except)
        const closures = [...repository.closures.values()].filter(
          ({ cluster }) => !isScaffold(cluster.directory) && !isExcepted(cluster.name),
        )
        for (const directory of findDirectories(layout.infrastructure, tree)) {
          const having = closures.filter((closure) => loads(closure, directory))
          if (having.length === 0) continue
          reportDropped(having, directory)
          for (const closure of closures) {
            if (having.includes(closure) || mayLoad(closure, directory, repository)) continue
            if (hasDanglingBuild(closure, repository)) continue
            const { cluster } = closure
            const at = placeOfCluster(cluster, repository)
            if (at === undefined) continue
            const others = listNames(having.map((one) => one.cluster.name))
            report({
              message: 'lacking',
              data: { cluster: cluster.name, directory, others, have: having.length === 1 ? 'has' : 'have' },
              at,
              pointer: `infrastructure[${directory}]`,
              severity,
              clusters: [cluster.name],
            })
          }
        }
      },
    }
  },
})

/** Whether the repository says that it keeps this hierarchy; a directory called infrastructure alone does not. */
function isAgreed({ layout, tree, files }: Repository): boolean {
  const templates = layout.layers.find(({ name }) => name === 'cluster-templates')?.paths ?? []
  return (
    isConfigured(layout, 'infrastructure') || files.has('.gitops.yaml') || findDirectories(templates, tree).length > 0
  )
}

function loads({ files }: Closure, directory: RepoPath): boolean {
  return [...files].some(([path, { isCertain }]) => isCertain && isWithin(path, directory))
}

/** Whether something that cannot be seen from here, or is broken, may bring the directory. */
function mayLoad(
  { cluster, files, kustomizations, unseen }: Closure,
  directory: RepoPath,
  repository: Repository,
): boolean {
  const isNear = (path: RepoPath): boolean => isWithin(path, directory) || isWithin(directory, path)
  const isMisspelt = (path: RepoPath): boolean =>
    referencesIn(repository, path, cluster).some(
      ({ target }) =>
        target.kind === 'missing' && target.tried.some((tried) => isWithin(tried, parentDirectory(directory))),
    )
  return (
    [...files.keys()].some((path) => isWithin(path, directory) || isMisspelt(path)) ||
    [...kustomizations.values()].some(isUnread) ||
    unseen.some(({ target, text }) => {
      if (target.kind !== 'unknown') return false
      // A variable that matches nothing here leads elsewhere; a path that a patch replaces may lead anywhere.
      return target.candidates.some(isNear) || (target.candidates.length === 0 && !text.includes('${'))
    })
  )
}
