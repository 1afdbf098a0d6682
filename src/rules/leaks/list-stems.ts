import { dropMarks, type EnvironmentWords, mark, markWords, wordsIn } from './environment-words.ts'
import type { NamedValue } from './list-values.ts'

/** What values that name the same environment in the same way have in common. */
export interface Stem {
  /** `value`: all of it. `host`: a host in it. `domain`: where a host is published. `prefix`: how values of a key begin. */
  readonly is: 'value' | 'host' | 'domain' | 'prefix'
  /** With a mark in the place of the environment's words. */
  readonly text: string
  readonly key: string
}

/** The stems of a value that names an environment. `kind` is that of its object. */
export function listStems(
  { text, key, place }: Pick<NamedValue, 'text' | 'key' | 'place'>,
  kind: string,
  { theirs }: EnvironmentWords,
): readonly Stem[] {
  const marked = markWords(text, theirs)
  // A single word says too little without its key.
  const isWord = wordsIn(text).filter((word) => word !== '').length === 1
  const stems: Stem[] = [{ is: 'value', text: marked, key: isWord ? key : '' }]
  for (const [host] of marked.matchAll(/[a-z0-9\0-]+(?:\.[a-z0-9\0-]+)+/g)) {
    const domain = domainOf(host)
    if (domain === undefined) continue
    stems.push({ is: 'host', text: host, key: '' })
    if (isPublished(kind, place)) stems.push({ is: 'domain', text: domain, key: '' })
  }
  const start = marked.slice(0, marked.indexOf(mark) + 1)
  if (/[a-z0-9]/.test(start) && !marked.includes('.')) stems.push({ is: 'prefix', text: start, key })
  return stems
}

/** `staging.example.com` of `api.staging.example.com`, `*-staging.example.com` of `api-staging.example.com`. */
function domainOf(host: string): string | undefined {
  const labels = host.split('.')
  const index = labels.findIndex((label) => label.includes(mark))
  const words = labels[index]?.split('-') ?? []
  const rest = labels.slice(index + 1)
  // Version numbers and file names are no hosts.
  if (index < 0 || rest.length < 2 || !/^[a-z]+$/.test(rest.at(-1) ?? '')) return undefined
  const at = words.indexOf(mark)
  const label = words.length === 1 ? mark : at === 0 ? `${mark}-*` : `*-${words.slice(at).join('-')}`
  return [label, ...rest].join('.')
}

const publishingKinds = [
  'Ingress',
  'IngressRoute',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'Gateway',
  'Certificate',
  'VirtualService',
]

/** Whether a field says under which host something is reached, so that two clusters cannot have the same. */
export function isPublished(kind: string, place: string): boolean {
  const isHost = /(?:host|hosts|hostname|hostnames|dnsNames|commonName)(?:\[[^\]]*\])?$/i.test(place)
  if (publishingKinds.includes(kind)) return isHost || place.includes('external-dns')
  return kind === 'HelmRelease' && isHost && /[iI]ngress|[rR]oute|[gG]ateway/.test(place)
}

/** Whether a text holds the stem as production would write it. */
export function holdsCounterpart(text: string, stem: Stem, words: EnvironmentWords): boolean {
  if (words.own.some((word) => text.includes(fill(stem, word)))) return true
  const dropped = dropMarks(stem.text)
  if (stem.is === 'host') return text.includes(dropped)
  return stem.is === 'value' && dropped !== '' && text === dropped
}

function fill({ text }: Stem, word: string): string {
  return text.replaceAll(mark, word).replaceAll('*', '')
}
