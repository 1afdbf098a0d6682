const pattern = /^(?:[0-9]+(?:\.[0-9]+)?(?:ms|s|m|h))+$/
const factors = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const

/** Milliseconds of a duration as Flux writes them (`1h30m`); undefined for what Flux refuses. */
export function parseDuration(text: string): number | undefined {
  if (text.length > 100 || !pattern.test(text)) return undefined
  let sum = 0
  for (const [, number, unit] of text.matchAll(/([0-9.]+)(ms|s|m|h)/g)) {
    if (unit === 'ms' || unit === 's' || unit === 'm' || unit === 'h') sum += Number(number) * factors[unit]
  }
  return sum
}
