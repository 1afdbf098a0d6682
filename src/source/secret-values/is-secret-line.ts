import { isHash } from './is-hash.ts'
import { isPlaceholder } from './is-placeholder.ts'
import { isPlainValue } from './is-plain-value.ts'
import { isPublicKey } from './is-public-key.ts'
import { isReference } from './is-reference.ts'
import { isVariable } from './is-variable.ts'
import { looksLikeCredential } from './looks-like-credential.ts'
import { looksRandom } from './looks-random.ts'
import type { Role } from './role.ts'
import { roleOf } from './role-of.ts'
import { shortestSecret } from './shortest-secret.ts'

/** A longer line is a document of some kind. */
const longestLine = 4096

const longestUnknown = 128

/**
 * Whether one line under one name is a secret. `outer` is what the names around it promise, for a name that says nothing.
 */
export function isSecretLine(line: string, key: string, outer: Role = 'unknown'): boolean {
  if (line.length < shortestSecret.credential || line.length > longestLine) return false
  const text = line.replaceAll('$$', '$')
  const fallback = /^\$\{\w+:?[-=](.+)\}$/.exec(text)?.[1]
  if (fallback !== undefined) return isSecretLine(fallback, key, outer)
  const own = roleOf(key)
  const role = own === 'unknown' ? outer : own
  if (role === 'harmless' || text.length < shortestSecret[role]) return false
  if (role === 'credential' ? !looksLikeCredential(text) : !looksRandom(text, shortestSecret[role])) return false
  if (role === 'unknown' && text.length > longestUnknown) return false
  return !isHarmless(text) && !isPlaceholder(text, key)
}

function isHarmless(text: string): boolean {
  return isVariable(text) || isReference(text) || isHash(text) || isPublicKey(text) || isPlainValue(text)
}
