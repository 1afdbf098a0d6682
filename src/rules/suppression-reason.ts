import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'suppression-reason',
  severity: 'warning',
  reach: 'everywhere',
  summary: 'Every suppression comment says why.',
  why: 'Whoever finds a suppression a year later must know whether it still holds. Without its reason nobody dares to remove it, and the next one is written just as lightly.',
  fix: 'Write the reason after ` -- `: `# gitops-lint-disable-next-line rule -- why this is right here`.',
  messages: { missing: 'no reason is given for the suppression of {list}' },
  create: ({ report }) => ({
    Suppression({ at, directive, flaw, rules, reason }) {
      if (flaw !== undefined || rules.length === 0 || reason !== undefined) return
      const names = rules.map(({ name }) => name)
      const list = names.map((name) => `\`${name}\``).join(', ')
      report({
        message: 'missing',
        data: { directive, names: names.join(' '), list },
        at,
        pointer: `suppression[${names.join(' ')}]`,
        help: 'Write the reason after ` -- `: `{directive} {names} -- why this is right here`.',
      })
    },
  }),
})
