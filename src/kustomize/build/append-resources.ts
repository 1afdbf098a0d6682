import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import type { BuildProblem } from '../build-problem.ts'
import { currentId } from '../resource/current-id.ts'
import { effectiveNamespace } from '../resource/effective-namespace.ts'
import { findByCurrentId } from '../resource/find-by-id.ts'
import type { Resource } from '../resource/resource.ts'
import { clusterScope, type ResourceId } from '../resource/resource-id.ts'
import { getNode } from '../tree/get-node.ts'
import { attempt } from './attempt.ts'
import type { BuildRun } from './build-run.ts'

/** More objects only come from bombs. */
const maximumObjects = 50_000

/** Appends objects; one with the id of another is a problem and left out (resWrangler.appendAll). */
export function appendResources(run: BuildRun, resources: Resource[], added: readonly Resource[]): void {
  for (const resource of added) {
    const id = currentId(resource)
    const other = findByCurrentId(resources, id)
    if (other === undefined) resources.push(resource)
    else {
      attempt(run, () => {
        throw duplicateObject(run, id, resource, other)
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

function duplicateObject(run: BuildRun, id: ResourceId, resource: Resource, other: Resource): BuildError {
  const at = placeOf(resource)
  const first = placeOf(other)
  const where = effectiveNamespace(id) === clusterScope ? '' : ` in the namespace \`${effectiveNamespace(id)}\``
  return new BuildError({
    code: 'duplicate-object',
    message: `${id.kind} \`${id.name}\`${where} is there twice`,
    help: 'Remove one of the two, or give it another name or namespace.',
    at,
    ...(first === undefined ? {} : { related: [{ message: 'the other one', at: first }] }),
    entries: findEntries(run, resource, other),
  })
}

/** The two entries where the ways part on which two objects came in. */
export function findEntries({ ways }: BuildRun, resource: Resource, other: Resource): BuildProblem['entries'] {
  const way = ways.get(resource.root) ?? []
  const otherWay = ways.get(other.root) ?? []
  const index = way.findIndex(
    ({ file, start }, depth) => file !== otherWay[depth]?.file || start !== otherWay[depth]?.start,
  )
  const [first, again] = [otherWay[index], way[index]]
  return first === undefined || again === undefined ? undefined : { first, again }
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
