import { isTextFile } from './is-text-file.ts'

/** Fields of SOPS metadata that name who can decrypt (getsops/sops, stores.Metadata). */
const recipient = /^\s*(?:-\s*)?"?(?:recipient|arn|fp|resource_id|vault_url|vault_address)"?:\s*["']?([^\s"',]+)/gm

/** Who can decrypt a file that SOPS encrypted; undefined where it is not encrypted. */
export function listRecipients(bytes: Uint8Array): ReadonlySet<string> | undefined {
  if (!isTextFile(bytes)) return undefined
  const text = new TextDecoder().decode(bytes)
  const start = text.search(/^"?sops"?:|^\s+"sops":/m)
  if (start < 0 || !text.includes('ENC[')) return undefined
  return new Set([...text.slice(start).matchAll(recipient)].map(([, name = '']) => name))
}
