import { formatFloat } from '../../yaml/format-float.ts'
import type { PlainValue } from './resolve-plain-text.ts'

/**
 * The text that sigs.k8s.io/yaml makes of a number or boolean where a text is wanted: floats are written with 32 bits.
 * Undefined for what is a text already, and for null.
 */
export function formatPlainValue(value: PlainValue): string | undefined {
  if (value.is === 'boolean' || value.is === 'integer') return String(value.value)
  return value.is === 'float' ? formatFloat(value.value, { bits: 32 }) : undefined
}
