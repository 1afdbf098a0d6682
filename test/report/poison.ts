/** Fields that hold words of ours. */
const words = new Set(['command', 'selection', 'outcome', 'change', 'severity', 'code', 'exists', 'cause'])

/** A report with something around each text in it that may come from a repository. */
export function poison<T>(value: T, evil: string, key?: string): T
export function poison(value: unknown, evil: string, key = ''): unknown {
  if (typeof value === 'string') return words.has(key) ? value : `${evil}${value}${evil}`
  if (Array.isArray(value)) return value.map((item) => poison(item, evil, key))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poison(inner, evil, name)]))
}
