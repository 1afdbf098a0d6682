import { isScaffold } from '../model/is-scaffold.ts'
import { layerOf } from '../model/queries/layer-of.ts'
import type { Repository } from '../model/repository.ts'
import { isWithin } from '../source/is-within.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { defineRule } from './define-rule.ts'
import { type Build, collectBuild } from './hierarchy/collect-build.ts'
import { fluxFilesOf } from './hierarchy/flux-files-of.ts'
import { hasFluxInstance } from './hierarchy/has-flux-instance.ts'
import { hasOwnSync } from './hierarchy/has-own-sync.ts'
import { bringsRelease, leadsToFluxSystem } from './hierarchy/leads-to-flux-system.ts'
import { listSwitchedOff } from './hierarchy/list-switched-off.ts'
import { placeOfCluster } from './hierarchy/place-of-cluster.ts'
import { prunesItself } from './hierarchy/prunes-itself.ts'
import { readSync, syncedDirectory } from './hierarchy/read-sync.ts'

export default defineRule({
  id: 'cluster-flux-system-first',
  severity: 'error',
  summary: 'A cluster’s kustomization file lists its flux-system directory, before everything else.',
  why: 'A kustomization file in a cluster’s directory replaces the list that Flux would generate. When flux-system leaves that list, Flux’s own controllers leave the inventory, and with `prune: true` Flux deletes itself. The order changes nothing for Flux; first in the list, flux-system is seen at once.',
  fix: 'Make `flux-system` the first entry of `resources`.',
  messages: {
    pruned:
      '`{missing}` is not listed: at its next sync Flux deletes {lost} from this cluster, if it has applied them before',
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
      const unlisted = files.filter((path) => !isIn(build, path, fluxSystem))
      if (unlisted.length === 0) {
        // A release of Flux in the place of gotk-components.yaml belongs to flux-system.
        const listed = root.references.filter(
          (reference) => reference.field === 'resources' && !bringsRelease(reference),
        )
        const index = listed.findIndex((reference) => leadsToFluxSystem(reference, fluxSystem))
        const [first, entry] = [listed[0], listed[index]]
        if (index <= 0 || first === undefined || entry === undefined) return
        report({
          message: 'late',
          data: { entry: entry.text, first: first.text },
          at: entry.at,
          pointer: entry.pointer,
          help: 'Make `{entry}` the first entry of `resources`.',
          severity: hasTemplates(repository) ? 'warning' : 'info',
          clusters: [name],
        })
        return
      }
      if (build.isBroken || hasOwnSync(closure, fluxSystem, repository) || hasFluxInstance(closure, repository)) return
      const switchedOff = listSwitchedOff(build, repository).filter((path) => isWithin(path, fluxSystem))
      const missing = unlisted.filter((path) => !switchedOff.some((off) => isWithin(path, off)))
      const [first] = missing
      if (first === undefined) return
      const text = missing.length < files.length ? first : fluxSystem
      // Another Flux Kustomization that applies it keeps it alive.
      const isApplied = missing.every((path) => closure.files.get(path)?.isCertain)
      const prunes = !isApplied && prunesItself(cluster, repository)
      report({
        message: prunes ? 'pruned' : 'unmanaged',
        data: {
          missing: text.slice(directory.length + 1),
          lost: missing.some((path) => installsFlux(path, repository))
            ? 'its own controllers'
            : 'its own source and Kustomization',
          directory,
        },
        at,
        pointer: `resources[${text}]`,
        severity: prunes ? 'error' : 'warning',
        clusters: [name],
        ...(text === fluxSystem ? {} : { help: 'Add `{missing}` to `resources`.' }),
      })
    },
  }),
})

/** Whether a build takes in a file of flux-system. For its kustomization file, the files that it lists will do. */
function isIn({ directories, files }: Build, path: RepoPath, fluxSystem: RepoPath): boolean {
  if (directories.has(fluxSystem) || files.has(path)) return true
  return !path.includes('/gotk-') && [...files].some((file) => isWithin(file, fluxSystem))
}

/** Whether a file of flux-system brings Flux's controllers, and not only what ties them to Git. */
function installsFlux(path: RepoPath, { files, kustomizations }: Repository): boolean {
  if (files.get(path)?.objects.some(({ kind }) => kind === 'Deployment')) return true
  return kustomizations.get(parentDirectory(path))?.references.some(bringsRelease) ?? false
}

/** Whether the repository has the hierarchy in which the order of a cluster's list is agreed upon. */
function hasTemplates({ layout, kustomizations, fluxKustomizations }: Repository): boolean {
  const paths = [...kustomizations.keys(), ...fluxKustomizations.map(({ object }) => object.file)]
  return paths.some((path) => layerOf(layout, path)?.name === 'cluster-templates')
}
