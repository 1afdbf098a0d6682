import type { MergeNode, Slot } from './merge-node.ts'

/** Fields that tell items apart; what ends in a question mark is taken where an item has it. */
const byField: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ports: [
    ['containerPort', 'protocol?'],
    ['port', 'protocol?'],
  ],
  volumeMounts: [['mountPath']],
  volumeDevices: [['devicePath']],
  hostAliases: [['ip']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable?']],
  ownerReferences: [['uid']],
}
const general: readonly (readonly string[])[] = [
  ['name', 'kind?', 'namespace?', 'valuesKey?', 'targetPath?'],
  ['path'],
  ['path', 'target?'],
  ['target'],
  ['key', 'operator?', 'effect?'],
  ['host'],
  ['id'],
]

/** Lists of texts in which the order says little and nothing stands twice. */
const sets = new Set([
  'bases',
  'components',
  'configurations',
  'crds',
  'finalizers',
  'generators',
  'patches',
  'patchesStrategicMerge',
  'resources',
  'transformers',
  'validators',
])

/**
 * What tells the items of a list apart in all its versions, as Kubernetes and kustomize do where they merge lists;
 * undefined where nothing does. `field` is the key that the list is the value of.
 */
export function identifyItems(lists: readonly MergeNode[], field: string): ((slot: Slot) => string) | undefined {
  const items = lists.map((list) => list.slots.map(({ value }) => value))
  if (items.flat().every(({ kind }) => kind === 'scalar')) {
    const name = ({ value }: Slot): string => value.value ?? value.text.slice(value.start, value.end)
    return sets.has(field) && lists.every((list) => isUnique(list.slots.map(name))) ? name : undefined
  }
  if (!items.flat().every(({ kind }) => kind === 'map')) return undefined
  for (const fields of [...(byField[field] ?? []), ...general]) {
    const name = ({ value }: Slot): string => nameItem(value, fields) ?? ''
    const names = lists.map((list) => list.slots.map(name))
    if (names.every((list) => !list.includes('') && isUnique(list))) return name
  }
  return undefined
}

function isUnique(names: readonly string[]): boolean {
  return new Set(names).size === names.length
}

/** `name=web,namespace=apps`; undefined where a field is missing. */
function nameItem(item: MergeNode, fields: readonly string[]): string | undefined {
  const parts: string[] = []
  for (const field of fields) {
    const isOptional = field.endsWith('?')
    const key = isOptional ? field.slice(0, -1) : field
    const value = item.slots.find((slot) => slot.key === key)?.value
    if (value !== undefined) parts.push(`${key}=${nameValue(value)}`)
    else if (!isOptional) return undefined
  }
  return parts.join()
}

function nameValue(value: MergeNode): string {
  if (value.kind === 'scalar') return value.value ?? value.text.slice(value.start, value.end)
  return `{${value.slots.map((slot) => `${slot.key ?? ''}=${nameValue(slot.value)}`).join()}}`
}
