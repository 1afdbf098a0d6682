import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Reference } from '../../kustomize/reference.ts'
import type { Repository } from '../../model/repository.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { textOf } from '../../yaml/text-of.ts'

/**
 * Whether what a reference leads to adds objects to the build, so that kustomize stops when it comes a second time:
 * manifests, and generators that make a new object.
 */
export function yieldsObjects(reference: Reference, repository: Repository): boolean {
  const next: Reference[] = [reference]
  const seen = new Set<KustomizationFile>()
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    const { target } = at
    if (target.kind === 'remote') return true
    if (target.kind === 'file' && (repository.files.get(target.path)?.objects.length ?? 0) > 0) return true
    if (target.kind !== 'kustomization' || seen.has(target.file)) continue
    seen.add(target.file)
    if (generatesObjects(target.file)) return true
    for (const child of target.file.references) {
      if (child.loads === 'build' || child.loads === 'component') next.push(child)
    }
  }
  return false
}

function generatesObjects({ document, root }: KustomizationFile): boolean {
  if (document === undefined) return false
  return ['configMapGenerator', 'secretGenerator'].some((list) =>
    itemsOf(document, fieldOf(document, root, list)?.value).some((generator) => {
      const behavior = textOf(nodeAt(document, generator, ['behavior']))
      return behavior !== 'merge' && behavior !== 'replace'
    }),
  )
}
