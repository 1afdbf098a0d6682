import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { BuildProblem } from '../../kustomize/build-problem.ts'
import type { Step } from '../../kustomize/tree/step.ts'
import { emitYaml } from '../../yaml/emit-yaml.ts'
import { parseAsGoYaml } from '../../yaml/go-yaml/parse-as-go-yaml.ts'
import { type EvaluatedTemplate, evaluateTemplate, type TemplateUse } from './evaluate-template.ts'
import { listTexts } from './list-texts.ts'
import { locateUses } from './locate-uses.ts'
import type { LocatedUse } from './located-use.ts'
import { breaksOnTheWay } from './may-change.ts'
import { type RebuiltObject, rebuildObject } from './rebuild-object.ts'
import { renewId } from './renew-id.ts'
import type { SubstitutedObject, SubstitutionOptions } from './substituted-object.ts'
import { toProblem } from './to-problem.ts'
import { UnreadableError } from './unreadable-error.ts'
import type { Variables } from './variables.ts'

/** Substitutes in the printed YAML of an object, keys included, and reads that again. */
export function substitutePrinted(
  object: BuiltObject,
  variables: Variables,
  { isStrict, readText }: SubstitutionOptions,
): SubstitutedObject {
  const { value, root } = object
  const printed = emitYaml(value)
  const evaluated = evaluateTemplate(printed, variables, isStrict)
  const spans = [
    ...evaluated.uses.map(({ start, end }) => ({ start, end })),
    ...evaluated.problems.map(({ start }) => ({ start, end: endOfMistake(printed, start) })),
  ]
  const order = Array.from(spans.keys()).sort((a, b) => (spans[a]?.start ?? 0) - (spans[b]?.start ?? 0))
  const sorted = order.flatMap((index) => spans[index] ?? [])
  const places = new Map(
    locateUses(printed, spans.length === 0 ? [] : listTexts(value, root), sorted, readText).map((place, index) => [
      order[index],
      place,
    ]),
  )
  const uses = evaluated.uses.map(({ name, operator, outcome }, index): LocatedUse => {
    const { path = [], isKey = false, at } = places.get(index) ?? {}
    return { name, operator, outcome, variable: variables.known.get(name), path, isKey, at }
  })
  const problems = evaluated.problems.map((problem, index) =>
    toProblem(problem, places.get(uses.length + index), variables),
  )
  const unchanged = { object, uses, retyped: [], problems }
  const isStopped = evaluated.problems.some(({ code }) => code !== 'undefined-variable')
  const isSame = evaluated.text === printed && !breaksOnTheWay(value)
  if (isStopped || isSame) return unchanged
  const rebuilt = readAgain(object, printed, evaluated, uses)
  if (!('node' in rebuilt)) return { ...unchanged, problems: [...problems, rebuilt] }
  const { node, retyped } = rebuilt
  return { object: { id: renewId(object.id, node), root: node, value: rebuilt.value }, uses, retyped, problems }
}

function readAgain(
  { value, root }: BuiltObject,
  printed: string,
  evaluated: EvaluatedTemplate,
  uses: readonly LocatedUse[],
): RebuiltObject | BuildProblem {
  const byPath = new Map<string, { readonly use: LocatedUse; readonly index: number }[]>()
  for (const [index, use] of uses.entries()) {
    const key = JSON.stringify([use.path, use.isKey])
    const known = byPath.get(key)
    if (known === undefined) byPath.set(key, [{ use, index }])
    else known.push({ use, index })
  }
  const deciding = findDeciding(evaluated, uses)
  const stepOf = (own: readonly LocatedUse[], text: string | undefined, before: Step | undefined): Step | undefined => {
    const use = own.findLast((one) => deciding.has(one))
    if (use === undefined) return before
    const at = use.outcome === 'value' ? (use.variable?.at ?? use.at) : use.at
    return { cause: 'substitution', at, value: text, before }
  }
  // The old line breaks of Unicode, of which values may hold any; those of the object are within its texts.
  const text = oldBreak.test(printed) ? evaluated.text : evaluated.text.replace(oldBreaks, '\n')
  const [document] = parseAsGoYaml(text, 'kustomization')
  const problem = document?.problems[0]
  if (document === undefined || problem !== undefined || evaluated.isBroken) {
    return unreadable(evaluated, uses, 'the object is no YAML any more', problem?.start)
  }
  try {
    const usesAt = (path: readonly (string | number)[], isKey: boolean): readonly LocatedUse[] =>
      byPath.get(JSON.stringify([path, isKey]))?.map(({ use }) => use) ?? []
    return rebuildObject(document, { old: { value, node: root }, usesAt, stepOf })
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    const { at, offset } = error
    const problem = unreadable(evaluated, uses, error.message, offset)
    return at === undefined ? problem : { ...problem, help: undefined, at }
  }
}

/** Behind the next brace on the line, or behind `${`. */
function endOfMistake(printed: string, start: number): number {
  const line = printed.indexOf('\n', start)
  const end = printed.slice(start, line < 0 ? undefined : line).indexOf('}')
  return end < 0 ? start + 2 : start + end + 1
}

const oldBreak = /[\u0085\u2028\u2029]/
const oldBreaks = /[\u0085\u2028\u2029]/g

/** The uses whose values are in the text: not those within another one that has a value of its own. */
function findDeciding(evaluated: EvaluatedTemplate, uses: readonly LocatedUse[]): ReadonlySet<LocatedUse> {
  const deciding = new Set<LocatedUse>()
  const around: TemplateUse[] = []
  for (const [index, use] of evaluated.uses.entries()) {
    while ((around.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= use.start) around.pop()
    const isWritten = around.every(({ outcome }) => outcome === 'default')
    const own = uses[index]
    if (own !== undefined && isWritten && use.outcome !== 'unseen' && use.outcome !== 'undefined') deciding.add(own)
    around.push(use)
  }
  return deciding
}

function unreadable(
  evaluated: EvaluatedTemplate,
  uses: readonly LocatedUse[],
  reason: string,
  offset: number | undefined,
): BuildProblem {
  const before = evaluated.uses.map(({ writtenAt }, index) => ({ writtenAt, index }))
  const top = before.filter(({ writtenAt }) => writtenAt !== undefined)
  const found = top.findLast(({ writtenAt = 0 }) => offset === undefined || writtenAt <= offset) ?? top[0]
  const use = found === undefined ? undefined : uses[found.index]
  const isOnly = top.length === 1 || offset !== undefined
  return {
    code: 'substitution-unreadable',
    message: `after substitution ${reason}, so that Flux fails${use && isOnly ? `; look at \`${use.name}\`` : ''}`,
    help: "Flux puts values into the YAML as they are, without the quotes of the source. A variable that holds a quote (`quote: '\"'`) on both sides of the value brings them back.",
    at: use?.at,
  }
}
