import type { Reference } from '../kustomize/reference.ts'
import type { Cluster } from '../model/cluster.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import type { Repository } from '../model/repository.ts'
import { isWithin } from '../source/is-within.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { textOf } from '../yaml/text-of.ts'
import { defineRule } from './define-rule.ts'
import { type Build, collectBuild } from './hierarchy/collect-build.ts'
import { fluxFilesOf, isFluxRelease } from './hierarchy/flux-files-of.ts'
import { hasFluxInstance } from './hierarchy/has-flux-instance.ts'
import { placeOfCluster } from './hierarchy/place-of-cluster.ts'
import { readSync, syncedDirectory } from './hierarchy/read-sync.ts'

export default defineRule({
  id: 'cluster-flux-system-first',
  severity: 'error',
  summary: 'A cluster’s kustomization file lists its flux-system directory, before everything else.',
  why: 'A kustomization file in a cluster’s directory replaces the list that Flux would generate. When flux-system is not in it, Flux’s own controllers leave the inventory, and with `prune: true` Flux deletes itself. First in the list it is seen at once, and whoever applies the build in its order has Flux before what needs Flux.',
  fix: 'Make `flux-system` the first entry of `resources`.',
  messages: {
    pruned: '`{missing}` is not listed; Flux prunes whatever leaves `{directory}`, its own controllers included',
    unmanaged: '`{missing}` is not listed, so Flux does not take its own files from `{directory}`',
    late: '`{entry}` comes after `{first}`, but belongs first',
  },
  create: ({ repository, report }) => ({
    Cluster(cluster, closure) {
      const { root, fluxSystem, directory, name } = cluster
      if (fluxSystem === undefined || root.origin !== 'file' || isScaffold(directory)) return
      const files = fluxFilesOf(fluxSystem, repository)
      const sync = readSync(cluster, repository)
      const synced = sync === undefined ? directory : (syncedDirectory(sync) ?? directory)
      // Where Flux applies another directory than this one, flux-system-sync-path has the word.
      const at = placeOfCluster(cluster, repository)
      if (files.length === 0 || synced !== directory || at === undefined) return

      const build = collectBuild(root)
      const missing = files.filter((path) => !isIn(build, path, fluxSystem))
      if (missing.length === 0) {
        // A release of Flux in the place of gotk-components.yaml belongs to flux-system.
        const listed = root.references.filter(
          ({ field, target }) => field === 'resources' && !(target.kind === 'remote' && isFluxRelease(target.url)),
        )
        const index = listed.findIndex((reference) => leadsTo(reference, fluxSystem))
        const [first, entry] = [listed[0], listed[index]]
        if (index <= 0 || first === undefined || entry === undefined) return
        report({
          message: 'late',
          data: { entry: entry.text, first: first.text },
          at: entry.at,
          pointer: entry.pointer,
          severity: 'warning',
          clusters: [name],
        })
        return
      }
      if (build.isBroken || hasFluxInstance(closure, repository)) return
      const text = missing.length < files.length ? (missing[0] ?? fluxSystem) : fluxSystem
      // Another Flux Kustomization that applies it keeps it alive.
      const isApplied = missing.every((path) => closure.files.get(path)?.isCertain)
      const prunes = !isApplied && appliesWithPrune(cluster, repository)
      report({
        message: prunes ? 'pruned' : 'unmanaged',
        data: { missing: text.slice(directory.length + 1), directory },
        at,
        pointer: `resources[${text}]`,
        severity: prunes ? 'error' : 'warning',
        clusters: [name],
      })
    },
  }),
})

/** Whether a build takes in a file of flux-system. For its kustomization file, the files that it lists will do. */
function isIn({ directories, files }: Build, path: RepoPath, fluxSystem: RepoPath): boolean {
  if (directories.has(fluxSystem) || files.has(path)) return true
  return !path.includes('/gotk-') && [...files].some((file) => isWithin(file, fluxSystem))
}

/** Whether an entry brings flux-system or a file of it, at once or through other kustomization files. */
function leadsTo({ target }: Reference, fluxSystem: RepoPath): boolean {
  if (target.kind === 'file') return isWithin(target.path, fluxSystem)
  if (target.kind !== 'kustomization') return false
  const { directories, files } = collectBuild(target.file)
  return directories.has(fluxSystem) || [...files].some((path) => isWithin(path, fluxSystem))
}

/** Whether the Flux Kustomization in the flux-system directory applies the cluster with `prune: true`. */
function appliesWithPrune({ directory, fluxSystem }: Cluster, { fluxKustomizations }: Repository): boolean {
  return fluxKustomizations.some(({ object, path }) => {
    const applied = path?.target.kind === 'kustomization' ? path.target.file.directory : undefined
    const prune = textOf(nodeAt(object.document, object.root, ['spec', 'prune']))
    return prune === 'true' && applied === directory && isWithin(object.file, fluxSystem ?? directory)
  })
}
