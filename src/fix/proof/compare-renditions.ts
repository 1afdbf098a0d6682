import { posix } from 'node:path'
import { findRemovedApi } from '../../flux/find-removed-api.ts'
import { canonicalText } from '../../model/diff/canonical-text.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import type { Fix } from '../fix.ts'
import type { Rendered, Rendition } from './rendition.ts'

/** What forbids a change: something renders otherwise than the fixes may have it. */
export interface Difference {
  /** One clause that ends a sentence. */
  readonly why: string
  /** The files of what differs. */
  readonly files: ReadonlySet<RepoPath>
}

/** Every difference that fixes of one effect must not make; none where the change is proven. */
export function compareRenditions(
  before: Rendition,
  after: Rendition,
  { effect }: Pick<Fix, 'effect'>,
  isWanted: (object: JsonValue) => boolean,
): readonly Difference[] {
  const differences: Difference[] = []
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const old = before.get(key)
    const now = after.get(key)
    // What comes into another build is no build of its own any more.
    if ((effect === 'adds' || effect === 'mends') && old?.cluster === undefined && now === undefined) continue
    const why = old === undefined || now === undefined ? 'would come or go' : findDifference(old, now, effect, isWanted)
    const some = old ?? now
    if (why === undefined || some === undefined) continue
    differences.push({ why: `${some.name} ${why}`, files: new Set([...(old?.files ?? []), ...(now?.files ?? [])]) })
  }
  return effect === 'adds' && differences.length === 0 ? findRepeated(after, isWanted) : differences
}

const otherwise = 'would render something else'

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index])
}

function findDifference(
  old: Rendered,
  now: Rendered,
  effect: Fix['effect'],
  isWanted: (object: JsonValue) => boolean,
): string | undefined {
  const known = new Set(old.problems)
  if (now.problems.some((problem) => !known.has(problem))) return 'would fail'
  const isMore = effect === 'adds' || effect === 'mends'
  const unseen = new Set(now.unverified)
  const isSeen = isMore || now.unverified.every((problem) => old.unverified.includes(problem))
  if (!isSeen || old.unverified.some((problem) => !unseen.has(problem))) return 'would fetch something else'
  if (effect === 'api-version') {
    // The order of the output goes by API versions too.
    return isSame(old.objects.map(printCurrent).sort(), now.objects.map(printCurrent).sort()) ? undefined : otherwise
  }
  if (effect === 'spelling')
    return isSame(old.objects.map(printPlain), now.objects.map(printPlain)) ? undefined : otherwise
  if (effect === 'origin')
    return isSame(old.objects.map(printAnywhere), now.objects.map(printAnywhere)) ? undefined : otherwise
  const left = old.objects.map(({ text }) => text)
  const right = now.objects.map(({ text }) => text)
  if (effect === 'nothing') return isSame(left, right) ? undefined : otherwise
  const added = subtract(now.objects, left)
  if (subtract(old.objects, right).length > 0) return 'would lose or change an object'
  if (effect === 'order') return added.length === 0 ? undefined : 'would get a further object'
  if (effect === 'mends') return added.length === 0 || old.problems.length > now.problems.length ? undefined : otherwise
  return added.every(({ value }) => isWanted(value)) ? undefined : 'would get other objects than the missing ones'
}

/** Objects that are not among the texts, each text counting once. */
function subtract(objects: Rendered['objects'], texts: readonly string[]): Rendered['objects'] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return objects.filter(({ text }) => {
    const count = counts.get(text) ?? 0
    counts.set(text, count - 1)
    return count <= 0
  })
}

/** An object of Flux as it is with the API version of today, any other as it is. */
function printCurrent({ text, value }: Rendered['objects'][number]): string {
  if (!(value instanceof Map)) return text
  const apiVersion = value.get('apiVersion')
  const kind = value.get('kind')
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return text
  const removed = findRemovedApi(apiVersion, kind)
  if (removed?.product !== 'flux' || removed.replacement === undefined) return text
  return canonicalText(new Map([...value, ['apiVersion', removed.replacement]]))
}

/** A Flux Kustomization with its path as Flux follows it, any other object as it is. */
function printPlain({ text, value }: Rendered['objects'][number]): string {
  if (!(value instanceof Map) || value.get('kind') !== 'Kustomization') return text
  const spec = value.get('spec')
  const path = spec instanceof Map ? spec.get('path') : undefined
  const apiVersion = value.get('apiVersion')
  if (typeof apiVersion !== 'string' || !apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')) return text
  if (!(spec instanceof Map) || typeof path !== 'string') return text
  return canonicalText(new Map([...value, ['spec', new Map([...spec, ['path', posix.join('/', path)]])]]))
}

/** An object without the annotation that says where it comes from. */
function printAnywhere({ text, value }: Rendered['objects'][number]): string {
  if (!(value instanceof Map)) return text
  const metadata = value.get('metadata')
  const annotations = metadata instanceof Map ? metadata.get('annotations') : undefined
  if (!(metadata instanceof Map) || !(annotations instanceof Map)) return text
  const left = new Map([...annotations].filter(([name]) => name !== 'config.kubernetes.io/origin'))
  const others = [...metadata].filter(([name]) => name !== 'annotations')
  const kept = new Map(left.size === 0 ? others : [...others, ['annotations', left] as const])
  return canonicalText(new Map([...value, ['metadata', kept]]))
}

/** What came in must be in each cluster once: two owners would fight over it. */
function findRepeated(after: Rendition, isWanted: (object: JsonValue) => boolean): readonly Difference[] {
  const owners = new Map<string, Rendered>()
  const differences: Difference[] = []
  for (const rendered of after.values()) {
    if (rendered.cluster === undefined) continue
    for (const { text, value } of rendered.objects) {
      if (!isWanted(value)) continue
      const key = `${rendered.cluster}\0${text}`
      const first = owners.get(key)
      if (first === undefined) owners.set(key, rendered)
      else {
        const files = new Set([...first.files, ...rendered.files])
        differences.push({ why: `${first.name} and ${rendered.name} would both apply it`, files })
      }
    }
  }
  return differences
}
