import { nearestMatch } from '../source/nearest-match.ts'
import { defineRule } from './define-rule.ts'
import { directives } from './suppressions/judged-suppression.ts'

export default defineRule({
  id: 'suppression-well-formed',
  severity: 'warning',
  reach: 'everywhere',
  summary: 'Every suppression comment names rules that exist, and stands where it counts.',
  why: 'A suppression that is misspelt suppresses nothing, and looks as if it did.',
  fix: 'Write `# gitops-lint-disable-next-line rule -- reason` above the line, `# gitops-lint-disable-line rule -- reason` at its end, or `# gitops-lint-disable rule -- reason` at the top of the file, before all else.',
  messages: {
    directive: '`{directive}` is not understood',
    directiveNear: '`{directive}` is not understood; did you mean `{near}`?',
    nothing: '`{directive}` names no rule, and suppresses nothing',
    top: '`{directive}` is for the whole file and counts only at its top, before all else',
    alone: '`{directive}` stands alone in its line; did you mean `gitops-lint-disable-next-line`?',
    rule: 'there is no rule `{name}`',
    ruleNear: 'there is no rule `{name}`; did you mean `{near}`?',
    final: '`{name}` judges suppressions itself, and only `.gitops.yaml` can turn it off',
  },
  create: ({ report }) => ({
    Suppression({ at, directive, flaw, rules }) {
      const pointer = `suppression[${rules.map(({ name }) => name).join(' ')}]`
      if (flaw === 'unknown') {
        const near = nearestMatch(directive, directives)
        if (near === undefined) report({ message: 'directive', data: { directive }, at, pointer })
        else report({ message: 'directiveNear', data: { directive, near }, at, pointer })
        return
      }
      if (flaw !== undefined) {
        report({ message: flaw === 'alone' ? 'alone' : 'top', data: { directive }, at, pointer })
        return
      }
      if (rules.length === 0) report({ message: 'nothing', data: { directive }, at, pointer })
      for (const { name, at: place, outcome, near } of rules) {
        if (outcome === 'final') {
          report({ message: 'final', data: { name }, at: place, pointer: `suppression[${name}]` })
        } else if (outcome === 'unknown') {
          const data = { name, near: near ?? '' }
          const message = near === undefined ? 'rule' : 'ruleNear'
          report({ message, data, at: place, pointer: `suppression[${name}]` })
        }
      }
    },
  }),
})
