import type { Argv } from 'yargs'
import { renderRulePage } from '../report/render-rule-page.ts'
import { rules } from '../rules/generated/registry.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { UserError } from '../source/user-error.ts'
import type { Terminal } from './terminal.ts'

/** `explain <rule>`: prints the documentation of a rule; without one, the list of all rules. */
export function addExplainCommand(parser: Argv, terminal: Terminal): Argv {
  return parser.command(
    'explain [rule]',
    'print what a rule asks for, why, and how to fix it',
    (yargs) =>
      yargs
        .positional('rule', { type: 'string', describe: 'id of the rule, as printed beside a finding' })
        .example('$0 explain reference-exists', 'what the rule asks for, with examples')
        .example('$0 explain', 'all rules'),
    async ({ rule: id }) => {
      if (id === undefined) {
        const width = Math.max(...rules.map((rule) => rule.id.length))
        const row = (rule: (typeof rules)[number]): string =>
          `${rule.id.padEnd(width)}  ${(rule.isOn ? rule.severity : 'off').padEnd(7)}  ${rule.summary}\n`
        terminal.print(rules.map(row).join(''))
        return
      }
      const rule = rules.find((one) => one.id === id)
      if (rule === undefined) {
        const near = nearestMatch(
          id,
          rules.map((one) => one.id),
        )
        const hint = near === undefined ? 'run `gitops explain` for the list' : `did you mean \`${near}\`?`
        throw new UserError(`there is no rule \`${id}\`; ${hint}`)
      }
      const { examples } = await import('../rules/generated/examples.ts')
      terminal.print(`${renderRulePage(rule, examples[rule.id] ?? { bad: {}, good: {} })}\n`)
    },
  )
}
