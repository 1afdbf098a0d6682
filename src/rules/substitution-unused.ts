import { defineRule } from './define-rule.ts'
import { isJudgedPlace } from './substitution/is-judged-place.ts'
import { listUnusedVariables } from './substitution/list-unused-variables.ts'

export default defineRule({
  id: 'substitution-unused',
  severity: 'info',
  summary: 'Every variable in `postBuild.substitute` is used by something that the Flux Kustomization applies.',
  why: 'A variable that nothing uses is left over, or it is called otherwise where it should be used: whoever changes it waits for an effect that never comes.',
  fix: 'Remove the entry, or use it.',
  messages: {
    unused: 'nothing that `{owner}` applies uses the variable `{name}`',
    unusedByAll: 'none of the {count} Flux Kustomizations that have the variable `{name}` from here uses it',
  },
  create: ({ report }) => ({
    Repository(repository) {
      for (const { name, owners, at, clusters } of listUnusedVariables(repository)) {
        if (!isJudgedPlace(repository, at)) continue
        const [owner = ''] = owners
        report({
          message: owners.length > 1 ? 'unusedByAll' : 'unused',
          data: { owner, name, count: String(owners.length) },
          at,
          pointer: `${owner}#spec.postBuild.substitute.${name}`,
          clusters,
        })
      }
    },
  }),
})
