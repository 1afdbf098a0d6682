import type { FileSystem } from '../files/file-system.ts'
import { createFileTree } from '../files/file-tree.ts'
import type { GitContext } from '../files/git-context.ts'
import { joinFileSystems } from '../files/join-file-systems.ts'
import type { FluxInstance } from '../flux/flux-instance.ts'
import { isFluxKustomization } from '../flux/is-flux-kustomization.ts'
import { mayHoldFlux } from '../flux/may-hold-flux.ts'
import { normalizeGitUrl } from '../flux/normalize-git-url.ts'
import { readArtifacts } from '../flux/read-artifacts.ts'
import { readFluxInstances } from '../flux/read-flux-instances.ts'
import { readFluxObject } from '../flux/read-flux-object.ts'
import { readFluxSource } from '../flux/read-flux-source.ts'
import { createBuildFiles } from '../kustomize/build/build-files.ts'
import { clampPath } from '../source/clamp-path.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { textOf } from '../yaml/text-of.ts'
import { buildFluxKustomizations } from './build-flux-kustomizations.ts'
import { buildKustomizations } from './build-kustomizations.ts'
import type { KnownBuilds } from './closure/known-builds.ts'
import { renderClusters } from './closure/render-clusters.ts'
import { compileGlobs } from './compile-globs.ts'
import { createPacker } from './create-packer.ts'
import { createSourceFile } from './create-source-file.ts'
import { findClusters } from './find-clusters.ts'
import type { FluxContext } from './flux-context.ts'
import { groupByFile } from './group-by-file.ts'
import type { Layout } from './layout.ts'
import { isChartTemplate } from './queries/is-chart-template.ts'
import type { Repository } from './repository.ts'
import { resolveFluxInstance } from './resolve-flux-instance.ts'
import { runBuilds } from './run-builds.ts'
import { selfAppliedDirectory } from './self-applied-directory.ts'
import type { ParseFile, SourceFile } from './source-file.ts'

/** What is known of a repository already. */
export interface KnownParts {
  /** Gives the documents of a file. */
  readonly parse?: ParseFile | undefined
  /** Builds of other states of it; those of this one are added. */
  readonly builds?: KnownBuilds | undefined
}

/**
 * Builds the model of a repository. Broken files are kept with their problems; nothing of it throws. `checkouts` are those
 * of other repositories that the configuration names, by their directory: they are read, not judged.
 */
