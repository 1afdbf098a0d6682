import { fromByteText } from './byte-text.ts'
import type { Variable } from './variables.ts'

/** The fields of a ConfigMap or Secret that hold entries. */
export interface EntryFields {
  readonly data?: ReadonlyMap<string, Variable> | undefined
  /** Of a Secret; wins over `data`. */
  readonly stringData?: ReadonlyMap<string, Variable> | undefined
}

/**
 * The variables that the entries of a ConfigMap or Secret bring. `data` of a Secret is decoded; values that SOPS encrypted
 * are not seen, nor is what is no base64 or no text.
 */
export function readVariableEntries(
  kind: 'ConfigMap' | 'Secret',
  { data, stringData }: EntryFields,
): ReadonlyMap<string, Variable> {
  const entries = new Map<string, Variable>()
  for (const [name, { value, at }] of data ?? []) {
    const text = isEncrypted(value) ? undefined : value
    entries.set(name, { value: kind === 'Secret' && text !== undefined ? decode(text) : text, at })
  }
  if (kind === 'ConfigMap') return entries
  for (const [name, { value, at }] of stringData ?? []) {
    entries.set(name, { value: isEncrypted(value) ? undefined : value, at })
  }
  return entries
}

function isEncrypted(value: string | undefined): boolean {
  return value?.startsWith('ENC[') === true
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function decode(text: string): string | undefined {
  const bare = text.replace(/[\r\n]/g, '')
  return base64.test(bare) ? fromByteText(Buffer.from(bare, 'base64').toString('latin1')) : undefined
}
