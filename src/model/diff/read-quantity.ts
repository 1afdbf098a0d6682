import type { JsonValue } from '../../yaml/json-value.ts'

/** What a quantity of Kubernetes stands for (`10Gi`, `1.5G`, `12e6`, 5); undefined for anything else. */
export function readQuantity(value: JsonValue): number | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value)
  if (typeof value !== 'string') return undefined
  const [, digits, suffix = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+))([A-Za-z]{0,2}|[eE][+-]?\d+)$/.exec(value) ?? []
  if (digits === undefined) return undefined
  const factor = factors.get(suffix) ?? (/^[eE]/.test(suffix) ? Number(`1${suffix}`) : undefined)
  return factor === undefined || Number.isNaN(factor) ? undefined : Number(digits) * factor
}

const factors: ReadonlyMap<string, number> = new Map([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['', 1],
  ...['k', 'M', 'G', 'T', 'P', 'E'].map((suffix, index): [string, number] => [suffix, 1000 ** (index + 1)]),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index): [string, number] => [suffix, 1024 ** (index + 1)]),
])
