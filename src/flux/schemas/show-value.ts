import { classifySecretValue } from '../../source/classify-secret-value.ts'
import { roleOf } from '../../source/secret-values/role-of.ts'

/** Longer texts say nothing in a message. */
const longestText = 60

/** A value in a message: a text in quotes, with its type where it is none. Never what may be a secret. */
export function showValue(value: unknown, path: readonly (string | number)[]): string {
  if (Array.isArray(value)) return 'a list'
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'object') return 'a map'
  if (typeof value === 'boolean') return `\`${value}\``
  if (maySecret(value, path))
    return typeof value === 'string' ? 'a text that is not shown' : 'a value that is not shown'
  if (typeof value !== 'string') return `the number \`${value}\``
  if (value === '') return 'an empty text'
  if (value.includes('\n')) return 'a text of several lines'
  return `\`${value.length > longestText ? `${value.slice(0, longestText - 1)}…` : value}\``
}

function maySecret(value: unknown, path: readonly (string | number)[]): boolean {
  const names = path.filter((step) => typeof step === 'string')
  const name = names.at(-1) ?? ''
  const role = roleOf(name)
  if (role === 'credential' || role === 'key') return true
  if (names.some((one) => one === 'data' || one === 'stringData')) return true
  return typeof value === 'string' && classifySecretValue(value, 'text', name) === 'secret'
}
