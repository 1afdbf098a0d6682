import { formatFloat } from '../format-float.ts'

/**
 * A number as it stands after kustomize's way from JSON to YAML: whole numbers of 64 bits in full, all others as Go's
 * `%g` prints them.
 */
export function formatNumber(value: number | bigint): string {
  if (typeof value === 'bigint' || Number.isInteger(value)) {
    const whole = BigInt(value)
    if (whole >= -(2n ** 63n) && whole < 2n ** 64n && Math.abs(Number(value)) < 1e21) return String(wholeOf(value))
  }
  return formatFloat(Number(value))
}

/** Go prints the shortest digits that tell a float apart, and zeros behind them. */
function wholeOf(value: number | bigint): bigint {
  return typeof value === 'bigint' ? value : BigInt(String(value))
}
