import { defineRule } from './define-rule.ts'
import { reportUnusedDirectories, unusedMessages } from './orphans/report-unused-directories.ts'

export default defineRule({
  id: 'orphan-template',
  severity: 'warning',
  summary: 'Every cluster template is part of some cluster.',
  why: 'A template that no cluster inherits is kept up to date for nothing, and nothing ever shows that it no longer builds.',
  fix: 'Let a cluster inherit from it, or delete it.',
  messages: unusedMessages,
  options: { ignore: { description: 'Globs of cluster templates that may be unused.', default: [] } },
  create: reportUnusedDirectories('cluster-templates'),
})
