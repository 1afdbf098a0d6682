import { compileGlobs } from '../model/compile-globs.ts'
import type { Rule } from '../rules/rule.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Configuration, RuleSetting } from './configuration.ts'

/** What of the configuration is about rules. */
export type RuleConfiguration = Pick<Configuration, 'rules'> & Partial<Pick<Configuration, 'overrides'>>

/** Options of a rule, and the files for which they hold. */
export interface Variant {
  readonly options: RuleSetting['options']
  readonly holdsFor: (path: RepoPath) => boolean
}

/** Knows what is set for a rule in a file. */
export interface RuleSettings {
  /** Whether a rule judges a file. */
  isOn(rule: Rule, path: RepoPath): boolean
  /** Undefined leaves the rule's own. */
  severityOf(rule: Rule, path: RepoPath): RuleSetting['severity']
  /** With which options a rule runs; none where it is off everywhere. Usually one for all files. */
  variantsOf(rule: Rule, paths: Iterable<RepoPath>): readonly Variant[]
}

const untouched: RuleSetting = { severity: undefined, options: {} }

/** The overrides that match a file are laid over the common settings one after the other, so that the last one wins. */
export function createRuleSettings({ rules, overrides = [] }: RuleConfiguration): RuleSettings {
  const tests = overrides.map(({ paths, rules: settings }) => ({ isMatch: compileGlobs(paths), settings }))
  const common = ({ id }: Rule): RuleSetting => rules.get(id) ?? untouched
  const matching = new Map<RepoPath, readonly ReadonlyMap<string, RuleSetting>[]>()
  const known = new Map<Rule, Map<RepoPath, RuleSetting>>()
  const settingOf = (rule: Rule, path: RepoPath): RuleSetting => {
    if (tests.length === 0) return common(rule)
    const settings = known.get(rule) ?? new Map<RepoPath, RuleSetting>()
    known.set(rule, settings)
    const found = settings.get(path)
    if (found !== undefined) return found
    const matches =
      matching.get(path) ?? tests.filter(({ isMatch }) => isMatch(path)).map((override) => override.settings)
    matching.set(path, matches)
    const setting = matches.reduce((below, above) => layOver(below, above.get(rule.id)), common(rule))
    settings.set(path, setting)
    return setting
  }
  const isOn = (rule: Rule, { severity }: RuleSetting): boolean =>
    severity === undefined ? rule.isOn : severity !== 'off'

  return {
    isOn: (rule, path) => isOn(rule, settingOf(rule, path)),
    severityOf: (rule, path) => settingOf(rule, path).severity,
    variantsOf(rule, paths) {
      const base = common(rule)
      const own = overrides.flatMap((one) => one.rules.get(rule.id) ?? [])
      if (!isOn(rule, base) && !own.some((one) => one.severity !== undefined && one.severity !== 'off')) return []
      if (own.every(({ options }) => Object.keys(options).length === 0)) {
        return [{ options: base.options, holdsFor: () => true }]
      }
      const keyOf = (options: RuleSetting['options']): string => JSON.stringify(Object.entries(options).sort())
      const fallback = keyOf(base.options)
      const byKey = new Map([[fallback, base.options]])
      for (const path of paths) {
        const { options } = settingOf(rule, path)
        byKey.set(keyOf(options), options)
      }
      return [...byKey].map(([key, options]) => ({
        options,
        holdsFor: (path) => {
          const wanted = keyOf(settingOf(rule, path).options)
          return key === (byKey.has(wanted) ? wanted : fallback)
        },
      }))
    },
  }
}

function layOver(setting: RuleSetting, above: RuleSetting | undefined): RuleSetting {
  if (above === undefined) return setting
  return { severity: above.severity ?? setting.severity, options: { ...setting.options, ...above.options } }
}
