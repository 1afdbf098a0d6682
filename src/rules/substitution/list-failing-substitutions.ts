import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { BuildProblem } from '../../kustomize/build-problem.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import type { SubstitutionOf } from '../../model/closure/substitution.ts'
import type { Location } from '../../source/location.ts'
import { isForeignSyntax } from './is-foreign-syntax.ts'
import type { Substituting } from './list-substitutions.ts'

/** What Flux fails on while it substitutes. */
export interface FailingSubstitution extends BuildProblem {
  readonly at: Location
  readonly pointer: string
}

/**
 * What a Flux Kustomization fails on while it substitutes, besides variables without values and texts that are obviously
 * for other programs: those are other rules'.
 */
export function listFailingSubstitutions(
  { owner, substitution }: Substituting,
  readText: (file: string) => string | undefined,
): readonly FailingSubstitution[] {
  const isOurs = (problem: BuildProblem, object: SubstitutionOf): boolean =>
    problem.code === 'substitution-unreadable' ||
    (problem.code === 'substitution-syntax' &&
      !isForeignSyntax(object, problem, readText(problem.at?.file ?? '') ?? ''))
  const names = substitution.problems.filter(({ code }) => code === 'substitution-name')
  const found = [
    ...names.map((problem) => ({ problem, pointer: problem.code, fallback: owner.object })),
    ...substitution.objects.flatMap((object) =>
      object.problems
        .filter((problem) => isOurs(problem, object))
        .map((problem) => ({ problem, pointer: pointTo(object.before, problem.code), fallback: object.before })),
    ),
  ]
  const located = found.flatMap(({ problem, pointer, fallback }): FailingSubstitution[] => {
    const at = problem.at ?? (fallback && locateField(fallback.root, ['metadata', 'name']))
    return at === undefined ? [] : [{ ...problem, message: shorten(problem), help: extendHelp(problem), at, pointer }]
  })
  return [...located, ...listCollisions(owner.objects, substitution.objects)]
}

/** Flux stops at the first thing in an object that it cannot read, and so do we. */
function extendHelp({ code, help }: BuildProblem): string | undefined {
  if (code === 'substitution-name') return help
  return `${help ?? 'Correct what the message names.'} Other variables of this object are judged once it can be read.`
}

/** Without that Flux fails, which is said once. */
function shorten({ code, message }: BuildProblem): string {
  return code === 'substitution-syntax'
    ? `this expression cannot be read: ${message.slice(message.lastIndexOf(': ') + 2)}`
    : message.replace(', so that Flux fails', '')
}

/** Objects that substitution gives the id of another one: Flux finds two where it puts the result back, and fails. */
function listCollisions(
  objects: readonly BuiltObject[],
  substituted: readonly SubstitutionOf[],
): readonly FailingSubstitution[] {
  const renamed = new Set(
    substituted.flatMap(({ before, object }) => {
      if (isSameId(before, object) || keyOf(before) === keyOf(object)) return []
      return [keyOf(object)]
    }),
  )
  if (renamed.size === 0) return []
  const byKey = new Map<string, BuiltObject[]>()
  for (const object of objects) {
    const key = keyOf(object)
    if (!renamed.has(key)) continue
    const list = byKey.get(key)
    if (list === undefined) byKey.set(key, [object])
    else list.push(object)
  }
  return [...byKey.values()].flatMap((list): FailingSubstitution[] => {
    const [first, second] = list
    const places = [second, first].map((one) => one && locateField(one.root, ['metadata', 'name']))
    const [at, other] = places
    if (first === undefined || at === undefined) return []
    const { kind, name } = first.id
    return [
      {
        code: 'substitution-collision',
        message: `after substitution there are two objects ${kind} \`${name}\``,
        help: 'Give each a name of its own.',
        at,
        pointer: pointTo(first, 'metadata.name'),
        ...(other === undefined ? {} : { related: [{ message: 'the other one', at: other }] }),
      },
    ]
  })
}

function isSameId({ id: a }: BuiltObject, { id: b }: BuiltObject): boolean {
  return (
    a.name === b.name &&
    a.namespace === b.namespace &&
    a.kind === b.kind &&
    a.version === b.version &&
    a.group === b.group
  )
}

/** As kustomize compares the ids of objects: no namespace is `default`. */
function keyOf({ id }: BuiltObject): string {
  const { group, version, kind, name, namespace, isClusterScoped } = id
  return JSON.stringify([group, version, kind, name, isClusterScoped ? '' : namespace || 'default'])
}

function pointTo({ id }: BuiltObject, what: string): string {
  return `${id.kind}/${id.name}#${what}`
}
