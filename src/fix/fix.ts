import type { Repository } from '../model/repository.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { TextEdit } from '../yaml/edit/text-edit.ts'
import type { JsonValue } from '../yaml/json-value.ts'

/**
 * What a fix may change of what is rendered. `nothing`: every build and every cluster renders the same. `origin`: nothing but
 * the annotation that says where an object comes from, which Flux adds where a kustomization file has no `resources`. `order`: the same
 * objects in another order. `api-version`: nothing but the API version of Flux objects. `mends`: a build that fails gets
 * what it lacked. `adds`: objects come in that the finding misses, and nothing else changes. `spelling`: nothing but how the
 * path of a Flux Kustomization is written.
 */
export type FixEffect = 'nothing' | 'origin' | 'order' | 'api-version' | 'spelling' | 'mends' | 'adds'

/** A change of files that would settle a finding; not proven yet. */
export interface Fix {
  readonly finding: Diagnostic
  /** What it does, in a few words: ``write `resources` instead of `bases` ``. */
  readonly title: string
  /** The same for all findings that it settles at once; undefined where it is for one. */
  readonly key?: string
  readonly effect: FixEffect
  /** Whether it replaces single texts only, so that others of its kind may change the same file at once. */
  readonly isPoint: boolean
  /** Whether builds that are not seen as a whole could hide a difference that it makes. */
  readonly needsSight?: boolean
  /** By file, in offsets of its text. */
  readonly edits: ReadonlyMap<RepoPath, readonly TextEdit[]>
  /** New files with their texts. */
  readonly creates?: ReadonlyMap<RepoPath, string>
  /** Of `adds`: whether an object, as it is printed, is what is to come in. */
  readonly isWanted?: (object: JsonValue) => boolean
}

/** Why a finding is not fixed: one clause that ends a sentence. */
export interface Obstacle {
  readonly title: string
  readonly key?: string
  readonly why: string
}

/** What a finding's rule knows of mending it; undefined where that is for people to decide. */
export type Fixer = (finding: Diagnostic, repository: Repository) => Fix | Obstacle | undefined
