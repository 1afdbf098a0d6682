import { compileGlobs } from '../model/compile-globs.ts'
import { defineRule } from './define-rule.ts'
import { listOrphanDirectories } from './orphans/list-orphan-directories.ts'
import { locateField } from './references/locate-field.ts'

export default defineRule({
  id: 'orphan-template',
  severity: 'warning',
  summary: 'Every cluster template is part of some cluster.',
  why: 'A template that no cluster inherits is kept up to date for nothing, and nothing ever shows that it no longer builds.',
  fix: 'Let a cluster inherit from it, or delete it.',
  messages: {
    unused: 'no cluster uses `{directory}`: nothing refers to it',
    unusedTree: 'no cluster uses anything in `{directory}`: nothing refers to it',
  },
  options: { ignore: { description: 'Globs of cluster templates that may be unused.', default: [] } },
  create: ({ options, report }) => {
    const isExcepted = compileGlobs(options.ignore)
    return {
      Repository(repository) {
        for (const { directory, kustomization, isTree } of listOrphanDirectories(
          repository,
          'cluster-templates',
          isExcepted,
        )) {
          report({
            message: isTree ? 'unusedTree' : 'unused',
            data: { directory },
            at: locateField(kustomization, 'kind'),
            pointer: 'directory',
          })
        }
      },
    }
  },
})
