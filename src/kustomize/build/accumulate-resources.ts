import type { Location } from '../../source/location.ts'
import { resolveRepoPath } from '../../source/resolve-repo-path.ts'
import { BuildError } from '../build-error.ts'
import { emptyConfiguration } from '../configuration/empty-configuration.ts'
import { mergeConfigurations } from '../configuration/merge-configurations.ts'
import { isRemoteReference } from '../is-remote-reference.ts'
import { addVariables } from '../references/add-variables.ts'
import type { Resource } from '../resource/resource.ts'
import type { Setting } from '../setting.ts'
import { type Accumulator, createAccumulator } from './accumulator.ts'
import { appendResources, countObjects } from './append-resources.ts'
import { attempt } from './attempt.ts'
import type { Kustomization } from './kustomization.ts'
import { enterDirectory, findFile } from './loader.ts'
import { joinOrigin, setOrigin } from './mark-origin.ts'
import { readKustomization } from './read-kustomization.ts'
import type { Target } from './target.ts'
import { useOpenApi } from './use-open-api.ts'

/** Takes in what a list of paths names: manifests, or directories with a kustomization file. */
export function accumulateResources(target: Target, accumulator: Accumulator, entries: readonly Setting[]): void {
  for (const entry of entries) attempt(target.run, () => accumulateResource(target, accumulator, entry))
}

function accumulateResource(target: Target, accumulator: Accumulator, entry: Setting): void {
  const { run, loader } = target
  const { text, by } = entry
  if (run.files.tree.isFile(resolveRepoPath(loader.directory, text) ?? '')) {
    const roots = run.files.objects(findFile(run, loader, text, by.at), 'resource', by.at)
    countObjects(run, roots.length, by.at)
    const resources = roots.map((root): Resource => ({ root, variables: [], openApi: run.openApi }))
    for (const root of roots) run.ways.set(root, wayTo(target, by.at))
    const origin = joinOrigin(target.origin, text)
    if (origin !== undefined) for (const resource of resources) setOrigin(resource, origin)
    appendResources(run, accumulator.resources, resources)
    return
  }
  const inner = enter(target, entry)
  if (inner.kustomization.kind === 'Component') {
    throw new BuildError({
      code: 'component-as-resource',
      message: `\`${text}\` is a Component, which patches the build that includes it`,
      help: 'List it under `components`.',
      at: by.at,
    })
  }
  useOpenApi(inner, false)
  const part = createAccumulator()
  inner.accumulate(inner, part)
  appendResources(run, accumulator.resources, part.resources)
  accumulator.configuration = mergeConfigurations(accumulator.configuration, part.configuration)
  addVariables(accumulator.variables, part.variables)
}

/** Lets a Component work on what its parent has so far. */
export function includeComponent(target: Target, accumulator: Accumulator, entry: Setting): void {
  const { text, by } = entry
  const inner = enter(target, entry)
  if (inner.kustomization.kind !== 'Component') {
    throw new BuildError({
      code: 'resource-as-component',
      message: `\`${text}\` is no Component, but a ${inner.kustomization.kind}`,
      help: 'List it under `resources`, or give it `kind: Component`.',
      at: by.at,
    })
  }
  useOpenApi(inner, false)
  inner.accumulate(inner, accumulator)
  // Upstream merges what comes out into an empty accumulator, in which a field of one kind hides that of all kinds.
  accumulator.configuration = mergeConfigurations(emptyConfiguration, accumulator.configuration)
}

function enter(target: Target, { text, by }: Setting): Target {
  const { run, loader, accumulate } = target
  if (isRemoteReference(text)) {
    throw new BuildError({ code: 'remote', message: `\`${text}\` would be fetched from the network`, at: by.at })
  }
  const inner = enterDirectory(run, loader, text, by.at)
  const kustomization: Kustomization = readKustomization(run.files, inner.directory, by.at)
  const origin = joinOrigin(target.origin, text)
  return { run, loader: inner, way: wayTo(target, by.at), kustomization, origin, accumulate }
}

/** The entries from the root of the build to one of this kustomization file. */
export function wayTo({ way }: Target, at: Location | undefined): readonly Location[] {
  return at === undefined ? way : [...way, at]
}
