import type { RepoPath } from '../../source/repo-path.ts'
import type { BuildProblem } from '../build-problem.ts'
import { appendHashes } from '../generators/append-hashes.ts'
import { fixNameReferences } from '../references/fix-name-references.ts'
import { resolveVariables } from '../references/resolve-variables.ts'
import { checkObject } from '../resource/check-object.ts'
import { currentId } from '../resource/current-id.ts'
import { getMetadataMap } from '../resource/metadata.ts'
import type { Resource } from '../resource/resource.ts'
import { createOpenApi } from '../schema/create-open-api.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { toJson } from '../tree/to-json.ts'
import { accumulate } from './accumulate.ts'
import { createAccumulator } from './accumulator.ts'
import { appendResources } from './append-resources.ts'
import { attempt } from './attempt.ts'
import type { BuildFiles } from './build-files.ts'
import type { BuildRun, LoadRestrictor, Observation, ProgramUse } from './build-run.ts'
import type { BuiltObject } from './built-object.ts'
import { finishMetadata } from './finish-metadata.ts'
import type { Kustomization } from './kustomization.ts'
import { listCauses } from './list-causes.ts'
import { readKustomization } from './read-kustomization.ts'
import { legacyOrder, readOrder, sortResources } from './sort-resources.ts'
import type { Target } from './target.ts'
import { useOpenApi } from './use-open-api.ts'

/** What one directory is built to. */
export interface Build {
  readonly directory: RepoPath
  /** In the order of the output; with problems, what could be built. */
  readonly objects: readonly BuiltObject[]
  /** What kustomize would fail on, without what only follows from it. */
  readonly problems: readonly BuildProblem[]
  /** What cannot be had offline, so that the objects are not all. */
  readonly unverified: readonly BuildProblem[]
  /** What the entries of kustomization files did. */
  readonly observations: readonly Observation[]
}

/** How to build. */
export interface BuildOptions {
  readonly restrictor: LoadRestrictor
  /** What becomes of entries that take another program; `unseen` by default. */
  readonly programs?: ProgramUse
  /** The order where `sortOptions` is not set: by kind, or as read. */
  readonly order: 'legacy' | 'none'
  /** The version of kustomize that `managedByLabel` writes; `v5.8.1` by default. */
  readonly version?: string
  /** Instead of the kustomization file of the directory: what another program makes of it. */
  readonly kustomization?: () => Kustomization
}

/**
 * Builds a directory as `kustomize build` 5.8.1 does (krusty.Kustomizer), in process and without the network. Problems do
 * not stop it: each entry that fails is left out, and the rest is built, so that all problems are found at once.
 */
export function build(files: BuildFiles, directory: RepoPath, options: BuildOptions): Build {
  const { restrictor, programs = 'unseen', version = 'v5.8.1' } = options
  const run: BuildRun = {
    files,
    restrictor,
    programs,
    version,
    openApi: createOpenApi(),
    root: directory,
    problems: [],
    unverified: [],
    known: new Set(),
    observations: [],
    ways: new Map(),
    directories: 0,
    objects: 0,
    isCutOff: false,
  }
  const objects = attempt(run, () => buildObjects(run, options)) ?? []
  return {
    directory,
    objects,
    problems: listCauses(run.problems, run.unverified),
    unverified: run.unverified,
    observations: run.observations,
  }
}

function buildObjects(run: BuildRun, { order, ...options }: BuildOptions): readonly BuiltObject[] {
  const kustomization = options.kustomization?.() ?? readKustomization(run.files, run.root, undefined)
  const { root } = kustomization
  const metadata = new Set(getFieldIgnoringCase(root, 'buildMetadata')?.items.map((item) => item.value) ?? [])
  const target: Target = {
    run,
    loader: { directory: run.root, visited: [run.root] },
    way: [],
    kustomization,
    origin: metadata.size === 0 ? undefined : {},
    accumulate,
  }
  useOpenApi(target, true)
  const accumulator = createAccumulator()
  accumulate(target, accumulator)
  const { resources, configuration, variables } = accumulator
  attempt(run, () => appendHashes(resources))
  fixNameReferences(resources, configuration.nameReference, (step) => attempt(run, step))
  attempt(run, () => resolveVariables(resources, variables, configuration.varReference))
  const kept: Resource[] = []
  for (const resource of resources) {
    attempt(run, () => {
      checkObject(resource.root)
      if (!isLocal(resource)) appendResources(run, kept, [resource])
    })
  }
  const wanted = attempt(run, () => readOrder(root)) ?? (order === 'legacy' ? legacyOrder : { is: 'none' })
  const sorted = sortResources(kept, wanted)
  finishMetadata(run, sorted, metadata)
  return sorted.flatMap((resource): BuiltObject[] => {
    const value = attempt(run, () => toJson(resource.root))
    return value === undefined ? [] : [{ id: currentId(resource), root: resource.root, value }]
  })
}

/** Objects for other programs are left out (`config.kubernetes.io/local-config`). */
function isLocal({ root }: Resource): boolean {
  const value = getMetadataMap(root, 'annotations').get('config.kubernetes.io/local-config')
  return value !== undefined && value !== 'false'
}
