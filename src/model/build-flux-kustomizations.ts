import type { FluxKustomization } from '../flux/flux-kustomization.ts'
import { isFluxKustomization } from '../flux/is-flux-kustomization.ts'
import { listFluxReferenceEntries } from '../flux/list-flux-reference-entries.ts'
import { readFluxObject } from '../flux/read-flux-object.ts'
import { readText } from '../flux/read-text.ts'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Reference } from '../kustomize/reference.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { findPatchedPaths } from './find-patched-paths.ts'
import type { FluxContext } from './flux-context.ts'
import { type FluxTarget, resolveFluxReference } from './resolve-flux-reference.ts'
import type { SourceFile } from './source-file.ts'

/** Flux Kustomizations and references as they are written, before patches and substitution. */
export interface WrittenFlux {
  readonly all: readonly FluxKustomization[]
  /** References in Flux objects of every kind. */
  readonly references: readonly Reference[]
}

/** Resolves the paths in those of the objects that are Flux's, as they are written; any of the files may hold patches. */
export function buildFluxKustomizations(
  objects: readonly KubernetesObject[],
  files: readonly SourceFile[],
  kustomizations: ReadonlyMap<RepoPath, KustomizationFile>,
  context: FluxContext,
): WrittenFlux {
  const all: FluxKustomization[] = []
  const references: Reference[] = []
  let patched: ReadonlySet<RepoPath> | undefined
  const isPatched = (path: RepoPath): boolean => {
    patched ??= findPatchedPaths(new Map(files.map((file) => [file.path, file])), kustomizations)
    return patched.has(path)
  }

  const ofObject = (object: KubernetesObject): void => {
    const flux = readFluxObject(object)
    if (flux === undefined) return
    const found: Reference[] = []
    let base: FluxTarget['inside']
    const entries = listFluxReferenceEntries(flux)
    for (const entry of entries) {
      let { target, inside } = resolveFluxReference(entry, base, context)
      if (target.kind === 'missing' && isPatched(object.file)) target = { kind: 'unknown', candidates: [] }
      base ??= inside
      const { source: _source, startsFrom: _startsFrom, ...plain } = entry
      found.push({ from: object.file, directory: '', target, ...plain })
    }
    references.push(...found)
    if (isFluxKustomization(object)) {
      all.push({
        object,
        name: object.name,
        at: readText(flux.root, ['metadata', 'name'])?.at,
        source: entries[0]?.source,
        path: found.find((reference) => reference.field === 'spec.path'),
        components: found.filter((reference) => reference.field === 'spec.components'),
      })
    }
  }
  objects.forEach(ofObject)
  return { all, references }
}
