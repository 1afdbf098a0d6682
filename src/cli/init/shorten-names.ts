import { compileGlobs } from '../../model/compile-globs.ts'

/** So few names are easier to read than globs. */
const fewNames = 3

/**
 * Writes names of clusters as globs where these match the names and none of `all` besides; a name that no glob covers
 * together with another stays itself. Sorted, the globs first.
 */
export function shortenNames(names: readonly string[], all: readonly string[]): readonly string[] {
  if (names.length <= fewNames) return names
  const wanted = new Set(names)
  const others = all.filter((name) => !wanted.has(name))
  const foreign = new Set(others.flatMap(listGlobs))
  const covered = new Map<string, string[]>()
  for (const name of names) {
    for (const glob of new Set(listGlobs(name))) {
      if (foreign.has(glob)) continue
      const found = covered.get(glob)
      if (found === undefined) covered.set(glob, [name])
      else found.push(name)
    }
  }
  const left = new Set(names)
  const chosen: string[] = []
  // Those that cover most come first; of equal ones those that say most.
  const candidates = [...covered].sort(([a, one], [b, two]) => two.length - one.length || b.length - a.length)
  for (const [glob, found] of candidates) {
    if (left.size < 2 || found.length < 2) break
    if (found.filter((name) => left.has(name)).length < 2 || others.some(compileGlobs([glob]))) continue
    chosen.push(glob)
    for (const name of found) left.delete(name)
  }
  return [...chosen.sort(), ...[...left].sort()]
}

/** `prod-*`, `*-prod` and `*-prod-*` for each word of a name, and `gcp/*` for one that is a path. */
function listGlobs(name: string): readonly string[] {
  const slash = name.lastIndexOf('/') + 1
  const directory = name.slice(0, slash)
  const last = name.slice(slash)
  const marks = [...last.matchAll(/[-_.]|(?<=\D)(?=\d)/g)].map(({ index, 0: mark }) => ({
    index,
    end: index + mark.length,
  }))
  const globs = marks.flatMap(({ index, end }, at) => {
    const next = marks[at + 1]
    const ends = [`${last.slice(0, end)}*`, `*${last.slice(index)}`]
    return next === undefined ? ends : [...ends, `*${last.slice(index, next.end)}*`]
  })
  return [...globs, ...(directory === '' ? [] : ['*'])].map((glob) => directory + glob)
}
