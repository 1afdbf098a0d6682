import type { ArtifactFiles } from '../../flux/artifacts/artifact-files.ts'
import { buildFields } from '../../flux/build/build-fields.ts'
import { buildPath } from '../../flux/build/build-path.ts'
import { createArtifactBuildFiles } from '../../flux/build/create-artifact-build-files.ts'
import { renderSync } from '../../flux/build/render-sync.ts'
import type { FluxInstance } from '../../flux/flux-instance.ts'
import type { FluxKustomization } from '../../flux/flux-kustomization.ts'
import { isFluxKustomization } from '../../flux/is-flux-kustomization.ts'
import type { Build } from '../../kustomize/build/build.ts'
import type { BuildFiles } from '../../kustomize/build/build-files.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { readManifest } from '../../kustomize/build/read-manifest.ts'
import type { Reference } from '../../kustomize/reference.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { getFieldIgnoringCase } from '../../kustomize/tree/get-field-ignoring-case.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import { clampPath } from '../../source/clamp-path.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { WrittenFlux } from '../build-flux-kustomizations.ts'
import type { Cluster } from '../cluster.ts'
import type { FluxContext } from '../flux-context.ts'
import type { Layout } from '../layout.ts'
import type { Closure } from './closure.ts'
import { computeClosure } from './compute-closure.ts'
import { createClosures } from './create-closures.ts'
import { createRender } from './create-render.ts'
import type { StateBuilds } from './known-builds.ts'
import { mergeReferences, updateFluxKustomizations } from './merge-references.ts'
import { renderCluster } from './render-cluster.ts'
import { createSharing } from './share-objects.ts'

interface ClustersInput {
  readonly clusters: readonly Cluster[]
  readonly instances: readonly FluxInstance[]
  readonly context: Omit<FluxContext, 'own'>
  readonly buildFiles: BuildFiles
  readonly layout: Layout
  readonly written: WrittenFlux
  readonly builds: StateBuilds | undefined
}

/** The clusters of a repository as rendered, each when it is first asked for. */
interface RenderedClusters {
  /** By the name of the cluster. */
  readonly closures: ReadonlyMap<string, Closure>
  /** References in Flux objects: as clusters have them, and as written where no cluster does. Renders all clusters. */
  listReferences(): readonly Reference[]
  /** Flux Kustomizations as written, with the paths that clusters render. Renders all clusters. */
  listFluxKustomizations(): readonly FluxKustomization[]
}

/** Renders the clusters of a repository. What several of them build alike is built once. */
export function renderClusters({
  clusters,
  instances,
  context,
  buildFiles,
  layout,
  written,
  builds,
}: ClustersInput): RenderedClusters {
  const build = createBuilder(buildFiles, builds)
  const closures = createClosures(clusters, (cluster) => {
    const { applied, references } = renderCluster({
      cluster,
      context,
      build,
      render: createRender(cluster, layout, buildFiles),
      rootName: nameOfRoot(cluster, instances),
      written: readSync(cluster, instances, buildFiles),
    })
    return computeClosure(cluster, applied, {
      tree: context.tree,
      fluxReferences: references,
      kustomizationAt: context.kustomizationAt,
    })
  })
  return {
    closures,
    listReferences: () => {
      const all = [...closures.values()]
      const loaded = new Set(all.flatMap(({ files }) => [...files.keys()]))
      return [...mergeReferences(all), ...written.references.filter(({ from }) => !loaded.has(from))]
    },
    listFluxKustomizations: () => updateFluxKustomizations(written.all, [...closures.values()]),
  }
}

/**
 * Builds that only depend on the directory are made once; others once for each rendered object that asks for them. Objects
 * that several builds have in common are shared.
 */
function createBuilder(
  base: BuildFiles,
  builds: StateBuilds | undefined,
): (files: ArtifactFiles, directory: RepoPath, spec: TreeNode | undefined) => Build {
  const perArtifact = new Map<ArtifactFiles, Built>()
  const share = createSharing()
  // What changes a build has it to itself, as two of a text are two that fail.
  const shareUnlessOwn = (object: BuiltObject): BuiltObject =>
    isFluxKustomization(object.id) && changesBuild(getField(object.root, 'spec')) ? object : share(object)
  return (artifact, directory, spec) => {
    const { files, done } = perArtifact.get(artifact) ?? {
      files: createArtifactBuildFiles(base, artifact),
      done: new Map<TreeNode | undefined, Map<RepoPath, Build>>(),
    }
    perArtifact.set(artifact, { files, done })
    const added = changesBuild(spec) ? spec : undefined
    const known = done.get(added) ?? new Map<RepoPath, Build>()
    done.set(added, known)
    const make = (from: BuildFiles): Build => {
      const built = buildPath(from, directory, spec)
      return { ...built, objects: built.objects.map(shareUnlessOwn) }
    }
    const build =
      known.get(directory) ?? builds?.take(files, { directory, spec: added, by: 'flux' }, make) ?? make(files)
    known.set(directory, build)
    return build
  }
}

/** What was built of the files of one artifact. */
interface Built {
  readonly files: BuildFiles
  /** By what a Flux Kustomization adds, if anything, then by directory. */
  readonly done: Map<TreeNode | undefined, Map<RepoPath, Build>>
}

/** Whether a Flux Kustomization adds to what kustomize alone would make of its path; some lists count in any spelling. */
function changesBuild(spec: TreeNode | undefined): boolean {
  return buildFields.some((field) => getFieldIgnoringCase(spec, field) !== undefined)
}

/** `flux bootstrap` and the Flux Operator name the root after the namespace of Flux. */
function nameOfRoot(
  { directory, fluxSystem }: Cluster,
  instances: readonly FluxInstance[],
): { readonly name: string; readonly namespace: string } {
  const instance = instances.find(({ path }) => clampPath(path) === directory)
  const namespace = fluxSystem?.slice(fluxSystem.lastIndexOf('/') + 1) ?? 'flux-system'
  return { name: instance?.name ?? namespace, namespace: instance?.namespace ?? namespace }
}

/** What `flux bootstrap` wrote, whether the cluster's build takes it in or not, or what the Flux Operator makes. */
function readSync(
  { fluxSystem, directory }: Cluster,
  instances: readonly FluxInstance[],
  files: BuildFiles,
): readonly BuiltObject[] {
  const instance = instances.find(({ path }) => clampPath(path) === directory)
  if (instance !== undefined) return renderSync(instance, files)
  const path = `${fluxSystem}/gotk-sync.yaml`
  if (fluxSystem === undefined || !isWithin(path, directory) || !files.tree.isFile(path)) return []
  return readManifest(files, path)
}
