import type { DurationField } from '../../flux/duration-fields.ts'

/** Words and units that people write, in seconds. */
const seconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  msec: 0.001,
  millisecond: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  w: 604_800,
  wk: 604_800,
  week: 604_800,
}
const units = { h: 3600, m: 60, s: 1, ms: 0.001 } as const
const part = /(\d{1,9}(?:\.\d{1,9})?)\s{0,9}([a-z]{1,12})[\s,]{0,9}/gy

/**
 * What was probably meant with a text that Flux refuses as a duration, in units that the field takes: `24h` for `1d`,
 * `10m` for `10 min`. Undefined where that cannot be told; a number without a unit may mean anything.
 */
export function suggestDuration(text: string, field: DurationField): string | undefined {
  const wanted = text.trim().toLowerCase()
  if (wanted.length > 100) return undefined
  let total = 0
  let end = 0
  for (const [match, count, word = ''] of wanted.matchAll(part)) {
    const unit = factorOf(word)
    if (unit === undefined) return undefined
    total += Number(count) * unit
    end += match.length
  }
  return end === 0 || end < wanted.length ? undefined : write(total, field)
}

function factorOf(word: string): number | undefined {
  for (const name of [word, word.replace(/s$/, '')]) if (Object.hasOwn(seconds, name)) return seconds[name]
  return undefined
}

function write(total: number, field: DurationField): string | undefined {
  let rest = Math.round(total * 1000) / 1000
  let text = ''
  for (const unit of field.units) {
    const count = Math.floor(Math.round((rest / units[unit]) * 1000) / 1000)
    if (count === 0) continue
    text += `${count}${unit}`
    rest -= count * units[unit]
  }
  return text === '' ? undefined : text
}
