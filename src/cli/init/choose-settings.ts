import { toPrintable } from '../../report/to-printable.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { renderConfiguration } from './render-configuration.ts'
import type { ChosenSetting, Setting } from './setting.ts'

/** What a repository is told with a configuration, or undefined for one that is not accepted. */
export type Judge = (configuration: string) => readonly Diagnostic[] | undefined

/** Rules that are warnings for now, by the reason. */
type Softened = Readonly<Record<string, string>>

/**
 * Chooses those settings that a repository can have today: a new configuration must not add an error to those of `before`.
 * A setting that does is kept as a comment with the reason, unless its errors are what it is there to show. Their rules
 * are warnings until their findings are mended, and so are those that find errors only because there is a configuration
 * now.
 */
export function chooseSettings(
  settings: readonly Setting[],
  before: readonly Diagnostic[],
  judge: Judge,
): readonly ChosenSetting[] {
  const known = new Set(errorsOf(before).map(({ fingerprint }) => fingerprint))
  const explain = (chosen: readonly ChosenSetting[], softened: Softened): readonly Diagnostic[] | undefined => {
    const after = judge(renderConfiguration([...chosen, ...softenRules(softened)]))
    return after && errorsOf(after).filter(({ fingerprint }) => !known.has(fingerprint))
  }
  const taken = settings.map((one): ChosenSetting => ({ ...one, leftOut: undefined }))
  if (explain(taken, {})?.length === 0) return taken

  let softened: Softened = pick(
    rulesOf(explain([], {}) ?? []),
    () => 'it is strict as soon as there is a configuration',
  )
  const chosen: ChosenSetting[] = []
  for (const setting of taken) {
    let added = explain([...chosen, setting], softened)
    const { softens = {} } = setting
    const expected = rulesOf(added ?? []).filter((rule) => softens[rule] !== undefined)
    if (expected.length > 0) {
      const more = { ...softened, ...pick(expected, (rule) => softens[rule] ?? '') }
      added = explain([...chosen, setting], more)
      if (added?.length === 0) softened = more
    }
    chosen.push(added?.length === 0 ? setting : { ...setting, leftOut: explainLeftOut(added) })
  }
  return [...chosen, ...softenRules(softened)]
}

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error')
}

function rulesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return [...new Set(diagnostics.map(({ rule }) => rule))]
}

function pick(rules: readonly string[], explain: (rule: string) => string): Softened {
  return Object.fromEntries(rules.map((rule) => [rule, explain(rule)]))
}

/** One setting, or none: a file has each of its keys once. */
function softenRules(softened: Softened): readonly ChosenSetting[] {
  const rules = Object.entries(softened)
  if (rules.length === 0) return []
  return [
    {
      name: 'rules',
      comment: 'Errors again as soon as what they find here is mended: then take these lines away.',
      lines: ['rules:', ...rules.flatMap(([rule, reason]) => [`  # ${upperFirst(reason)}.`, `  ${rule}: warning`])],
      leftOut: undefined,
    },
  ]
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Names a file for each rule, which tells where to begin. */
function explainLeftOut(errors: readonly Diagnostic[] | undefined): string {
  if (errors === undefined) return 'it would not be accepted'
  const places = rulesOf(errors).map((rule) => {
    const files = new Set(errors.flatMap((one) => (one.rule === rule ? [one.at.file] : [])))
    const [first = ''] = files
    const more = files.size > 1 ? ` and ${files.size - 1} more` : ''
    return `\`${rule}\` (${toPrintable(first)}${more})`
  })
  return `it brings errors of ${places.join(', ')}`
}
