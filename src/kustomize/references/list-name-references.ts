import type { NameReference } from '../configuration/field-spec.ts'
import { isSelected } from '../configuration/is-selected.ts'
import { currentId } from '../resource/current-id.ts'
import { effectiveNamespace } from '../resource/effective-namespace.ts'
import type { Resource } from '../resource/resource.ts'
import type { ResourceId } from '../resource/resource-id.ts'
import { applyFieldSpec } from '../transformers/apply-field-spec.ts'
import { getField } from '../tree/get-field.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { listReferrerFields } from './list-referrer-fields.ts'

/** The name of an object in a field of another one. */
export interface FoundNameReference {
  readonly resource: Resource
  /** The keys and indexes from the root of the object to the name. */
  readonly path: readonly (string | number)[]
  /** The scalar that holds the name. */
  readonly node: TreeNode
  readonly name: string
  /** The kinds that the field may refer to; one where a `kind` stands beside the name. */
  readonly kinds: readonly string[]
  /** Where the object is looked for; undefined where the referrer is cluster-scoped and no namespace is written. */
  readonly namespace: string | undefined
  /** Whether `optional: true` stands beside the name. */
  readonly isOptional: boolean
  /** Objects of the build with that name and one of those kinds that can be meant. */
  readonly candidates: readonly Resource[]
}

/**
 * Lists the names of other objects in the objects of a finished build, and which objects of the build they mean. Only
 * facts: a name without an object in the build is often right, since the object may come from elsewhere.
 */
export function listNameReferences(
  resources: readonly Resource[],
  nameReferences: readonly NameReference[],
): readonly FoundNameReference[] {
  const fieldsOf = listReferrerFields(nameReferences)
  const byName = new Map<string, { readonly resource: Resource; readonly id: ResourceId }[]>()
  for (const resource of resources) {
    const id = currentId(resource)
    const known = byName.get(id.name)
    if (known === undefined) byName.set(id.name, [{ resource, id }])
    else known.push({ resource, id })
  }
  return resources.flatMap((resource) => {
    const referrer = currentId(resource)
    const found = new Map<TreeNode, Found>()
    const fields = fieldsOf(referrer)
    for (const index of fields.reachable(resource.root)) {
      const field = fields.all[index]
      if (field === undefined) continue
      const { target, fieldSpec } = field
      applyFieldSpec(resource, fieldSpec, undefined, (node) => {
        for (const { node: name, holder } of listNames(node)) collect(found, name, holder, target)
      })
    }
    if (found.size === 0) return []
    const places = locate(resource.root, found)
    return [...found].flatMap(([node, { targets, holder }]): FoundNameReference[] => {
      const place = places.get(node)
      const siblings = holder ?? place?.parent
      const kind = textOf(getField(siblings, 'kind'))
      const wanted = targets.filter((target) => kind === undefined || target.kind === kind)
      // A subject may be a user, who is no object.
      if (wanted.length === 0) return []
      const written = textOf(getField(holder, 'namespace'))
      const isAnywhere = referrer.isClusterScoped && written === undefined
      const namespace = isAnywhere ? undefined : (written ?? effectiveNamespace(referrer))
      const candidates = (byName.get(node.value) ?? []).filter(
        ({ id }) =>
          wanted.some((target) => isSelected(id, target)) &&
          (id.isClusterScoped || namespace === undefined || effectiveNamespace(id) === namespace),
      )
      return [
        {
          resource,
          path: place?.path ?? [],
          node,
          name: node.value,
          kinds: [...new Set(wanted.map((target) => target.kind))],
          namespace,
          isOptional: getField(siblings, 'optional')?.value === 'true',
          candidates: candidates.map((candidate) => candidate.resource),
        },
      ]
    })
  })
}

interface Found {
  readonly targets: NameReference[]
  /** The map that a field specification leads to, with the name in it. */
  readonly holder: TreeNode | undefined
}

interface Place {
  readonly path: readonly (string | number)[]
  readonly parent: TreeNode
}

/** A field is a name, a map with a name, or a list of either. */
function listNames(node: TreeNode): readonly { readonly node: TreeNode; readonly holder: TreeNode | undefined }[] {
  if (node.kind === 'sequence') return node.items.filter(({ kind }) => kind !== 'sequence').flatMap(listNames)
  const name = node.kind === 'mapping' ? getField(node, 'name') : node
  if (name === undefined || textOf(name) === undefined) return []
  return [{ node: name, holder: node.kind === 'mapping' ? node : undefined }]
}

function collect(
  found: Map<TreeNode, Found>,
  node: TreeNode,
  holder: TreeNode | undefined,
  target: NameReference,
): void {
  const known = found.get(node)
  if (known === undefined) found.set(node, { targets: [target], holder })
  else known.targets.push(target)
}

/** Where nodes are in an object, and in which collection. */
function locate(root: TreeNode, wanted: ReadonlyMap<TreeNode, unknown>): ReadonlyMap<TreeNode, Place> {
  const places = new Map<TreeNode, Place>()
  const path: (string | number)[] = []
  const visit = (node: TreeNode, parent: TreeNode): void => {
    if (wanted.has(node)) places.set(node, { path: [...path], parent })
    for (const { key, value } of node.fields) enter(key.value, value, node)
    for (const [index, item] of node.items.entries()) enter(index, item, node)
  }
  const enter = (key: string | number, node: TreeNode, parent: TreeNode): void => {
    path.push(key)
    visit(node, parent)
    path.pop()
  }
  visit(root, root)
  return places
}

function textOf(node: TreeNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.tag !== '!!null' && node.value !== '' ? node.value : undefined
}
