import { compareBytes } from '../../source/compare-bytes.ts'
import { BuildError } from '../build-error.ts'
import { firstKinds, lastKinds, rankKinds } from '../configuration/kind-order.ts'
import { typeKey } from '../configuration/type-key.ts'
import { currentId } from '../resource/current-id.ts'
import type { Resource } from '../resource/resource.ts'
import type { ResourceId } from '../resource/resource-id.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** The order of the output: as read, or by kind, with some kinds first and some last. */
export type Order =
  | { readonly is: 'none' }
  | { readonly is: 'legacy'; readonly first: readonly string[]; readonly last: readonly string[] }

/** Kinds that others need come first, webhooks last (builtins/SortOrderTransformer). */
export const legacyOrder: Order = { is: 'legacy', first: firstKinds, last: lastKinds }

/** The order that `sortOptions` asks for; undefined where it is not set. */
export function readOrder(root: TreeNode): Order | undefined {
  const options = getFieldIgnoringCase(root, 'sortOptions')
  if (options === undefined || isNullNode(options)) return undefined
  const order = getFieldIgnoringCase(options, 'order')
  const legacy = getFieldIgnoringCase(options, 'legacySortOptions')
  const name = order?.value ?? ''
  const at = order?.step?.at ?? options.step?.at
  if (name !== 'fifo' && name !== 'legacy') {
    const message = `\`sortOptions.order\` must be \`fifo\` or \`legacy\`, but is \`${name}\``
    throw new BuildError({ code: 'sort-options', message, at })
  }
  const hasLegacy = legacy !== undefined && !isNullNode(legacy)
  if (name === 'fifo') {
    if (!hasLegacy) return { is: 'none' }
    const message = '`legacySortOptions` has no effect on the order `fifo`, and kustomize refuses both together'
    throw new BuildError({ code: 'sort-options', message, at: legacy.step?.at ?? at })
  }
  if (!hasLegacy) return legacyOrder
  const list = (field: string) => getFieldIgnoringCase(legacy, field)?.items.map((item) => item.value) ?? []
  return { is: 'legacy', first: list('orderFirst'), last: list('orderLast') }
}

/** The objects in the order asked for. */
export function sortResources(resources: readonly Resource[], order: Order): Resource[] {
  if (order.is === 'none') return [...resources]
  const ranks = rankKinds(order.first, order.last)
  return resources
    .map((resource) => ({ resource, id: currentId(resource) }))
    .sort((a, b) => compareIds(a.id, b.id, ranks))
    .map(({ resource }) => resource)
}

function compareIds(a: ResourceId, b: ResourceId, ranks: ReadonlyMap<string, number>): number {
  const ranked = (ranks.get(a.kind) ?? 0) - (ranks.get(b.kind) ?? 0)
  if (ranked !== 0) return ranked
  const byType = compareBytes(typeKey(a), typeKey(b))
  // Core namespaces come before those of other groups, which the markers for nothing would put last.
  if (byType !== 0) return a.kind === 'Namespace' && b.kind === 'Namespace' && hasCore(a, b) ? -byType : byType
  return compareBytes(objectKey(a), objectKey(b))
}

function hasCore(a: ResourceId, b: ResourceId): boolean {
  return a.group === '' || b.group === ''
}

function objectKey({ namespace, name }: ResourceId): string {
  return `${namespace || '~X'}|${name || '~N'}`
}
