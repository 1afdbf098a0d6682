import type { Closure } from '../model/closure/closure.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import type { Repository } from '../model/repository.ts'
import { isWithin } from '../source/is-within.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { spanOf } from '../yaml/span-of.ts'
import { defineRule } from './define-rule.ts'
import { type Build, collectBuild } from './hierarchy/collect-build.ts'
import { hasFluxInstance } from './hierarchy/has-flux-instance.ts'
import { hasOwnSync } from './hierarchy/has-own-sync.ts'
import { listSwitchedOff } from './hierarchy/list-switched-off.ts'
import { placeOfResources } from './hierarchy/place-of-cluster.ts'
import { prunesItself } from './hierarchy/prunes-itself.ts'
import { readSync, type Sync } from './hierarchy/read-sync.ts'

export default defineRule({
  id: 'flux-system-complete',
  severity: 'error',
  summary: 'The flux-system directory applies what it holds: Flux’s components, the source and the Flux Kustomization.',
  why: 'What lies in flux-system and is not listed leaves Flux’s inventory and is pruned: Flux deletes its controllers, or its own link to Git. And a Flux Kustomization without its source never becomes ready, so that nothing reaches the cluster any more.',
  fix: 'Keep the files as `flux bootstrap` writes them, list them in the kustomization file beside them, and customise them there with `patches`.',
  messages: {
    unlisted: '`{file}` lies in this directory but is not listed, so Flux prunes what it holds',
    unapplied: '`{file}` lies in this directory but is not listed, so Flux does not apply what it holds',
    noKustomization: 'no Flux Kustomization applies `{directory}` from this {kind}',
    noSource: 'this Flux Kustomization takes its files from {kind} `{name}`, which `{directory}` does not hold',
  },
  create: ({ repository, report }) => ({
    Cluster(cluster, closure) {
      const { directory, root } = cluster
      const sync = readSync(cluster, repository)
      const fluxSystem = sync === undefined ? cluster.fluxSystem : parentDirectory(sync.file)
      if (fluxSystem === undefined || isScaffold(directory)) return
      const clusters = [cluster.name]

      const kustomization = repository.kustomizations.get(fluxSystem)
      if (kustomization !== undefined && !repository.files.get(kustomization.path)?.isIgnored) {
        const [own, whole] = [collectBuild(kustomization), collectBuild(root)]
        // Where the cluster does not build the directory at all, cluster-flux-system-first has the word.
        const isBuilt = whole.directories.has(fluxSystem) || closure.kustomizations.has(fluxSystem)
        const isLeftToOthers =
          !isBuilt || hasOwnSync(closure, fluxSystem, repository) || hasFluxInstance(closure, repository)
        const switchedOff = listSwitchedOff(own, repository)
        for (const file of ['gotk-components.yaml', 'gotk-sync.yaml']) {
          const path = `${fluxSystem}/${file}`
          const isStub = (repository.files.get(path)?.objects ?? []).length === 0
          if (isStub || own.isBroken || own.files.has(path) || whole.files.has(path)) continue
          const isReplaced = file === 'gotk-sync.yaml' ? bringsSync : bringsComponents
          if (isLeftToOthers || switchedOff.includes(path) || isReplaced(own, sync, repository)) continue
          const prunes = prunesItself(cluster, repository)
          report({
            message: prunes ? 'unlisted' : 'unapplied',
            data: { file },
            at: placeOfResources(kustomization),
            pointer: `resources[${file}]`,
            help: 'Add `{file}` to `resources`.',
            severity: prunes ? 'error' : 'warning',
            clusters,
          })
        }
      }

      if (sync === undefined || sync.isBroken) return
      const [source] = sync.sources
      if (sync.kustomization === undefined) {
        if (source?.at === undefined || isApplied(closure, repository)) return
        const { at } = source
        const data = { directory, kind: source.kind }
        report({ message: 'noKustomization', data, at, pointer: `${source.kind}/${source.name}`, clusters })
        return
      }
      const { object, source: wanted } = sync.kustomization
      if (wanted === undefined || source !== undefined || hasSource(wanted, closure, repository)) return
      const node = nodeAt(object.document, object.root, ['spec', 'sourceRef', 'name']) ?? object.root
      report({
        message: 'noSource',
        data: { kind: wanted.kind, name: wanted.name, directory },
        at: { file: object.file, ...spanOf(node) },
        pointer: `Kustomization/${object.name ?? ''}#spec.sourceRef`,
        clusters,
      })
    },
  }),
})

/** Whether a build takes Flux from somewhere else: a release at a URL, or its controllers in another file. */
function bringsComponents({ urls, files }: Build, _sync: Sync | undefined, repository: Repository): boolean {
  const isController = (path: RepoPath): boolean =>
    repository.files.get(path)?.objects.some((object) => object.kind === 'Deployment') ?? false
  return urls.length > 0 || [...files].some(isController)
}

/** Whether another file in a build holds the Flux Kustomization of the sync file. */
function bringsSync({ files }: Build, sync: Sync | undefined, { fluxKustomizations }: Repository): boolean {
  return fluxKustomizations.some(({ object, name }) => files.has(object.file) && name === sync?.kustomization?.name)
}

/** Whether something else in the repository makes Flux apply the cluster's directory, or one above it. */
function isApplied(closure: Closure, repository: Repository): boolean {
  const { directory } = closure.cluster
  return (
    repository.fluxKustomizations.some(
      ({ object, path }) =>
        isWithin(object.file, `${directory}/flux-system`) ||
        (path?.target.kind === 'kustomization' && isWithin(directory, path.target.file.directory)),
    ) || hasFluxInstance(closure, repository)
  )
}

/** Whether the source is written anywhere but in the directory of another cluster. */
function hasSource(
  wanted: { readonly kind: string; readonly name: string },
  closure: Closure,
  repository: Repository,
): boolean {
  const { directory } = closure.cluster
  const others = repository.clusters.filter((one) => one.directory !== directory && !isWithin(directory, one.directory))
  return (
    wanted.kind === 'ExternalArtifact' ||
    repository.sources.some(
      ({ at, kind, name }) =>
        kind === wanted.kind && name === wanted.name && !others.some((one) => isWithin(at?.file ?? '', one.directory)),
    ) ||
    hasFluxInstance(closure, repository)
  )
}
