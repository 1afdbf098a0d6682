import { mergeConfigurations } from '../configuration/merge-configurations.ts'
import { mergeVariables } from '../references/merge-variables.ts'
import { readVariables } from '../references/read-variables.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { accumulateResources, includeComponent } from './accumulate-resources.ts'
import type { Accumulator } from './accumulator.ts'
import { attempt } from './attempt.ts'
import { listSettings } from './list-settings.ts'
import { loadConfiguration } from './load-configuration.ts'
import { runGenerators } from './run-generators.ts'
import { runTransformers } from './run-transformers.ts'
import { runValidators } from './run-validators.ts'
import type { Target } from './target.ts'

/**
 * Does the work of one kustomization file in kustomize's order: resources, configuration, generators, components,
 * transformers, validators, variables (KustTarget.accumulateTarget). A Component works on what its parent has so far.
 */
export function accumulate(target: Target, accumulator: Accumulator): void {
  const { run } = target
  const { root } = target.kustomization
  accumulateResources(target, accumulator, [...listSettings(root, 'resources'), ...listSettings(root, 'bases')])
  attempt(run, () => {
    const { configuration } = accumulator
    accumulator.configuration = mergeConfigurations(configuration, loadConfiguration(target))
  })
  runGenerators(target, accumulator)
  for (const entry of listSettings(root, 'components')) attempt(run, () => includeComponent(target, accumulator, entry))
  runTransformers(target, accumulator)
  runValidators(target, accumulator)
  const variables = getFieldIgnoringCase(root, 'vars')
  if (variables !== undefined) {
    attempt(run, () => mergeVariables(accumulator.resources, accumulator.variables, readVariables(variables)))
  }
}
