import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedKustomization } from '../../model/closure/applied-kustomization.ts'
import { isScaffold } from '../../model/is-scaffold.ts'
import type { Repository } from '../../model/repository.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { Location } from '../../source/location.ts'
import { listMentionedNames } from './list-mentioned-names.ts'

/** An entry of `postBuild.substitute` that nothing uses. */
export interface UnusedVariable {
  readonly name: string
  readonly at: Location
  /** The Flux Kustomizations that have the entry from there, by their names. */
  readonly owners: readonly string[]
  readonly clusters: readonly string[]
}

interface Entry extends Pick<UnusedVariable, 'name' | 'at'> {
  readonly owners: Set<string>
  readonly clusters: Set<string>
}

/** A name that is written in so many places for one cluster is part of how its Flux Kustomizations are written. */
const custom = 3

/**
 * The entries of `postBuild.substitute` that no Flux Kustomization which has them from the same place uses, in no
 * cluster. Left out are those of a name that is used elsewhere in the repository, which belong to a set that is kept the
 * same, or to a component that is switched off; those that many have by custom; and those of a Flux Kustomization of
 * which not everything is seen.
 */
export function listUnusedVariables({ closures, files }: Repository): readonly UnusedVariable[] {
  const entries = new Map<string, Entry>()
  const used = new Set<string>()
  const doubtful = new Set<string>()
  const customary = new Set<string>()
  for (const { cluster, applied } of closures.values()) {
    const places = new Map<string, Set<string>>()
    for (const owner of applied) {
      const words = listWords(owner)
      for (const { name, at } of listEntries(owner)) {
        if (words?.has(name) === true) used.add(name)
        if (at === undefined) continue
        const key = JSON.stringify([at.file, at.start, name])
        if (words === undefined || isScaffold(cluster.directory)) doubtful.add(key)
        const own = places.get(name) ?? new Set()
        if (own.add(key).size >= custom) customary.add(name)
        places.set(name, own)
        const entry = entries.get(key) ?? { name, at, owners: new Set(), clusters: new Set() }
        entries.set(key, entry)
        entry.owners.add(owner.name)
        entry.clusters.add(cluster.name)
      }
    }
  }
  const left = [...entries].filter(([key, { name }]) => !used.has(name) && !customary.has(name) && !doubtful.has(key))
  const written = left.length === 0 ? undefined : listWrittenNames(files.values())
  return left.flatMap(([, { name, at, owners, clusters }]) =>
    written?.has(name) === true ? [] : [{ name, at, owners: [...owners].sort(), clusters: [...clusters].sort() }],
  )
}

/** The names in all `${…}` of all files, in comments too. */
function listWrittenNames(files: Iterable<SourceFile>): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { text } of files) {
    for (const [, name = ''] of text.matchAll(/\$\{#?([A-Za-z_]\w*)/g)) names.add(name)
  }
  return names
}

function listEntries({ object }: AppliedKustomization): readonly NamedPlace[] {
  const fields = getNode(object?.root, ['spec', 'postBuild', 'substitute'])?.fields ?? []
  return fields.map(({ key, value }) => ({ name: key.value, at: key.step?.at ?? value.step?.at }))
}

interface NamedPlace {
  readonly name: string
  readonly at: Location | undefined
}

/** What may be used of variables; undefined where that is not all seen, or nothing is applied as yet. */
function listWords({ isCertain, build, substitution }: AppliedKustomization): ReadonlySet<string> | undefined {
  if (!isCertain || build === undefined || substitution === undefined || build.objects.length === 0) return undefined
  if (build.problems.length + build.unverified.length > 0) return undefined
  if (substitution.problems.some(({ code }) => code !== 'substitution-undefined')) return undefined
  const { words, isEncrypted } = listMentionedNames(build)
  return isEncrypted ? undefined : words
}
