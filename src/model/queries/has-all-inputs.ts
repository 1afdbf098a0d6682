import type { Build } from '../../kustomize/build/build.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import type { Repository } from '../repository.ts'
import { filesOfBuild } from './files-of-build.ts'

/** The directories to which a Flux Kustomization that no cluster has adds Components. Every build asks for them. */
const directoriesWithMore = new WeakMap<Repository, ReadonlySet<RepoPath>>()

/**
 * Whether all that a build takes is in the repository: nothing from the network or another program, no files that
 * `flux bootstrap` is still to fill, and no Components that only a Flux Kustomization adds.
 */
export function hasAllInputs(repository: Repository, { directory, unverified }: Build): boolean {
  if (unverified.length > 0) return false
  for (const path of filesOfBuild(repository, directory)) {
    if (!/(?:^|\/)gotk-(?:components|sync)\.yaml$/.test(path)) continue
    const file = repository.files.get(path)
    if (file?.problem === undefined && file?.objects.length === 0) return false
  }
  const known = directoriesWithMore.get(repository) ?? listDirectoriesWithMore(repository)
  directoriesWithMore.set(repository, known)
  return !known.has(directory)
}

function listDirectoriesWithMore({ fluxKustomizations, closures }: Repository): ReadonlySet<RepoPath> {
  const rendered = new Set(
    [...closures.values()].flatMap(({ applied }) => applied.flatMap(({ build }) => build?.directory ?? [])),
  )
  const directories = fluxKustomizations.flatMap(({ path, object }) => {
    if (path?.target.kind !== 'kustomization') return []
    const components = nodeAt(object.document, object.root, ['spec', 'components'])
    const { directory } = path.target.file
    return components === undefined || rendered.has(directory) ? [] : [directory]
  })
  return new Set(directories)
}
