import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, type JsonObject, type JsonValue, keyOf, textAt } from './flux-object.ts'

/** How our objects of one Flux Kustomization differ from those of flux. Order does not count. */
export interface Difference {
  readonly same: number
  /** Objects that are the same but for variables without a value, which flux makes empty and we leave. */
  readonly open: number
  /** Keys of objects that only one side has. */
  readonly onlyTheirs: readonly string[]
  readonly onlyOurs: readonly string[]
  /** Keys of objects that differ, with the first field that does. */
  readonly different: readonly string[]
}

/** With `isOpen` not all variables have values. */
export function compareObjects(
  theirs: readonly JsonObject[],
  ours: readonly JsonObject[],
  isOpen: boolean,
): Difference {
  const left = byKey(theirs)
  const right = byKey(ours)
  let same = 0
  let open = 0
  const different: string[] = []
  for (const [key, object] of left) {
    const other = right.get(key)
    if (other === undefined) continue
    const expected = normalise(object)
    const found = takeMasks(expected, normalise(other))
    if (isDeepStrictEqual(expected, found)) same += 1
    else if (isOpen && isDeepStrictEqual(expected, fillOpen(expected, found))) open += 1
    else different.push(`${key}: ${firstDifference(expected, found, '')}`)
  }
  return {
    same,
    open,
    different,
    onlyTheirs: [...left.keys()].filter((key) => !right.has(key)),
    onlyOurs: [...right.keys()].filter((key) => !left.has(key)),
  }
}

/** Objects by key; those that have the same are numbered. */
function byKey(objects: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>()
  for (const object of objects) {
    const key = keyOf(object)
    let number = 1
    while (found.has(number === 1 ? key : `${key} (${number})`)) number += 1
    found.set(number === 1 ? key : `${key} (${number})`, object)
  }
  return found
}

const ownerLabels = ['kustomize.toolkit.fluxcd.io/name', 'kustomize.toolkit.fluxcd.io/namespace']

/** Leaves out what flux adds (the labels of the owner) and takes away (what belongs to SOPS in a Secret). */
function normalise(object: JsonObject): JsonObject {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {}
  const labels = isJsonObject(metadata.labels) ? metadata.labels : {}
  const kept = Object.entries(labels).filter(([name]) => !ownerLabels.includes(name))
  const { labels: _labels, ...rest } = metadata
  const { sops: _sops, ...fields } = object
  return {
    ...(isSecret(object) ? fields : object),
    metadata: kept.length === 0 ? rest : { ...rest, labels: Object.fromEntries(kept) },
  }
}

function isSecret(object: JsonObject): boolean {
  return textAt(object, 'kind') === 'Secret'
}

const masks = ['**SOPS**', Buffer.from('**SOPS**').toString('base64')]
const dockerMasks = ['{"mask":"**SOPS**"}', Buffer.from('{"mask":"**SOPS**"}').toString('base64')]

/** Our Secret with every value masked that flux masks. */
function takeMasks(theirs: JsonObject, ours: JsonObject): JsonObject {
  if (!isSecret(theirs)) return ours
  const masked = (name: string): JsonValue | undefined => {
    const left = theirs[name]
    const right = ours[name]
    if (!isJsonObject(left) || !isJsonObject(right)) return right
    const isMask = (key: string): boolean => [...masks, ...dockerMasks].includes(textAt(left, key))
    return Object.fromEntries(Object.entries(right).map(([key, value]) => [key, isMask(key) ? left[key] : value]))
  }
  const fields = ['data', 'stringData'].filter((name) => ours[name] !== undefined)
  return { ...ours, ...Object.fromEntries(fields.map((name) => [name, masked(name)])) }
}

/** Our value, with theirs wherever that is the same text but for its variables. */
function fillOpen(theirs: JsonValue | undefined, ours: JsonValue | undefined): JsonValue | undefined {
  if (typeof ours === 'string' && ours.includes('${')) {
    const parts = ours.split(/\$\{(?:[^{}]|\$\{[^{}]*\})*\}/)
    const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')
    return new RegExp(`^${pattern}$`, 's').test(theirs === null ? '' : String(theirs)) ? theirs : ours
  }
  if (Array.isArray(ours))
    return ours.map((item, index) => fillOpen(Array.isArray(theirs) ? theirs[index] : null, item) ?? null)
  if (!isJsonObject(ours)) return ours
  const other = isJsonObject(theirs) ? theirs : {}
  return Object.fromEntries(Object.entries(ours).map(([name, value]) => [name, fillOpen(other[name], value)]))
}

/** Where two values differ first, with both, shortened. */
function firstDifference(theirs: JsonValue | undefined, ours: JsonValue | undefined, at: string): string {
  const isList = Array.isArray(theirs) && Array.isArray(ours)
  if (isList || (isJsonObject(theirs) && isJsonObject(ours))) {
    const left = new Map(Object.entries(theirs))
    const right = new Map(Object.entries(ours))
    for (const name of new Set([...left.keys(), ...right.keys()])) {
      if (!isDeepStrictEqual(left.get(name), right.get(name))) {
        return firstDifference(left.get(name), right.get(name), at === '' ? name : `${at}.${name}`)
      }
    }
  }
  const left = JSON.stringify(theirs) ?? 'missing'
  const right = JSON.stringify(ours) ?? 'missing'
  let start = 0
  while (start < left.length && left[start] === right[start]) start += 1
  const show = (text: string): string => text.slice(Math.max(0, start - 30), start + 60)
  return `${at} is …${show(left)}… with flux and …${show(right)}… here`
}
