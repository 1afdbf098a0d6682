import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { JsonValue } from '../../yaml/json-value.ts'

/** What of an object is encrypted with SOPS, by the way in which Flux decrypts it. */
export interface EncryptedPart {
  /** A v1 Secret as a whole, another object as a whole, or an entry of a Secret's data. */
  readonly is: 'secret' | 'object' | 'entry'
  /** Keys that lead to it. */
  readonly path: readonly string[]
}

const annotation = 'kustomize.toolkit.fluxcd.io/decrypt'
/** What SOPS leaves in a file, by its format. */
const markers = ['"mac": "ENC[', 'mac: ENC[', 'sops_mac=ENC[', '[sops]']
const longestEntry = 8 * 1024 * 1024

/**
 * Finds what kustomize-controller 1.9 decrypts once `spec.decryption` is set (decryptor.go: DecryptResource): an object
 * with `sops`, or an entry of a Secret that holds a file of SOPS, as a generator puts it there. Undefined for an object that
 * is annotated to stay as it is, and for kinds that an operator decrypts in the cluster.
 */
export function findEncryptedPart(object: BuiltObject): EncryptedPart | undefined {
  const found = known.get(object.root) ?? { part: findPart(object) }
  known.set(object.root, found)
  return found.part
}

/** Clusters share objects. */
const known = new WeakMap<TreeNode, { readonly part: EncryptedPart | undefined }>()

function findPart({ id, value }: BuiltObject): EncryptedPart | undefined {
  const annotations = entryOf(entryOf(value, 'metadata'), 'annotations')
  const decrypt = entryOf(annotations, annotation)
  if (typeof decrypt === 'string' && decrypt.toLowerCase() === 'disabled') return undefined
  const isSecret = id.group === '' && id.version === 'v1' && id.kind === 'Secret'
  const sops = entryOf(value, 'sops')
  if (isSecret && sops !== undefined) return { is: 'secret', path: ['sops'] }
  if (typeof entryOf(sops, 'mac') === 'string') {
    return /^sops/i.test(id.kind) ? undefined : { is: 'object', path: ['sops'] }
  }
  if (!isSecret) return undefined
  const data = entryOf(value, 'data')
  if (!(data instanceof Map)) return undefined
  for (const [key, entry] of data) {
    if (typeof entry === 'string' && isEncryptedFile(key, entry)) return { is: 'entry', path: ['data', key] }
  }
  return undefined
}

/** An env file of SOPS is spread over the entries, one of which is its `sops_mac`. */
function isEncryptedFile(key: string, base64: string): boolean {
  if (base64.length > longestEntry) return false
  const text = Buffer.from(base64, 'base64').toString('latin1')
  if (key === 'sops_mac') return text.startsWith('ENC[')
  return text.includes('ENC[AES256_GCM,') && markers.some((marker) => text.includes(marker))
}

function entryOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return value instanceof Map ? value.get(key) : undefined
}
