import type { FileTree } from '../files/file-tree.ts'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import { clampPath } from '../source/clamp-path.ts'
import { hasVariable } from '../source/has-variable.ts'
import { isWithin } from '../source/is-within.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { textOf } from '../yaml/text-of.ts'

interface Directories {
  readonly tree: FileTree
  readonly kustomizationAt: (directory: RepoPath) => KustomizationFile
}

/**
 * The directory that a Flux Kustomization applies, where that directory's own build holds the Flux Kustomization: there
 * a cluster starts, and its source is this repository, whatever it is called and wherever it was moved or forked from.
 */
export function selfAppliedDirectory(
  object: KubernetesObject,
  { tree, kustomizationAt }: Directories,
): RepoPath | undefined {
  const text = textOf(nodeAt(object.document, object.root, ['spec', 'path']))
  if (text === undefined || hasVariable(text)) return undefined
  const directory = clampPath(text)
  if (directory === '' || !isWithin(object.file, directory)) return undefined
  return tree.isDirectory(directory) && builds(kustomizationAt(directory), object.file) ? directory : undefined
}

/** Whether a kustomize build loads a file. */
function builds(root: KustomizationFile, path: RepoPath): boolean {
  const seen = new Set<KustomizationFile>()
  const next = [root]
  for (let kustomization = next.pop(); kustomization !== undefined; kustomization = next.pop()) {
    if (seen.has(kustomization)) continue
    seen.add(kustomization)
    for (const { target } of kustomization.references) {
      if (target.kind === 'file' && target.path === path) return true
      if (target.kind === 'kustomization') next.push(target.file)
    }
  }
  return false
}
