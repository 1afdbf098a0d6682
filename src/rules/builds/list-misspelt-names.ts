import { distance } from 'fastest-levenshtein'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { defaultConfiguration } from '../../kustomize/configuration/default-configuration.ts'
import { listNameReferences } from '../../kustomize/references/list-name-references.ts'
import type { Resource } from '../../kustomize/resource/resource.ts'
import { createOpenApi } from '../../kustomize/schema/create-open-api.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import { isVariation } from './is-variation.ts'
import { namesOf } from './names-of.ts'

/** A name in a field that is for the names of other objects, and the object that is probably meant. */
export interface MisspeltName {
  readonly kind: string
  readonly name: string
  readonly near: string
  readonly at: Location
  /** Where the object has its name from. */
  readonly target: Location | undefined
  readonly pointer: string
}

/**
 * The references of a complete build that lead to no object while one of the kind and namespace has nearly that name. What
 * is spelt otherwise may come from elsewhere.
 */
export function listMisspeltNames(objects: readonly BuiltObject[]): readonly MisspeltName[] {
  const openApi = createOpenApi()
  const resources = objects.map(({ root }): Resource => ({ root, variables: [], openApi }))
  const byRoot = new Map(objects.map((object) => [object.root, object]))
  let known: ReadonlySet<string> | undefined
  return listNameReferences(resources, defaultConfiguration.nameReference).flatMap((found): readonly MisspeltName[] => {
    const { resource, path, node, name, kinds, namespace, isOptional, candidates } = found
    const [kind, ...otherKinds] = kinds
    if (candidates.length > 0 || isOptional || kind === undefined || otherKinds.length > 0 || name.length < 5) return []
    if (/[${}]/.test(name) || byRoot.get(resource.root) === undefined) return []
    const near = objects.find((object) => {
      const { id } = object
      if (id.kind !== kind || !isSameNamespace(id.namespace, id.isClusterScoped, namespace)) return false
      return namesOf(object).some((known) => isMisspelling(name, known))
    })
    const at = chainOf(node.step).findLast((step) => step.at !== undefined)?.at
    if (near === undefined || at === undefined) return []
    known ??= new Set([...objects.map(({ id }) => id.name), ...objects.flatMap(listMadeNames)])
    // Something of that name makes it, such as an ExternalSecret or a Certificate.
    if (known.has(name)) return []
    const meant = namesOf(near).find((known) => isMisspelling(name, known)) ?? near.id.name
    const target = chainOf(getNode(near.root, ['metadata', 'name'])?.step).find((step) => step.at !== undefined)?.at
    const owner = byRoot.get(resource.root)?.id
    return [{ kind, name, near: meant, at, target, pointer: `${owner?.kind}/${owner?.name}#${path.join('.')}` }]
  })
}

/** What an object of an operator speaks of: it may make a Secret or a ConfigMap of that name. */
function listMadeNames({ id, root }: BuiltObject): readonly string[] {
  return builtInGroups.has(id.group) ? [] : listTexts(root)
}

const builtInGroups: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'autoscaling', 'networking.k8s.io', 'policy'])

function listTexts(node: TreeNode): readonly string[] {
  if (node.kind === 'scalar') return [node.value]
  return [...node.fields.map(({ value }) => value), ...node.items].flatMap(listTexts)
}

function isSameNamespace(own: string, isClusterScoped: boolean, wanted: string | undefined): boolean {
  return isClusterScoped || wanted === undefined || (own || 'default') === wanted
}

/** At most two letters apart, or the same but for letter case and separators. */
function isMisspelling(name: string, known: string): boolean {
  if (name === known || isVariation(name, known)) return false
  return distance(name, known) <= (name.length < 8 ? 1 : 2)
}
