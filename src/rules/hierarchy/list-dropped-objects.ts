import type { Closure } from '../../model/closure/closure.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { indexWrittenObjects, type WrittenObject } from './index-written-objects.ts'

/** What a cluster takes out of a directory that it loads. */
export interface DroppedObjects {
  readonly closure: Closure
  readonly objects: readonly WrittenObject[]
  /** The clusters that have them. */
  readonly others: readonly Closure[]
}

/**
 * The objects in files below a directory that some clusters get, and others that certainly load the very same files do
 * not, as when a patch deletes them. A cluster where a build fails is not judged.
 */
export function listDroppedObjects(closures: readonly Closure[], directory: RepoPath): readonly DroppedObjects[] {
  const judged = closures.filter(({ applied }) =>
    applied.every(({ build }) => build === undefined || build.problems.length === 0),
  )
  if (judged.length < 2) return []
  const indexes = new Map(judged.map((closure) => [closure, indexWrittenObjects(closure)]))
  const written = new Map<string, WrittenObject>()
  for (const index of indexes.values()) {
    for (const [key, one] of index) if (isWithin(one.at.file, directory)) written.set(key, one)
  }
  return judged.flatMap((closure) => {
    const byOthers = new Map<string, { objects: WrittenObject[]; others: readonly Closure[] }>()
    for (const [key, one] of written) {
      if (indexes.get(closure)?.has(key) || closure.files.get(one.at.file)?.isCertain !== true) continue
      const others = judged.filter((other) => indexes.get(other)?.has(key))
      const names = others.map(({ cluster }) => cluster.name).join('\n')
      const known = byOthers.get(names)
      if (known === undefined) byOthers.set(names, { objects: [one], others })
      else known.objects.push(one)
    }
    return [...byOthers.values()].map((group) => ({ closure, ...group }))
  })
}
