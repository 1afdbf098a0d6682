import type { FluxKustomization } from '../flux/flux-kustomization.ts'
import { type Build, build } from '../kustomize/build/build.ts'
import type { BuildFiles } from '../kustomize/build/build-files.ts'
import { setLimitsAside } from '../kustomize/build/set-limits-aside.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Closure } from './closure/closure.ts'
import type { StateBuilds } from './closure/known-builds.ts'
import type { SourceFile } from './source-file.ts'

interface BuildInput {
  readonly files: BuildFiles
  readonly sources: ReadonlyMap<RepoPath, SourceFile>
  readonly kustomizations: ReadonlyMap<RepoPath, KustomizationFile>
  readonly closures: ReadonlyMap<string, Closure>
  readonly flux: readonly FluxKustomization[]
  readonly known: StateBuilds | undefined
}

/**
 * Every directory that is built on its own: as clusters build it, with what their Flux Kustomizations add, and every
 * other with a kustomization file that no kustomization includes. None that the configuration ignores. As Flux does,
 * without the load restrictor.
 */
export function runBuilds({ files, sources, kustomizations, closures, flux, known }: BuildInput): readonly Build[] {
  const judged = [...kustomizations.values()].filter(({ path }) => sources.get(path)?.isIgnored !== true)
  const applied = new Set(
    [...closures.values()].flatMap((closure) =>
      closure.applied.flatMap(({ build: built, path, owner }) => {
        const target = path?.target
        const isHere = target?.kind === 'kustomization' && target.file.directory === built?.directory
        return built !== undefined && (isHere || owner === undefined) ? [built] : []
      }),
    ),
  )
  const directories = new Set(judged.map(({ directory }) => directory))
  const built = [...applied].filter(({ directory }) => directories.has(directory) || !kustomizations.has(directory))
  const done = new Set(built.map(({ directory }) => directory))
  const others = listRoots(judged, flux)
    .filter((directory) => !done.has(directory))
    .map((directory) => {
      const make = (watched: BuildFiles): Build =>
        setLimitsAside(build(watched, directory, { restrictor: 'LoadRestrictionsNone', order: 'legacy' }))
      return known?.take(files, { directory, spec: undefined, by: 'kustomize' }, make) ?? make(files)
    })
  return [...built, ...others].sort((a, b) => (a.directory < b.directory ? -1 : a.directory > b.directory ? 1 : 0))
}

/** What Flux Kustomizations name, and what nothing includes. */
function listRoots(judged: readonly KustomizationFile[], flux: readonly FluxKustomization[]): readonly RepoPath[] {
  const named = new Set<RepoPath>()
  for (const { path } of flux) {
    if (path?.target.kind === 'kustomization') named.add(path.target.file.directory)
  }
  const included = new Set<RepoPath>()
  for (const { references } of judged) {
    for (const { target } of references) if (target.kind === 'kustomization') included.add(target.file.directory)
  }
  return judged
    .filter(({ kind, directory }) => kind === 'Kustomization' && (named.has(directory) || !included.has(directory)))
    .map(({ directory }) => directory)
}
