import type { Repository } from '../../model/repository.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import type { Fix } from '../fix.ts'
import { compareRenditions } from './compare-renditions.ts'
import { type Rendered, type Rendition, renditionOf } from './rendition.ts'

/** A repository after some of the fixes of one round, with what it renders to. */
export interface Proven {
  readonly fixes: readonly Fix[]
  readonly repository: Repository
  readonly rendition: Rendition
}

/** What came of trying fixes. */
export interface Verdict {
  readonly proven: Proven
  readonly refused: readonly { readonly fix: Fix; readonly why: string }[]
}

/** How many states of the repository may still be modelled. */
export interface Effort {
  left: number
}

/**
 * Finds those of some fixes of one effect that are proven on top of what is proven already. All are tried at once; where
 * something differs, those whose files take part in it are tried apart.
 */
export function proveFixes(
  start: Proven,
  fixes: readonly Fix[],
  model: (fixes: readonly Fix[]) => Repository,
  effort: Effort,
): Verdict {
  const [first] = fixes
  if (first === undefined) return { proven: start, refused: [] }
  if (effort.left <= 0) {
    const why = 'there is too much to try at once; run it again'
    return { proven: start, refused: fixes.map((fix) => ({ fix, why })) }
  }
  effort.left -= 1
  const all = [...start.fixes, ...fixes]
  const repository = model(all)
  const rendition = renditionOf(repository)
  const isWanted = (object: JsonValue): boolean => fixes.some((fix) => fix.isWanted?.(object) === true)
  const differences = compareRenditions(start.rendition, rendition, first, isWanted)
  const [difference] = differences
  if (difference === undefined) return { proven: { fixes: all, repository, rendition }, refused: [] }
  if (fixes.length === 1) return { proven: start, refused: [{ fix: first, why: difference.why }] }

  const suspects = fixes.filter((fix) => filesOf(fix).some((path) => differences.some(({ files }) => files.has(path))))
  const isNarrow = suspects.length > 0 && suspects.length < fixes.length
  const half = Math.ceil(fixes.length / 2)
  const one = isNarrow ? fixes.filter((fix) => !suspects.includes(fix)) : fixes.slice(0, half)
  const other = isNarrow ? suspects : fixes.slice(half)
  const left = proveFixes(start, one, model, effort)
  const right = proveFixes(left.proven, other, model, effort)
  return { proven: right.proven, refused: [...left.refused, ...right.refused] }
}

/** The files that a fix changes or creates, sorted. */
export function filesOf({ edits, creates }: Fix): readonly RepoPath[] {
  return [...edits.keys(), ...(creates?.keys() ?? [])].sort()
}

/** What is rendered of the files of a fix. */
export function renderedOf(rendition: Rendition, fix: Fix): readonly Rendered[] {
  const files = filesOf(fix)
  return [...rendition.values()].filter((one) => files.some((path) => one.files.has(path)))
}
