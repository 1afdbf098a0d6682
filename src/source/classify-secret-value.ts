import { findPrivateKeys } from './find-private-keys.ts'
import { decodeBase64 } from './secret-values/decode-base64.ts'
import type { Entry } from './secret-values/entry.ts'
import { hasKnownToken } from './secret-values/has-known-token.ts'
import { hasPasswordInUrl } from './secret-values/has-password-in-url.ts'
import { isBase64 } from './secret-values/is-base64.ts'
import { isCiphertext } from './secret-values/is-ciphertext.ts'
import { isSecretLine } from './secret-values/is-secret-line.ts'
import { listNestedEntries } from './secret-values/list-nested-entries.ts'
import { roleOf } from './secret-values/role-of.ts'

/** Configuration in JSON in base64 in configuration: deeper nesting is left alone. */
const deepestNesting = 4

/** Kubernetes refuses a larger Secret; what lies beyond cannot be one. */
const longestValue = 1_500_000

/**
 * Decides whether a value of a Kubernetes Secret is a real secret in plain text. `value` is what stands in `stringData`
 * (encoding `text`) or in `data` (encoding `base64`), and `key` is the name of that entry, which says what the value is
 * for. Known token formats, private keys and addresses with a password are secrets under any name; anything else only
 * where the name or a random look speaks for it. Variables, references to a vault, ciphertext, placeholders, well-known
 * development passwords, hashes, public keys and configuration without such leaves are not. When in doubt: not a secret.
 */
export function classifySecretValue(value: string, encoding: 'text' | 'base64', key: string): 'secret' | 'not-secret' {
  const raw = value.slice(0, longestValue).trim()
  const decoded = encoding === 'base64' ? decodeBase64(raw) : undefined
  // bytes that are no text are judged by the look of their base64, and only where the name promises a secret
  if (encoding === 'base64' && decoded === undefined && isBase64(raw) && roleOf(key) === 'unknown') return 'not-secret'
  const queue: Entry[] = [{ key, text: decoded ?? raw, depth: 0 }]
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const text = entry.text.trim()
    if (text === '' || isCiphertext(text)) continue
    if (entry.isSearched !== true && hasObviousSecret(text)) return 'secret'
    const nested = entry.depth < deepestNesting ? listNestedEntries({ ...entry, text }) : undefined
    // not spread: a text may have more lines than a call may have arguments
    for (const part of nested ?? []) queue.push(part)
    if (nested === undefined && !text.includes('\n') && isSecretLine(text, entry.key, entry.outer)) return 'secret'
  }
  return 'not-secret'
}

function hasObviousSecret(text: string): boolean {
  return findPrivateKeys(text).length > 0 || hasKnownToken(text) || hasPasswordInUrl(text)
}
