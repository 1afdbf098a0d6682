import type { Rule, RuleOption } from './rule.ts'

type Definition<
  Messages extends Readonly<Record<string, string>>,
  Options extends Readonly<Record<string, RuleOption>>,
> = Omit<Rule<Messages, Options>, 'isOn' | 'reach' | 'options'> &
  Partial<Pick<Rule<Messages, Options>, 'isOn' | 'reach' | 'options'>>

/** Completes a rule: on, judged by what clusters load, without options, unless it says otherwise. Checks its message ids. */
export function defineRule<
  const Messages extends Readonly<Record<string, string>>,
  const Options extends Readonly<Record<string, RuleOption>> = Readonly<Record<never, RuleOption>>,
>(definition: Definition<Messages, Options>): Rule {
  const rule: Rule<Messages, Options> = { isOn: true, reach: 'clusters', options: {} as Options, ...definition }
  return rule as unknown as Rule
}
