import type { FileSystem } from '../files/file-system.ts'
import { createFileTree } from '../files/file-tree.ts'
import type { GitContext } from '../files/git-context.ts'
import { normalizeGitUrl } from '../flux/normalize-git-url.ts'
import { readArtifacts } from '../flux/read-artifacts.ts'
import { readFluxInstances } from '../flux/read-flux-instances.ts'
import { readFluxSource } from '../flux/read-flux-source.ts'
import type { Reference } from '../kustomize/reference.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { buildFluxKustomizations } from './build-flux-kustomizations.ts'
import { buildKustomizations } from './build-kustomizations.ts'
import { compileGlobs } from './compile-globs.ts'
import { computeClosure } from './compute-closure.ts'
import { createSourceFile } from './create-source-file.ts'
import { findClusters } from './find-clusters.ts'
import type { Layout } from './layout.ts'
import { isChartTemplate } from './queries/is-chart-template.ts'
import type { Repository } from './repository.ts'
import type { SourceFile } from './source-file.ts'

/** Builds the model of a repository. Broken files are kept with their problems; nothing of it throws. */
export function buildRepository(
  fileSystem: FileSystem,
  layout: Layout,
  git: Pick<GitContext, 'branch' | 'remotes'>,
): Repository {
  const tree = createFileTree(fileSystem)
  const isIgnored = compileGlobs(layout.ignore)
  const files = new Map<RepoPath, SourceFile>()
  for (const entry of fileSystem.entries) {
    if (entry.kind === 'file') files.set(entry.path, createSourceFile(fileSystem, entry, isIgnored(entry.path)))
  }

  const yamlFiles = [...files.values()].filter((file) => file.isYaml && !isChartTemplate({ tree }, file.path))
  const objects = yamlFiles.flatMap((file) => file.objects)
  const sources = objects.flatMap((object) => readFluxSource(object) ?? [])
  const artifacts = objects.flatMap(readArtifacts)
  const instances = yamlFiles.flatMap((file) => readFluxInstances(file.path, file.documents, file.objects))
  const bootstrapNames = new Set([
    'flux-system',
    ...yamlFiles.flatMap(({ path }) => /([^/]+)\/gotk-sync\.yaml$/.exec(path)?.[1] ?? []),
  ])
  const ownUrls = new Set(
    [
      ...git.remotes,
      ...sources.filter((source) => bootstrapNames.has(source.name)).map((source) => source.url),
      ...instances.map((instance) => instance.url),
    ]
      .filter((url) => url !== undefined)
      .map(normalizeGitUrl),
  )

  const { written, ambiguous, kustomizationAt } = buildKustomizations(files, tree)
  const context = { tree, sources, artifacts, bootstrapNames, ownUrls, kustomizationAt }
  const fluxKustomizations = buildFluxKustomizations(yamlFiles, written, context)

  const references = new Map<RepoPath, readonly Reference[]>()
  for (const kustomization of written.values()) references.set(kustomization.path, kustomization.references)
  for (const [path, list] of fluxKustomizations.references) {
    references.set(
      path,
      [...(references.get(path) ?? []), ...list].sort((a, b) => a.at.start - b.at.start),
    )
  }

  const clusters = findClusters({
    layout,
    tree,
    files,
    sources,
    instances,
    kustomizationAt,
    fluxKustomizations: fluxKustomizations.all,
  })
  return {
    layout,
    branch: git.branch,
    tree,
    files,
    unreadable: fileSystem.unreadable,
    kustomizations: written,
    ambiguous,
    fluxKustomizations: fluxKustomizations.all,
    sources,
    references,
    clusters,
    closures: new Map(
      clusters.map((cluster) => [
        cluster.name,
        computeClosure(cluster, { tree, references, fluxKustomizations: fluxKustomizations.all, kustomizationAt }),
      ]),
    ),
  }
}
