import { normalizeGitUrl } from '../flux/normalize-git-url.ts'
import type { Cluster } from '../model/cluster.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import type { Repository } from '../model/repository.ts'
import { isWithin } from '../source/is-within.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { spanOf } from '../yaml/span-of.ts'
import { defineRule } from './define-rule.ts'
import { collectBuild } from './hierarchy/collect-build.ts'
import { readSync, type Sync, syncedDirectory } from './hierarchy/read-sync.ts'

export default defineRule({
  id: 'flux-system-sync-path',
  severity: 'error',
  summary:
    'A cluster’s gotk-sync.yaml makes Flux apply that cluster’s own directory, from the source that stands beside it.',
  why: 'A gotk-sync.yaml copied from another cluster makes this cluster apply the other one’s directory: production becomes staging with the next reconciliation, and what was production’s own is pruned.',
  fix: 'Set `spec.path` to the directory of the cluster that the file belongs to, or run `flux bootstrap` with that path.',
  messages: {
    otherCluster: '`{path}` is the directory of cluster `{other}`; for cluster `{cluster}` it is `./{directory}`',
    otherClusters:
      '`{path}` holds the directories of other clusters too, {others}: cluster `{cluster}` would apply them all; expected `./{directory}`',
    outside: '`{path}` does not hold `{fluxSystem}`, so Flux does not apply its own files; expected `./{directory}`',
    otherSource: '`sourceRef` names {wanted}, but this file holds {found}',
  },
  create: ({ repository, report }) => ({
    Cluster(cluster) {
      const sync = readSync(cluster, repository)
      if (sync?.kustomization === undefined || isScaffold(cluster.directory)) return
      const { directory, name } = cluster
      const { path, object } = sync.kustomization
      const synced = syncedDirectory(sync)
      if (path !== undefined && synced !== undefined && !holds(synced, sync, cluster)) {
        const other = repository.clusters.find((one) => one.directory === synced)
        const isOther = other !== undefined && isOwnRepository(sync, other, repository)
        const fluxSystem = parentDirectory(sync.file)
        const data = { path: path.text, directory, fluxSystem, cluster: name, other: other?.name ?? '' }
        const { at, pointer } = path
        if (isOther) report({ message: 'otherCluster', data, at, pointer, clusters: [name] })
        else if (other === undefined && repository.tree.isDirectory(synced))
          report({ message: 'outside', data, at, pointer, severity: 'warning', clusters: [name] })
      }

      const others = repository.clusters.filter(
        (one) => one !== cluster && synced !== undefined && synced !== directory && isBelow(one.directory, synced),
      )
      if (path !== undefined && isWithin(directory, synced ?? directory) && others.length > 0) {
        const names = others.map((one) => `\`${one.name}\``).join(', ')
        const data = { path: path.text, directory, cluster: name, others: names }
        report({
          message: 'otherClusters',
          data,
          at: path.at,
          pointer: path.pointer,
          severity: 'warning',
          clusters: [name],
        })
      }

      const mismatch = findMismatch(sync, cluster, repository)
      if (mismatch === undefined) return
      report({
        message: 'otherSource',
        data: mismatch.data,
        at: { file: object.file, ...spanOf(nodeAt(object.document, object.root, mismatch.field) ?? object.root) },
        pointer: `Kustomization/${object.name ?? ''}#spec.sourceRef`,
        help: 'Name the source of this file in `spec.sourceRef`.',
        clusters: [name],
      })
    },
  }),
})

function isBelow(path: string, directory: string): boolean {
  return path !== directory && isWithin(path, directory)
}

/** Whether the directory that Flux applies takes in this sync's own directory. */
function holds(synced: string, { file, kustomization }: Sync, { directory }: Cluster): boolean {
  const fluxSystem = parentDirectory(file)
  if (isWithin(fluxSystem, synced)) return true
  // A repository kept inside this one has its own root.
  if (directory.endsWith(`/${synced}`)) return true
  const target = kustomization?.path?.target
  if (target?.kind !== 'kustomization') return false
  const build = collectBuild(target.file)
  return build.directories.has(fluxSystem) || build.files.has(file)
}

/** Whether a sync and that of another cluster are, for all that is known, about the same repository. */
function isOwnRepository(sync: Sync, other: Cluster, repository: Repository): boolean {
  const urlOf = (one: Sync | undefined): string | undefined => one?.sources.find(({ url }) => url !== undefined)?.url
  const [own, others] = [urlOf(sync), urlOf(readSync(other, repository))]
  return own === undefined || others === undefined || normalizeGitUrl(own) === normalizeGitUrl(others)
}

interface Mismatch {
  readonly data: { readonly wanted: string; readonly found: string }
  /** The field that is wrong. */
  readonly field: readonly string[]
}

/** How the `sourceRef` misses the source in the same file; undefined where it meets it, or another one of the cluster. */
function findMismatch(
  { file, sources, kustomization }: Sync,
  cluster: Cluster,
  repository: Repository,
): Mismatch | undefined {
  const wanted = kustomization?.source
  const [found] = sources
  if (wanted === undefined || found === undefined) return undefined
  const isMet = repository.sources.some(
    ({ at, namespace, kind, name }) =>
      kind === wanted.kind &&
      name === wanted.name &&
      (at?.file === file
        ? isSame(namespace, wanted.namespace)
        : isWithin(at?.file ?? '', cluster.directory) || isOutsideOfClusters(at?.file ?? '', repository)),
  )
  if (isMet) return undefined
  const step = found.kind !== wanted.kind ? 'kind' : found.name !== wanted.name ? 'name' : 'namespace'
  const nameOf = (kind: string, name: string, namespace: string | undefined): string =>
    `${kind} \`${step === 'namespace' ? `${namespace}/` : ''}${name}\``
  return {
    field: ['spec', 'sourceRef', step],
    data: {
      wanted: nameOf(wanted.kind, wanted.name, wanted.namespace),
      found: nameOf(found.kind, found.name, found.namespace),
    },
  }
}

/** The places that lie in no cluster, and those that do. Every cluster asks for the same. */
const judged = new WeakMap<Repository, Map<RepoPath, boolean>>()

function isOutsideOfClusters(path: RepoPath, repository: Repository): boolean {
  const known = judged.get(repository) ?? new Map<RepoPath, boolean>()
  judged.set(repository, known)
  const isOutside = known.get(path) ?? !repository.clusters.some(({ directory }) => isWithin(path, directory))
  known.set(path, isOutside)
  return isOutside
}

/** Namespaces are compared only where both are written: a kustomization file often sets them. */
function isSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b
}
