import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Reference } from '../../kustomize/reference.ts'
import { clustersOfBuilds } from '../../model/queries/clusters-of-builds.ts'
import { filesOfBuild } from '../../model/queries/files-of-build.ts'
import { listJudgedBuilds } from '../../model/queries/list-judged-builds.ts'
import type { Repository } from '../../model/repository.ts'
import { yieldsObjects } from '../references/yields-objects.ts'

/** A Component that works a second time on objects that it has worked on before. */
export interface RepeatedComponent {
  readonly component: KustomizationFile
  /** Of the kustomization file whose objects went through it before: the entry that leads to it again. */
  readonly entry: Reference
  /** The entry that names it the first time. */
  readonly first: Reference
  /** The entry beside `entry` through which it came in first. */
  readonly by: Reference
  readonly clusters: readonly string[]
}

/** Which Components some objects of a directory have gone through: the entry that names it, and the one that led there. */
type Applied = ReadonlyMap<KustomizationFile, { readonly first: Reference; readonly by: Reference }>

/**
 * Finds Components that a base or another Component has included before. Components in sibling bases do not meet: each
 * works on its own objects. Those that bring in objects clash instead, and one that a file lists twice is another rule's.
 */
export function listRepeatedComponents(repository: Repository): readonly RepeatedComponent[] {
  const found = new Map<string, RepeatedComponent>()
  const known = new Map<KustomizationFile, Applied>()
  const builds = listJudgedBuilds(repository)
  const clustersAbove = (file: KustomizationFile): readonly string[] =>
    clustersOfBuilds(
      repository,
      builds.filter(({ directory }) => filesOfBuild(repository, directory).has(file.path)),
    )

  const visit = (file: KustomizationFile): Applied => {
    const done = known.get(file)
    if (done !== undefined) return done
    known.set(file, new Map())
    const applied = new Map<KustomizationFile, { first: Reference; by: Reference }>()
    const ordered = [
      ...file.references.filter(({ loads }) => loads === 'build'),
      ...file.references.filter(({ loads }) => loads === 'component'),
    ]
    for (const entry of ordered) {
      if (entry.target.kind !== 'kustomization') continue
      const inner = visit(entry.target.file)
      const arrivals = [...inner].map(([component, { first }]) => ({ component, first }))
      if (entry.loads === 'component') arrivals.push({ component: entry.target.file, first: entry })
      for (const { component, first } of arrivals) {
        const before = applied.get(component)
        if (before === undefined) applied.set(component, { first, by: entry })
        else if (entry.loads === 'component' && !leadToSame(before.by, entry)) {
          if (yieldsObjects(entry, repository)) continue
          const key = [entry.at.file, entry.at.start, component.path].join('\0')
          found.set(key, { component, entry, first: before.first, by: before.by, clusters: clustersAbove(file) })
        }
      }
    }
    known.set(file, applied)
    return applied
  }
  for (const { directory } of builds) {
    const file = repository.kustomizations.get(directory)
    if (file !== undefined) visit(file)
  }
  return [...found.values()]
}

/** Entries that lead to the same place are `reference-repeated`'s. */
function leadToSame(a: Reference, b: Reference): boolean {
  return a.target.kind === 'kustomization' && b.target.kind === 'kustomization' && a.target.file === b.target.file
}
