import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { BuildProblem } from '../../kustomize/build-problem.ts'
import type { ReadText } from './locate-uses.ts'
import type { LocatedUse } from './located-use.ts'
import type { Retyped } from './retyped.ts'

/** How to substitute. */
export interface SubstitutionOptions {
  /** Whether variables must be defined: from Flux 2.9 on. */
  readonly isStrict: boolean
  readonly readText: ReadText
}

/** An object after substitution. */
export interface SubstitutedObject {
  /** The object that was given where nothing changes, or where Flux would fail. */
  readonly object: BuiltObject
  /** Every `${…}` in it, in the order of the printed object. */
  readonly uses: readonly LocatedUse[]
  /** Texts that are none any more. */
  readonly retyped: readonly Retyped[]
  /** What Flux fails on: `substitution-syntax`, `substitution-undefined`, `substitution-unreadable`, `substitution-limit`. */
  readonly problems: readonly BuildProblem[]
}
