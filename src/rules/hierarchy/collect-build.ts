import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { isUnread } from './is-unread.ts'

/** What one run of kustomize takes in. What its Flux Kustomizations apply is another build. */
export interface Build {
  readonly directories: ReadonlySet<RepoPath>
  readonly files: ReadonlySet<RepoPath>
  readonly urls: readonly string[]
  /** True where a kustomization file in it is broken or empty, so that something may be missing here. */
  readonly isBroken: boolean
}

/** Follows the references of a kustomization file through all the kustomization files that it includes. */
export function collectBuild(root: KustomizationFile): Build {
  const directories = new Set<RepoPath>()
  const files = new Set<RepoPath>()
  const urls: string[] = []
  let isBroken = false
  const next = [root]
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    if (directories.has(one.directory)) continue
    directories.add(one.directory)
    isBroken ||= isUnread(one)
    for (const { target, loads } of one.references) {
      if (target.kind === 'kustomization') next.push(target.file)
      else if (target.kind === 'file' && loads === 'build') files.add(target.path)
      else if (target.kind === 'remote') urls.push(target.url)
    }
  }
  return { directories, files, urls, isBroken }
}
