import { mayChange } from '../../flux/substitution/may-change.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { Location } from '../../source/location.ts'
import type { Severity } from '../../source/severity.ts'
import { type Consequence, expectFailure } from './expect-failure.ts'
import { isForeignSyntax } from './is-foreign-syntax.ts'
import { judgeUses } from './judge-uses.ts'
import { listDoubleDollars } from './list-double-dollars.ts'
import type { Substituting } from './list-substitutions.ts'

/** A text for another program that Flux changes or fails on. */
export interface EatenText {
  readonly message: Consequence | 'taken' | 'broken' | 'dollars'
  readonly data: Readonly<Record<string, string>>
  readonly at: Location
  readonly pointer: string
  readonly severity: Severity
}

/** The texts for other programs that a Flux Kustomization changes or fails on. */
export function listEatenTexts(
  one: Substituting,
  readText: (file: string) => string | undefined,
): readonly EatenText[] {
  return [...listUses(one), ...listBroken(one, readText), ...listDollars(one, readText)]
}

function listUses(one: Substituting): readonly EatenText[] {
  const { consequence, severity } = expectFailure(one)
  return one.substitution.objects.flatMap((object) =>
    judgeUses(object).flatMap(({ use, at, is, isDoubtful }): EatenText[] => {
      if (is === 'undefined') return []
      return [
        {
          message: is === 'taken' ? 'taken' : consequence,
          data: { owner: one.owner.name, name: use.name },
          at,
          pointer: `${pointTo(object.before, use.path)}[${use.name}]`,
          severity: is === 'taken' || isDoubtful ? 'warning' : severity,
        },
      ]
    }),
  )
}

function listBroken(
  { owner, substitution }: Substituting,
  readText: (file: string) => string | undefined,
): readonly EatenText[] {
  return substitution.objects.flatMap((object) =>
    object.problems.flatMap((problem): EatenText[] => {
      const { code, at, message } = problem
      if (code !== 'substitution-syntax' || at === undefined) return []
      if (!isForeignSyntax(object, problem, readText(at.file) ?? '')) return []
      return [
        {
          message: 'broken',
          data: { owner: owner.name, problem: message.slice(message.lastIndexOf(': ') + 2) },
          at,
          pointer: pointTo(object.before, ['syntax']),
          severity: owner.isSuspended ? 'warning' : 'error',
        },
      ]
    }),
  )
}

function listDollars({ owner }: Substituting, readText: (file: string) => string | undefined): readonly EatenText[] {
  return (owner.build?.objects ?? []).flatMap((object) =>
    mayChange(object.value)
      ? listDoubleDollars(object, readText).map(
          ({ at, path }): EatenText => ({
            message: 'dollars',
            data: { owner: owner.name },
            at,
            pointer: `${pointTo(object, path)}[$$]`,
            severity: 'warning',
          }),
        )
      : [],
  )
}

function pointTo({ id }: BuiltObject, path: readonly (string | number)[]): string {
  return `${id.kind}/${id.name}#${path.join('.')}`
}
