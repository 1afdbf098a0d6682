import { BuildError } from '../build-error.ts'
import type { Effect } from '../effect.ts'
import { type CompiledSelector, compileSelector } from '../resource/compile-selector.ts'
import type { Resource } from '../resource/resource.ts'
import type { Selector } from '../resource/selector.ts'
import { copyValue } from './copy-value.ts'
import { findReplacementValue, type ReplacementValue } from './find-replacement-value.ts'
import { listIds } from './list-ids.ts'
import type { Replacement, ReplacementTarget } from './replacement.ts'

/** Copies values from fields to other fields, one replacement after the other (filters/replacement). */
export function applyReplacements(resources: readonly Resource[], replacements: readonly Replacement[]): Effect[] {
  return replacements.map((replacement) => applyReplacement(resources, replacement))
}

/**
 * Copies one value to all its targets. Matched are the fields that were found, or made, in the targets. No source, several
 * sources, and a target without the field are BuildErrors; a target that selects no object is none.
 */
export function applyReplacement(resources: readonly Resource[], replacement: Replacement): Effect {
  const { source, sourceValue, targets, at } = replacement
  if ((source === undefined && sourceValue === undefined) || targets === undefined) {
    const missing = targets === undefined ? '`targets`' : '`source` or `sourceValue`'
    throw new BuildError({ code: 'replacement-incomplete', message: `a replacement lacks ${missing}`, at })
  }
  const value = findReplacementValue(resources, replacement)
  let matched = 0
  let changed = 0
  for (const target of targets) {
    const effect = applyToTarget(resources, value, target)
    matched += effect.matched
    changed += effect.changed
  }
  return { matched, changed }
}

function applyToTarget(resources: readonly Resource[], value: ReplacementValue, target: ReplacementTarget): Effect {
  if (target.select === undefined) {
    const message = 'a target of a replacement lacks `select`, which chooses the objects'
    throw new BuildError({ code: 'replacement-incomplete', message, at: target.at })
  }
  const select = compileSelector(target.select)
  const reject = target.reject.map((selector) => ({ selector, compiled: compileSelector(selector) }))
  let matched = 0
  let changed = 0
  for (const resource of resources) {
    if (!matchesMetadata(select, resource)) continue
    if (reject.some(({ selector, compiled }) => hasMetadata(selector) && matchesMetadata(compiled, resource))) continue
    const ids = listIds(resource)
    if (reject.some(({ selector, compiled }) => hasId(selector) && ids.some((id) => matchesId(compiled, id)))) continue
    if (!ids.some((id) => matchesId(select, id))) continue
    for (const field of target.fields) {
      const effect = copyValue(resource, value, field, target.options)
      matched += effect.matched
      changed += effect.changed
    }
  }
  return { matched, changed }
}

function matchesMetadata({ matchesAnnotations, matchesLabels }: CompiledSelector, resource: Resource): boolean {
  // Both are asked, so that an invalid one is found whatever the other says.
  const isAnnotated = matchesAnnotations(resource)
  return matchesLabels(resource) && isAnnotated
}

function matchesId(selector: CompiledSelector, id: ReturnType<typeof listIds>[number]): boolean {
  return selector.matchesType(id) && selector.matchesName(id.name) && selector.matchesNamespace(id.namespace)
}

function hasMetadata({ annotationSelector, labelSelector }: Selector): boolean {
  return annotationSelector.text !== '' || labelSelector.text !== ''
}

function hasId({ group, version, kind, name, namespace }: Selector): boolean {
  return [group, version, kind, name, namespace].some(({ text }) => text !== '')
}
