import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import { filesOfBuild } from '../../model/queries/files-of-build.ts'
import type { Repository } from '../../model/repository.ts'
import { textOf } from '../../yaml/text-of.ts'

/** Whether a build that takes in a kustomization file says that its output is to be in the order of the lists. */
export function isOrderWanted({ path }: KustomizationFile, repository: Repository): boolean {
  return repository.builds.some(({ directory }) => {
    const root = repository.kustomizations.get(directory)
    return root !== undefined && isFirstInFirstOut(root) && filesOfBuild(repository, directory).has(path)
  })
}

function isFirstInFirstOut({ document, root }: KustomizationFile): boolean {
  if (document === undefined) return false
  const options = fieldOf(document, root, 'sortOptions')?.value
  return textOf(fieldOf(document, options, 'order')?.value) === 'fifo'
}
