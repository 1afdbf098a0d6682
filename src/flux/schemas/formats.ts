import { isIP, isIPv4, isIPv6 } from 'node:net'

/**
 * The formats of Kubernetes that are checked, in its spelling without dashes. Others (`uri` with all its rules, `email`,
 * `hostname`, `isbn` and the like) admit any text, so that nothing is reported that the API server takes.
 */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  datetime: (text) => isDateTime(text),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text),
  ipv4: (text) => isIPv4(withoutZeros(text)),
  ipv6: (text) => isIPv6(text) && !text.includes('%'),
  cidr: (text) => isCidr(text),
  uri: (text) => text.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text),
  uuid: (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text),
  hexcolor: (text) => /^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text),
}

export function isKnownFormat(name: string): boolean {
  return Object.hasOwn(formats, name)
}

/** RFC 3339 as Go parses it. */
function isDateTime(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)$/.exec(text)
  if (found === null) return false
  const [, , , , hour, minute, second] = found.map(Number)
  return isDay(text.slice(0, 10)) && within(hour, 0, 23) && within(minute, 0, 59) && within(second, 0, 59)
}

/** Leading zeros in the parts of an IPv4 address, which Kubernetes reads as if they were not there. */
function withoutZeros(address: string): string {
  return address.includes(':') ? address : address.replace(/(^|\.)0+(?=\d)/g, '$1')
}

/** Whether the month has such a day. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const date = new Date(Date.UTC(2000, 0, 1))
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function within(value: number | undefined, low: number, high: number): boolean {
  return value !== undefined && value >= low && value <= high
}

function isCidr(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/')
  const version = isIP(withoutZeros(address))
  if (version === 0 || rest.length > 0 || !/^\d{1,3}$/.test(length)) return false
  return Number(length) <= (version === 4 ? 32 : 128)
}
