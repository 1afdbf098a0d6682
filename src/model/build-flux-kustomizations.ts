import type { FluxKustomization } from '../flux/flux-kustomization.ts'
import { isFluxKustomization } from '../flux/is-flux-kustomization.ts'
import { listFluxReferenceEntries } from '../flux/list-flux-reference-entries.ts'
import { readSourceReference } from '../flux/read-source-reference.ts'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Reference } from '../kustomize/reference.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { findPatchedPaths } from './find-patched-paths.ts'
import { type FluxContext, resolveFluxReference } from './resolve-flux-reference.ts'
import type { SourceFile } from './source-file.ts'

interface FluxReferences {
  readonly all: readonly FluxKustomization[]
  /** References in Flux objects of every kind. */
  readonly references: readonly Reference[]
}

/** Resolves the paths in all Flux objects of the given files. */
export function buildFluxKustomizations(
  files: readonly SourceFile[],
  kustomizations: ReadonlyMap<RepoPath, KustomizationFile>,
  context: FluxContext,
): FluxReferences {
  const sourceFiles = new Map(files.map((file) => [file.path, file]))
  const all: FluxKustomization[] = []
  const references: Reference[] = []
  let patched: ReadonlySet<RepoPath> | undefined
  const isPatched = (path: RepoPath): boolean => {
    patched ??= findPatchedPaths(sourceFiles, kustomizations)
    return patched.has(path)
  }

  const ofObject = (object: KubernetesObject): void => {
    const found: Reference[] = []
    let base: RepoPath | undefined
    for (const entry of listFluxReferenceEntries(object)) {
      let target = resolveFluxReference(entry, base, context)
      if (target.kind === 'missing' && isPatched(object.file)) target = { kind: 'unknown', candidates: [] }
      if (target.kind === 'kustomization') base ??= target.file.directory
      const { source: _source, startsFrom: _startsFrom, ...plain } = entry
      found.push({ ...plain, from: object.file, directory: '', target })
    }
    references.push(...found)
    if (isFluxKustomization(object)) {
      all.push({
        object,
        name: object.name,
        source: readSourceReference(object, ['spec', 'sourceRef']),
        path: found.find((reference) => reference.field === 'spec.path'),
        components: found.filter((reference) => reference.field === 'spec.components'),
      })
    }
  }
  for (const file of files) file.objects.forEach(ofObject)
  return { all, references }
}
