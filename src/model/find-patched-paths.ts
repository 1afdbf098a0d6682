import { setsSpecPath } from '../flux/sets-spec-path.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { SourceFile } from './source-file.ts'

/**
 * The manifests whose Flux Kustomizations may get another `spec.path` from a patch in a kustomization file that
 * includes them.
 */
export function findPatchedPaths(
  files: ReadonlyMap<RepoPath, SourceFile>,
  kustomizations: ReadonlyMap<RepoPath, KustomizationFile>,
): ReadonlySet<RepoPath> {
  const patched = new Set<RepoPath>()
  const seen = new Set<KustomizationFile>()
  const collect = (start: KustomizationFile): void => {
    const next = [start]
    for (let kustomization = next.pop(); kustomization !== undefined; kustomization = next.pop()) {
      if (seen.has(kustomization)) continue
      seen.add(kustomization)
      for (const { target, loads } of kustomization.references) {
        if (target.kind === 'file' && loads === 'build') patched.add(target.path)
        else if (target.kind === 'kustomization') next.push(target.file)
      }
    }
  }
  for (const kustomization of kustomizations.values()) {
    const text = files.get(kustomization.path)?.text ?? ''
    const fromFiles = kustomization.references.some(
      ({ loads, target }) =>
        loads === 'patch' && target.kind === 'file' && setsSpecPath(files.get(target.path)?.text ?? ''),
    )
    if (fromFiles || mayPatchInline(text)) collect(kustomization)
  }
  return patched
}

/** An inline patch of `spec.path`: an operation on `/spec/path`, or a partial Flux Kustomization with a path. */
function mayPatchInline(text: string): boolean {
  return (
    /\/spec\/path\b/.test(text) ||
    (/kustomize\.toolkit\.fluxcd\.io\//.test(text) && /^[ \t]+path:/m.test(text) && /patch/.test(text))
  )
}
