import type { KubernetesObject } from '../../kustomize/kubernetes-object.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import { referencesTo } from '../../model/queries/references-to.ts'
import type { Repository } from '../../model/repository.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { isWithin } from '../../source/is-within.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { findMisspelt } from './find-misspelt.ts'
import { indexMentions } from './index-mentions.ts'
import { isSetApart } from './is-set-apart.ts'
import { listUnseenPaths } from './list-unseen-paths.ts'

/** Manifests of one directory that nothing names, and the kustomization file that could list them. */
export interface OrphanManifests {
  readonly home: KustomizationFile
  readonly directory: RepoPath
  readonly files: readonly SourceFile[]
}

/** Further below a kustomization file it can no longer be told what belongs to it. */
const maximumDepth = 3

/**
 * Finds manifests that lie beside or below a kustomization file that a cluster builds, and that nothing in the
 * repository names: no reference, no comment, no script, no string, no prose. Where it cannot be told there are none.
 */
export function listOrphanManifests(repository: Repository): readonly OrphanManifests[] {
  const references = referencesTo(repository)
  const groups = new Map<RepoPath, { home: KustomizationFile; files: SourceFile[] }>()
  const mayBeBuilt = listUnseenPaths(repository)
  const isMisspelt = findMisspelt(repository)
  for (const file of repository.files.values()) {
    if (!file.isYaml || file.isIgnored || references.has(file.path)) continue
    const home = findHome(file.path, repository)
    if (home === undefined || home.path === file.path || !isManifest(file)) continue
    if (isSetApart(file.path, home.directory, repository.tree)) continue
    if (
      mayBeBuilt(file.path, home.directory) ||
      isMisspelt(file.path) ||
      isNamed(file.path, home.directory, repository)
    )
      continue
    const directory = parentDirectory(file.path)
    const group = groups.get(directory)
    if (group === undefined) groups.set(directory, { home, files: [file] })
    else group.files.push(file)
  }
  return [...groups].map(([directory, { home, files }]) => ({ home, directory, files }))
}

/** The nearest kustomization file at or above a file, where a cluster builds it and it lists something of its own. */
function findHome(path: RepoPath, repository: Repository): KustomizationFile | undefined {
  let directory = parentDirectory(path)
  for (let depth = 0; depth <= maximumDepth; depth++) {
    const home = repository.kustomizations.get(directory)
    if (home !== undefined) return isUsable(home, depth, repository) ? home : undefined
    if (directory === '') return undefined
    directory = parentDirectory(directory)
  }
  return undefined
}

function isUsable(home: KustomizationFile, depth: number, repository: Repository): boolean {
  if (home.isBroken || repository.ambiguous.has(home.directory) || (home.directory === '' && depth > 0)) return false
  const isBuilt = [...repository.closures.values()].some((closure) => closure.files.get(home.path)?.isCertain)
  return isBuilt && home.references.some(({ target }) => listsOwn(target, home.directory))
}

function listsOwn(target: KustomizationFile['references'][number]['target'], directory: RepoPath): boolean {
  if (target.kind === 'file') return isWithin(target.path, directory)
  return target.kind === 'kustomization' && isWithin(target.file.directory, directory)
}

function isNamed(path: RepoPath, home: RepoPath, repository: Repository): boolean {
  const mentions = indexMentions(repository)
  if (mentions.isFileNamed(path)) return true
  for (let at = parentDirectory(path); at !== home; at = parentDirectory(at)) {
    if (mentions.isDirectoryNamed(at, true)) return true
  }
  return false
}

/** Every document is an object with a name, and none of them is configuration of a tool or something run by hand. */
function isManifest({ documents, objects, problem }: SourceFile): boolean {
  if (problem !== undefined || objects.length === 0) return false
  const roots = documents.filter((document) => document.root !== undefined)
  const isWhole = roots.every((document) => objects.some((object) => object.document === document))
  return isWhole && documents.every((document) => document.problems.length === 0) && objects.every(isForCluster)
}

const toolGroups =
  /(?:^|\.)(?:kustomize\.config\.k8s\.io|x-k8s\.io|eksctl\.io|k3d\.io|kubeadm\.k8s\.io|config\.k8s\.io|kubeone\.k8c\.io|skaffold|ctlptl\.dev|backstage\.io|devspace\.sh|tilt\.dev)$/
const handKinds = new Set(['Pod', 'Job', 'Config', 'Application', 'ApplicationSet', 'AppProject'])

function isForCluster({ group, apiVersion, kind, name }: KubernetesObject): boolean {
  return name !== undefined && apiVersion !== 'builtin' && !toolGroups.test(group) && !handKinds.has(kind)
}
