import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Reference } from '../../kustomize/reference.ts'
import type { Repository } from '../../model/repository.ts'
import { parentDirectory } from '../../source/parent-directory.ts'

/** A Component that Flux lists among resources, as it lists every directory with a kustomization file. */
interface GeneratedComponent {
  readonly component: KustomizationFile
  /** The `spec.path` of the Flux Kustomization that builds the directory around it. */
  readonly path: Reference
}

/** The Components in directories that clusters build without a kustomization file, each once. */
export function listGeneratedComponents({ closures, kustomizations }: Repository): readonly GeneratedComponent[] {
  const found = new Map<KustomizationFile, GeneratedComponent>()
  for (const { applied } of closures.values()) {
    for (const { path, build, isCertain } of applied) {
      if (path === undefined || !isCertain) continue
      for (const { code, at } of build?.problems ?? []) {
        // A generated entry stands nowhere: its place is the beginning of what it names.
        if (code !== 'component-as-resource' || at === undefined || at.end > 0) continue
        const component = kustomizations.get(parentDirectory(at.file))
        if (component?.path === at.file && !found.has(component)) found.set(component, { component, path })
      }
    }
  }
  return [...found.values()]
}
