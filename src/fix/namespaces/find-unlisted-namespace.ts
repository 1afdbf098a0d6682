import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Repository } from '../../model/repository.ts'
import { collectBuild } from '../../rules/hierarchy/collect-build.ts'
import { listSwitchedOff } from '../../rules/hierarchy/list-switched-off.ts'
import { isUnrendered } from '../../rules/kustomization/is-unrendered.ts'
import { isWithin } from '../../source/is-within.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/**
 * The file in the directory of a kustomization file, or in one below it that is no build of its own, which has the
 * Namespace of a name and is not listed. Undefined where there is none; why not, where it is not certain that it is meant.
 */
export function findUnlistedNamespace(
  kustomization: KustomizationFile,
  name: string,
  repository: Repository,
): RepoPath | { readonly why: string } | undefined {
  const { directory } = kustomization
  const found = [...repository.files.values()].flatMap((file) =>
    isWithin(file.path, directory) &&
    !file.isIgnored &&
    file.objects.some((one) => one.apiVersion === 'v1' && one.kind === 'Namespace' && one.name === name) &&
    findBuild(file.path, repository) === directory &&
    !isUnrendered(file, repository)
      ? [file.path]
      : [],
  )
  const [path, other] = found
  if (path === undefined) return undefined
  if (other !== undefined) return { why: `both \`${path}\` and \`${other}\` have it, and none is listed` }
  const isOff = listSwitchedOff(collectBuild(kustomization), repository).includes(path)
  return isOff ? { why: `the entry for \`${path}\` is commented out` } : path
}

/** The nearest directory around a file that has a kustomization file. */
function findBuild(path: RepoPath, { kustomizations }: Repository): RepoPath | undefined {
  for (let directory = parentDirectory(path); ; directory = parentDirectory(directory)) {
    if (kustomizations.has(directory)) return directory
    if (directory === '') return undefined
  }
}
