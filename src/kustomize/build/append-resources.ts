import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import { currentId } from '../resource/current-id.ts'
import { effectiveNamespace } from '../resource/effective-namespace.ts'
import type { Resource } from '../resource/resource.ts'
import { clusterScope, type ResourceId } from '../resource/resource-id.ts'
import { getNode } from '../tree/get-node.ts'
import { attempt } from './attempt.ts'
import type { BuildRun } from './build-run.ts'

/** More objects only come from bombs. */
const maximumObjects = 50_000

/** Appends objects; one with the id of another is a problem and left out (resWrangler.appendAll). */
export function appendResources(run: BuildRun, resources: Resource[], added: readonly Resource[]): void {
  const known = new Map(resources.map((resource) => [keyOf(currentId(resource)), resource]))
  for (const resource of added) {
    const id = currentId(resource)
    const key = keyOf(id)
    const other = known.get(key)
    if (other === undefined) {
      known.set(key, resource)
      resources.push(resource)
    } else {
      attempt(run, () => {
        throw duplicateObject(id, resource, other)
      })
    }
  }
}

/** Counts objects that come into a build, and ends one that grows beyond all measure. */
export function countObjects(run: BuildRun, count: number, at: Location | undefined): void {
  run.objects += count
  if (run.objects <= maximumObjects) return
  const message = `the build takes in more than ${maximumObjects} objects`
  throw new BuildError({ code: 'too-large', message, at })
}

function keyOf(id: ResourceId): string {
  return [id.group, id.version, id.kind, effectiveNamespace(id), id.name].join('\n')
}

function duplicateObject(id: ResourceId, resource: Resource, other: Resource): BuildError {
  const at = placeOf(resource)
  const first = placeOf(other)
  const where = effectiveNamespace(id) === clusterScope ? '' : ` in the namespace \`${effectiveNamespace(id)}\``
  return new BuildError({
    code: 'duplicate-object',
    message: `${id.kind} \`${id.name}\`${where} is there twice`,
    help: 'Remove one of the two, or give it another name or namespace.',
    at,
    ...(first === undefined ? {} : { related: [{ message: 'the other one', at: first }] }),
  })
}

/** Where an object has its name from. */
export function placeOf({ root }: Resource): Location | undefined {
  for (const path of [['metadata', 'name'], ['metadata'], []]) {
    for (let step = getNode(root, path)?.step; step !== undefined; step = step.before) {
      if (step.before === undefined && step.at !== undefined) return step.at
    }
  }
  return undefined
}
