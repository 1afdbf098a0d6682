import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'suppression-unused',
  severity: 'warning',
  reach: 'everywhere',
  summary: 'Every suppression comment suppresses something.',
  why: 'A suppression whose finding is gone lies in wait: the next mistake in that place is swallowed, and nobody sees it.',
  fix: 'Remove the comment, or the name of the rule from it. If the finding is still there, the comment stands in the wrong place: it is for what begins in the next line that is no comment.',
  messages: {
    line: '`{name}` finds nothing in the line that this suppression is for',
    file: '`{name}` finds nothing in this file',
  },
  create: ({ report }) => ({
    Suppression({ directive, rules }) {
      for (const { name, at, outcome } of rules) {
        if (outcome !== 'unused') continue
        const message = directive === 'gitops-lint-disable' ? 'file' : 'line'
        report({ message, data: { name }, at, pointer: `suppression[${name}]` })
      }
    },
  }),
})
