import type { Build } from '../../kustomize/build/build.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import type { Repository } from '../repository.ts'
import { filesOfBuild } from './files-of-build.ts'

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
  return !repository.fluxKustomizations.some(({ path, object }) => {
    if (path?.target.kind !== 'kustomization' || path.target.file.directory !== directory) return false
    return nodeAt(object.document, object.root, ['spec', 'components']) !== undefined
  })
}