export function buildRepository(
  fileSystem: FileSystem,
  layout: Layout,
  git: Pick<GitContext, 'branch' | 'remotes'>,
  checkouts: ReadonlyMap<string, FileSystem> = new Map(),
  { parse, builds: known }: KnownParts = {},
): Repository {
  const stateBuilds = known?.openState()
  const isIgnored = compileGlobs(layout.ignore)
  const files = new Map<RepoPath, SourceFile>()
  for (const entry of fileSystem.entries) {
    if (entry.kind === 'file')
      files.set(entry.path, createSourceFile(fileSystem, entry, isIgnored(entry.path), false, parse))
  }
  const tree = createFileTree(withSubmodules(fileSystem, files))

  const { written, ambiguous, kustomizationAt } = buildKustomizations(files, tree)
  const loadedAsYaml = new Set(
    [...written.values()].flatMap(({ references }) =>
      references.flatMap(({ loads, target }) => (loads === 'build' && target.kind === 'file' ? [target.path] : [])),
    ),
  )
  for (const entry of fileSystem.entries) {
    if (!loadedAsYaml.has(entry.path) || files.get(entry.path)?.isYaml !== false) continue
    files.set(entry.path, createSourceFile(fileSystem, entry, isIgnored(entry.path), true, parse))
  }

  const yamlFiles = [...files.values()].filter(
    (file) => file.isYaml && !file.isIgnored && !isChartTemplate({ tree }, file.path),
  )
  const fluxFiles = yamlFiles.filter(({ text }) => mayHoldFlux(text))
  const objects = fluxFiles.flatMap((file) => file.objects)
  const fluxObjects = objects.flatMap((object) => readFluxObject(object) ?? [])
  const sources = fluxObjects.flatMap((object) => readFluxSource(object) ?? [])
  const artifacts = fluxObjects.flatMap(readArtifacts)
  const instances = fluxFiles.flatMap((file) => readFluxInstances(file.path, file.documents, file.objects))
  const selfApplied = objects.filter(
    (object) => isFluxKustomization(object) && selfAppliedDirectory(object, { tree, kustomizationAt }) !== undefined,
  )
  const bootstrapNames = new Set([
    'flux-system',
    ...yamlFiles.flatMap(({ path }) => /([^/]+)\/gotk-sync\.yaml$/.exec(path)?.[1] ?? []),
    ...selfApplied.flatMap(({ document, root }) => textOf(nodeAt(document, root, ['spec', 'sourceRef', 'name'])) ?? []),
  ])
  const normalize = (urls: readonly (string | undefined)[]): readonly string[] =>
    urls.filter((url) => url !== undefined).map(normalizeGitUrl)
  const certainUrls = new Set(
    normalize([...git.remotes, ...sources.filter(({ name }) => bootstrapNames.has(name)).map(({ url }) => url)]),
  )
  const ownUrls = new Set([...certainUrls, ...normalize(instances.map(({ url }) => url))])
  const findsItsPath = ({ path }: FluxInstance): boolean => tree.isDirectory(clampPath(path))
  const isArtifactRoot = instances.some((instance) => instance.kind !== 'GitRepository' && findsItsPath(instance))

  const context: Omit<FluxContext, 'own'> = {
    tree,
    sources,
    artifacts,
    bootstrapNames,
    isArtifactRoot,
    ownUrls,
    kustomizationAt,
    ...createPacker(fileSystem, tree, layout, checkouts),
  }
  const fluxKustomizations = buildFluxKustomizations(objects, yamlFiles, written, {
    own: { sources: [], artifacts: [] },
    ...context,
  })
  const clusters = findClusters({
    layout,
    tree,
    files,
    sources,
    instances,
    kustomizationAt,
    fluxKustomizations: fluxKustomizations.all,
  })
  const buildFiles = createBuildFiles(joinFileSystems(fileSystem, checkouts), tree, (path) => {
    const source = files.get(path)
    return source?.isUtf8 === true ? source : undefined
  })
  const { closures, listReferences, listFluxKustomizations } = renderClusters({
    clusters,
    instances,
    context,
    buildFiles,
    layout,
    written: fluxKustomizations,
    builds: stateBuilds,
  })

  const syncs = instances.map((instance) => {
    const isSame = ({ url }: FluxInstance): boolean => url === instance.url
    const isHere =
      (instance.url !== undefined && certainUrls.has(normalizeGitUrl(instance.url))) ||
      instances.some((other) => isSame(other) && findsItsPath(other))
    return resolveFluxInstance(instance, isHere, tree, kustomizationAt)
  })

  for (const [directory, checkout] of checkouts) {
    const joined = joinFileSystems(fileSystem, new Map([[directory, checkout]]))
    for (const { path, kind, size } of checkout.entries) {
      const entry = { path: `${directory}/${path}`, kind, size }
      if (kind === 'file') files.set(entry.path, createSourceFile(joined, entry, true))
    }
  }
  const references = lazily(() =>
    groupByFile([
      ...[...written.values()].flatMap((kustomization) => kustomization.references),
      ...listReferences(),
      ...syncs,
    ]),
  )
  const flux = lazily(listFluxKustomizations)
  const builds = lazily(() =>
    runBuilds({
      files: buildFiles,
      sources: files,
      kustomizations: written,
      closures,
      flux: flux(),
      known: stateBuilds,
    }),
  )
  return {
    get references() {
      return references()
    },
    get fluxKustomizations() {
      return flux()
    },
    get builds() {
      return builds()
    },
    layout,
    branch: git.branch,
    tree,
    files,
    judgedFiles: [...files.values()].filter((file) => file.isYaml && !file.isIgnored).length,
    unreadable: fileSystem.unreadable,
    kustomizations: written,
    ambiguous,
    sources,
    clusters,
    closures,
  }
}

/** Makes something when it is first asked for. */
function lazily<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Where a source takes submodules along, what they hold cannot be seen; otherwise they are nothing to Flux. */
function withSubmodules(fileSystem: FileSystem, files: ReadonlyMap<RepoPath, SourceFile>): FileSystem {
  const { submodules = [], unreadable } = fileSystem
  const areTaken =
    submodules.length > 0 &&
    [...files.values()].some(({ isYaml, text }) => isYaml && /recurseSubmodules["']?:\s*["']?true/.test(text))
  if (!areTaken) return fileSystem
  const unseen = submodules.map((path) => ({ path, reason: 'it is a submodule' }))
  return { ...fileSystem, unreadable: [...unreadable, ...unseen] }
}
