import type { Diagnostic } from '../../source/diagnostic.ts'
import { renderConfiguration } from './render-configuration.ts'
import type { ChosenSetting, Setting } from './setting.ts'

/** What a repository is told with a configuration, or undefined for one that is not accepted. */
export type Judge = (configuration: string) => readonly Diagnostic[] | undefined

/**
 * Chooses those settings that a repository can have today: a new configuration must not add an error to those of `before`.
 * A setting that does is kept as a comment with the reason. Rules that find errors only because there is a configuration
 * now are warnings in it until their findings are mended.
 */
export function chooseSettings(
  settings: readonly Setting[],
  before: readonly Diagnostic[],
  judge: Judge,
): readonly ChosenSetting[] {
  const known = new Set(errorsOf(before).map(({ fingerprint }) => fingerprint))
  const explain = (chosen: readonly ChosenSetting[]): readonly string[] | undefined => {
    const after = judge(renderConfiguration(chosen))
    if (after === undefined) return undefined
    return [...new Set(errorsOf(after).flatMap(({ rule, fingerprint }) => (known.has(fingerprint) ? [] : [rule])))]
  }
  const taken = settings.map((one): ChosenSetting => ({ ...one, leftOut: undefined }))
  if (explain(taken)?.length === 0) return taken

  const strict = explain([]) ?? []
  const chosen: ChosenSetting[] = strict.length === 0 ? [] : [softenRules(strict)]
  for (const setting of taken) {
    const added = explain([...chosen, setting])
    if (added?.length === 0) chosen.push(setting)
    else chosen.push({ ...setting, leftOut: explainLeftOut(added) })
  }
  return chosen
}

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error')
}

function softenRules(rules: readonly string[]): ChosenSetting {
  return {
    name: 'rules',
    comment: 'Errors as soon as what they find here is mended; then these lines can go.',
    lines: ['rules:', ...rules.map((rule) => `  ${rule}: warning`)],
    leftOut: undefined,
  }
}

function explainLeftOut(rules: readonly string[] | undefined): string {
  if (rules === undefined) return 'it would not be accepted'
  return `it brings errors of ${rules.map((rule) => `\`${rule}\``).join(', ')}`
}
