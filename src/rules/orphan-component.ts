import { defineRule } from './define-rule.ts'
import { reportUnusedDirectories, unusedMessages } from './orphans/report-unused-directories.ts'

export default defineRule({
  id: 'orphan-component',
  severity: 'warning',
  summary: 'Every component is part of some cluster.',
  why: 'What no cluster uses is still read, changed and reviewed as if it ran somewhere, and nothing ever shows that it no longer builds.',
  fix: 'Refer to it from a cluster or a cluster template, or delete it.',
  messages: unusedMessages,
  options: { ignore: { description: 'Globs of components that may be unused.', default: [] } },
  create: reportUnusedDirectories('components'),
})
