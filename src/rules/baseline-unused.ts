import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'baseline-unused',
  severity: 'warning',
  reach: 'everywhere',
  summary: 'Every entry of `.gitops-baseline.json` still occurs.',
  why: 'The baseline keeps old findings quiet until they are mended. An entry that is mended already would keep the same mistake quiet when somebody makes it again.',
  fix: 'Run `gitops-lint --update-baseline` and commit what it writes.',
  messages: {
    gone: '`{path}` no longer has this finding of `{rule}`: {text}',
    rule: 'there is no rule `{rule}` any more',
  },
  create: ({ report }) => ({
    BaselineEntry({ outcome, path, rule, message: text, at, fingerprint }) {
      if (outcome !== 'unused' && outcome !== 'unknown') return
      const message = outcome === 'unused' ? 'gone' : 'rule'
      report({ message, data: { path, rule, text }, at, pointer: `findings[${fingerprint}]` })
    },
  }),
})
