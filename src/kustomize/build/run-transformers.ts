import type { Effect } from '../effect.ts'
import type { Resource } from '../resource/resource.ts'
import type { Accumulator } from './accumulator.ts'
import { appendResources } from './append-resources.ts'
import { attempt } from './attempt.ts'
import { configurePlugin } from './configure-plugin.ts'
import { configureTransformers } from './configure-transformers.ts'
import { loadPlugins } from './load-plugins.ts'
import { addTransformation } from './mark-origin.ts'
import { readPluginOrigin } from './plugin-origin.ts'
import type { Target } from './target.ts'
import type { Transformer } from './transformer.ts'

/** Applies what a kustomization file does to the objects at hand, then the transformers in files of their own. */
export function runTransformers(target: Target, accumulator: Accumulator): void {
  const { run } = target
  const transformers: Transformer[] = [...configureTransformers(target, accumulator.configuration)]
  for (const plugin of loadPlugins(target, 'transformers')) {
    const configured = attempt(run, () => configurePlugin(target, plugin.root, readPluginOrigin(plugin)))
    transformers.push(...(configured ?? []))
  }
  for (const transformer of transformers) applyTransformer(target, accumulator, transformer)
}

/** Applies one transformer; what it empties is gone, and what it makes the same as another is a problem. */
function applyTransformer(target: Target, accumulator: Accumulator, transformer: Transformer): void {
  const { run } = target
  const { entry, origin } = transformer
  const effect = attempt(run, (): Effect => transformer.apply(accumulator.resources))
  if (entry !== undefined && effect !== undefined)
    run.observations.push({ matched: effect.matched, changed: effect.changed, ...entry })
  accumulator.resources = accumulator.resources.filter(({ root }) => root.fields.length > 0)
  if (origin !== undefined) {
    for (const resource of accumulator.resources) attempt(run, () => addTransformation(resource, origin))
  }
  if (transformer.mayCollide !== true || effect === undefined) return
  const kept: Resource[] = []
  appendResources(run, kept, accumulator.resources)
  accumulator.resources = kept
}
