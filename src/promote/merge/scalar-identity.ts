import type { Scalar } from 'yaml'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'

/** Plain words that old YAML takes for booleans or numbers, as what reads Kubernetes' files still does. */
const old = /^(?:y|yes|n|no|on|off)$|^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/i

/** A text that is the same for scalars that mean the same to every reader: `"a"` and `a`, not `"1"` and `1`. */
export function scalarIdentity(scalar: Scalar): string {
  const text = String(scalar.value ?? '')
  const isPlain = scalar.type === undefined || scalar.type === 'PLAIN'
  if (!isPlain || scalar.tag !== undefined) return `text:${text}`
  const { tag } = resolveScalar(text)
  if (tag === '!!null') return 'null'
  return tag === '!!str' && !old.test(text) ? `text:${text}` : `plain:${text}`
}
