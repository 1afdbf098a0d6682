import { compileGlobs } from '../model/compile-globs.ts'
import { defineRule } from './define-rule.ts'
import { listOrphanDirectories } from './orphans/list-orphan-directories.ts'
import { locateField } from './references/locate-field.ts'

export default defineRule({
  id: 'orphan-component',
  severity: 'warning',
  summary: 'Every component is part of some cluster.',
  why: 'What no cluster uses is still read, changed and reviewed as if it ran somewhere, and nothing ever shows that it no longer builds.',
  fix: 'Refer to it from a cluster or a cluster template, or delete it.',
  messages: {
    unused: 'no cluster uses `{directory}`: nothing refers to it',
    unusedTree: 'no cluster uses anything in `{directory}`: nothing refers to it',
  },
  options: { ignore: { description: 'Globs of components that may be unused.', default: [] } },
  create: ({ options, report }) => {
    const isExcepted = compileGlobs(options.ignore)
    return {
      Repository(repository) {
        for (const { directory, kustomization, isTree } of listOrphanDirectories(
          repository,
          'components',
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
