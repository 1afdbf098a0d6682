import type { Reference } from '../../kustomize/reference.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Repository } from '../repository.ts'

const known = new WeakMap<Repository, ReadonlyMap<RepoPath, readonly Reference[]>>()

/**
 * For each file that something loads, the references that lead to it: from kustomization files, from Flux objects, and
 * from the kustomization files that Flux generates. Files of a directory that is taken as it is (a chart) count too.
 */
export function referencesTo(repository: Repository): ReadonlyMap<RepoPath, readonly Reference[]> {
  const found = known.get(repository) ?? collect(repository)
  known.set(repository, found)
  return found
}

function collect(repository: Repository): ReadonlyMap<RepoPath, readonly Reference[]> {
  const { references, closures, files } = repository
  const byFile = new Map<RepoPath, Reference[]>()
  const seen = new Set<RepoPath>()
  const add = (path: RepoPath, reference: Reference): void => {
    const list = byFile.get(path)
    if (list === undefined) byFile.set(path, [reference])
    else list.push(reference)
  }
  const follow = (reference: Reference): void => {
    const { target } = reference
    if (target.kind === 'file') add(target.path, reference)
    else if (target.kind === 'directory') {
      const prefix = target.path === '' ? '' : `${target.path}/`
      for (const path of files.keys()) if (path.startsWith(prefix)) add(path, reference)
    } else if (target.kind === 'composed') {
      for (const path of target.files) add(path, reference)
    } else if (target.kind === 'kustomization') {
      if (target.file.origin === 'file') add(target.file.path, reference)
      else if (!seen.has(target.file.directory)) {
        seen.add(target.file.directory)
        target.file.references.forEach(follow)
      }
    }
  }
  for (const list of references.values()) list.forEach(follow)
  for (const { kustomizations } of closures.values()) {
    for (const kustomization of kustomizations.values()) {
      if (kustomization.origin === 'file' || seen.has(kustomization.directory)) continue
      seen.add(kustomization.directory)
      kustomization.references.forEach(follow)
    }
  }
  return byFile
}
