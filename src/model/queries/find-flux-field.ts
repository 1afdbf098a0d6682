import { getNode } from '../../kustomize/tree/get-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'

/** The fields of a Flux Kustomization that change what it builds. */
const fields = [
  'targetNamespace',
  'namePrefix',
  'nameSuffix',
  'patches',
  'components',
  'images',
  'commonMetadata',
  'postBuild',
] as const

const known = new WeakMap<AppliedKustomization, readonly { readonly field: string; readonly at: Location }[]>()

/** The field of a Flux Kustomization that holds a place, such as `spec.patches`; undefined where none does. */
export function findFluxField(owner: AppliedKustomization, at: Location): string | undefined {
  const places = known.get(owner) ?? index(owner)
  known.set(owner, places)
  return places.find((one) => one.at.file === at.file && one.at.start <= at.start && at.end <= one.at.end)?.field
}

function index({ object }: AppliedKustomization): readonly { readonly field: string; readonly at: Location }[] {
  return fields.flatMap((name) => {
    const field = `spec.${name}`
    const node = getNode(object?.root, ['spec', name])
    return node === undefined ? [] : listPlaces(node).map((at) => ({ field, at }))
  })
}

function listPlaces(root: TreeNode): readonly Location[] {
  const places: Location[] = []
  const next = [root]
  for (let node = next.pop(); node !== undefined; node = next.pop()) {
    if (node.kind === 'scalar' && node.step?.at !== undefined) places.push(node.step.at)
    for (const { value } of node.fields) next.push(value)
    for (const item of node.items) next.push(item)
  }
  return places
}
