import { BuildError } from '../build-error.ts'
import type { FieldSpec } from '../configuration/field-spec.ts'
import type { Effect } from '../effect.ts'
import { currentId } from '../resource/current-id.ts'
import { effectiveNamespace } from '../resource/effective-namespace.ts'
import { getMetadataMap } from '../resource/metadata.ts'
import type { Resource } from '../resource/resource.ts'
import type { ResourceId } from '../resource/resource-id.ts'
import { storePreviousId } from '../resource/store-previous-id.ts'
import { getNode } from '../tree/get-node.ts'
import { countEffect } from './count-effect.ts'
import { type NamespaceArguments, setNamespace } from './set-namespace.ts'

const helmGenerated = 'internal.config.kubernetes.io/helm-generated'

/**
 * Moves objects into a namespace, and with them what the fields name (builtins/NamespaceTransformer). Throws a BuildError
 * where an object gets the id of another.
 */
export function transformNamespace(
  resources: readonly Resource[],
  args: NamespaceArguments,
  fieldSpecs: readonly FieldSpec[],
): Effect {
  const counter = countEffect()
  if (args.namespace.text === '') return counter.effect()
  const byId = new Map<string, Set<Resource>>()
  for (const resource of resources) holdersOf(byId, currentId(resource)).add(resource)
  for (const resource of resources) {
    if (resource.root.fields.length === 0) continue
    if (getMetadataMap(resource.root, 'annotations').get(helmGenerated) === 'true') continue
    storePreviousId(resource)
    holdersOf(byId, currentId(resource)).delete(resource)
    setNamespace(resource, args, fieldSpecs, counter)
    const id = currentId(resource)
    const holders = holdersOf(byId, id).add(resource)
    const other = [...holders].find((holder) => holder !== resource)
    if (other !== undefined) throw conflict(id, resource, other, args)
  }
  return counter.effect()
}

function holdersOf(byId: Map<string, Set<Resource>>, id: ResourceId): Set<Resource> {
  const key = [id.group, id.version, id.kind, id.name, effectiveNamespace(id)].join('\n')
  const known = byId.get(key) ?? new Set()
  byId.set(key, known)
  return known
}

function conflict(id: ResourceId, resource: Resource, other: Resource, { namespace }: NamespaceArguments): BuildError {
  const places = [resource, other].map(({ root }) => getNode(root, ['metadata', 'name'])?.step?.at ?? root.step?.at)
  const messages = ['the one', 'the other']
  return new BuildError({
    code: 'namespace-conflict',
    message: `in the namespace \`${namespace.text}\` there would be two ${id.kind} \`${id.name}\``,
    help: 'Give one of them another name, or leave their namespaces to the manifests.',
    at: namespace.by.at,
    related: places.flatMap((at, index) => (at === undefined ? [] : [{ message: messages[index] ?? '', at }])),
  })
}
