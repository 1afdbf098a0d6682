import { nearestMatch } from '../../source/nearest-match.ts'
import { BuildError } from '../build-error.ts'
import { mergeGenerated } from '../generators/merge-generated.ts'
import { generatorBehavior } from '../resource/build-annotations.ts'
import { currentId } from '../resource/current-id.ts'
import { findByAnyId } from '../resource/find-by-id.ts'
import { getMetadataMap } from '../resource/metadata.ts'
import type { Resource } from '../resource/resource.ts'
import type { Accumulator } from './accumulator.ts'
import { appendResources, findEntries, placeOf } from './append-resources.ts'
import type { BuildRun } from './build-run.ts'

/** Adds a generated object, or merges it into the one of that name, as its behavior says (appendReplaceOrMerge). */
export function absorbResource(run: BuildRun, accumulator: Accumulator, resource: Resource): void {
  const id = currentId(resource)
  const matches = findByAnyId(accumulator.resources, id)
  const behavior = getMetadataMap(resource.root, 'annotations').get(generatorBehavior)
  const isMerge = behavior === 'merge' || behavior === 'replace'
  const at = placeOf(resource) ?? resource.root.step?.at
  const [old] = matches
  if (old === undefined) {
    if (!isMerge) {
      appendResources(run, accumulator.resources, [resource])
      return
    }
    const names = accumulator.resources.map(currentId).filter(({ kind }) => kind === id.kind)
    const near = nearestMatch(
      id.name,
      names.map(({ name }) => name),
    )
    const hint = near === undefined ? '' : `; there is \`${near}\``
    const message = `there is no ${id.kind} \`${id.name}\` to ${behavior}${hint}`
    throw new BuildError({ code: 'generator-without-target', message, at })
  }
  if (matches.length > 1) {
    const message = `${matches.length} objects could take in the generated ${id.kind} \`${id.name}\``
    throw new BuildError({ code: 'generator-ambiguous', message, at })
  }
  if (!isMerge) {
    const first = placeOf(old)
    throw new BuildError({
      code: 'duplicate-object',
      message: `${id.kind} \`${id.name}\` is there already, and the generator would create it again`,
      help: 'Set `behavior: merge` or `behavior: replace`, or give it another name.',
      at,
      ...(first === undefined ? {} : { related: [{ message: 'the other one', at: first }] }),
      entries: findEntries(run, resource, old),
    })
  }
  mergeGenerated(old.root, resource.root, behavior)
  const merged = { ...resource, variables: [...old.variables] }
  accumulator.resources = accumulator.resources.map((other) => (other === old ? merged : other))
}
