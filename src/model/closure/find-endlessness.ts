import { readText } from '../../flux/read-text.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { BuildProblem } from '../../kustomize/build-problem.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedKustomization } from './applied-kustomization.ts'

/** Nobody nests one directory in itself that often on purpose. */
const maximumNesting = 50
/** Owners to look at: a circle of more directories only ends where names are too long. */
const maximumOwners = 200
/** Kubernetes takes no longer names. */
const maximumName = 253

const paths = new WeakMap<BuiltObject, string>()

/** A Flux Kustomization by what it builds, whatever its name. */
function pathOf(object: BuiltObject): string {
  const read = (...path: readonly string[]): string | undefined => readText(object.root, ['spec', ...path])?.text
  const known = paths.get(object)
  if (known !== undefined) return known
  const path = JSON.stringify([read('path'), read('sourceRef', 'kind'), read('sourceRef', 'name')])
  paths.set(object, path)
  return path
}

/**
 * Why a Flux Kustomization that another one applies is not followed: one brings forth the next under another name, which
 * only ends where a name is too long for Kubernetes.
 */
export function findEndlessness(object: BuiltObject, owner: AppliedKustomization): BuildProblem | undefined {
  const path = pathOf(object)
  let nesting = 0
  let at: AppliedKustomization | undefined = owner
  for (let count = 0; count < maximumOwners && at !== undefined; count += 1) {
    if (at.object !== undefined && pathOf(at.object) === path) nesting += 1
    at = at.owner
  }
  const isNested = nesting >= maximumNesting
  if (!isNested && object.id.name.length <= maximumName) return undefined
  const message = isNested
    ? `each build of this directory makes a further Flux Kustomization of it, and ${nesting} of them in each other are no end`
    : `the name of a Flux Kustomization has ${object.id.name.length} characters, and Kubernetes takes at most ${maximumName}`
  const help = 'Take the Flux Kustomization out of the directory that it builds, or let it build another one.'
  return { code: 'endless', message, help, at: owner.path?.at ?? getNode(object.root, ['metadata', 'name'])?.step?.at }
}
