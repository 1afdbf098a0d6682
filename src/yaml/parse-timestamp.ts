/** What go-yaml accepts: RFC 3339 with short fields, the same without a zone, and a bare date. */
const forms =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[-+]\d{2}:\d{2})| +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?)?$/

/**
 * The moment that a plain scalar names, normalised as Go prints it in RFC 3339, or undefined where the text is none (the
 * timestamps of go-yaml's resolve). The hour of the zone may be 24, which JSON refuses later.
 */
export function parseTimestamp(text: string): string | undefined {
  if (!/^\d{4}-/.test(text)) return undefined
  const found = forms.exec(text)
  if (found === null) return undefined
  const [, year = '', month = '', day = ''] = found
  const [hour, minute, second, fraction = '', zone = 'Z'] =
    found[4] === undefined ? found.slice(9, 13) : found.slice(4, 9)
  if (!isDate(Number(year), Number(month), Number(day))) return undefined
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return undefined
  const offset = formatZone(zone)
  if (offset === undefined) return undefined
  const nanoseconds = fraction.slice(0, 9).replace(/0+$/, '')
  const time = [hour, minute, second].map(twoDigits).join(':')
  return `${year}-${twoDigits(month)}-${twoDigits(day)}T${time}${nanoseconds && `.${nanoseconds}`}${offset}`
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day <= (lengths[month - 1] ?? 0)
}

/** Sixty minutes are an hour, and no offset is UTC. */
function formatZone(zone: string): string | undefined {
  if (zone === 'Z') return zone
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4))
  if (hours > 24 || minutes > 60) return undefined
  const total = hours * 60 + minutes
  if (total === 0) return 'Z'
  return `${zone.slice(0, 1)}${twoDigits(String(Math.floor(total / 60)))}:${twoDigits(String(total % 60))}`
}

function twoDigits(text: string | undefined): string {
  return (text ?? '').padStart(2, '0')
}
