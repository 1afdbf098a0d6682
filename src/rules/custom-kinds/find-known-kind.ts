import { type KnownKinds, knownKinds } from './known-kinds.ts'

/** What is known of a custom kind without its definition. */
export interface KnownKind {
  readonly isClusterScoped: boolean
  /** What of others' it makes: nothing at all, Secrets and ConfigMaps at most, or perhaps anything. */
  readonly makes: 'nothing' | 'values' | 'anything'
}

let index: ReadonlyMap<string, KnownKind> | undefined

/** What is known of a kind of a widespread operator; undefined for any other. */
export function findKnownKind({
  group,
  kind,
}: {
  readonly group: string
  readonly kind: string
}): KnownKind | undefined {
  index ??= new Map(knownKinds.flatMap(listKinds))
  return index.get(`${group} ${kind}`)
}

function listKinds({ group, cluster = [], plain = [], making = [] }: KnownKinds): [string, KnownKind][] {
  const all = (kinds: readonly string[], known: KnownKind): [string, KnownKind][] =>
    kinds.map((kind) => [`${group} ${kind}`, known])
  return [
    ...all(cluster, { isClusterScoped: true, makes: 'anything' }),
    ...all(plain, { isClusterScoped: false, makes: 'nothing' }),
    ...all(making, { isClusterScoped: false, makes: 'values' }),
  ]
}
