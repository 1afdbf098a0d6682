import { listFailures } from './builds/list-failures.ts'
import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'build-fails',
  severity: 'error',
  summary: 'Every directory that is built on its own builds.',
  why: 'Where kustomize stops, nothing of that build is applied any more, and what is running goes stale. A change in a shared component can break a build that nobody looked at.',
  fix: 'Correct what the message names; `kustomize build` of the directory shows the same.',
  messages: {
    one: 'the build of `{directory}` fails: {problem}',
    two: 'the builds of `{directory}` and `{other}` fail: {problem}',
    many: 'the build of `{directory}` fails, and {count} others: {problem}',
  },
  create: ({ report }) => ({
    Repository(repository) {
      for (const { problem, at, builds, clusters, isLoaded } of listFailures(repository)) {
        if (problem.code === 'duplicate-object') continue
        const [first, second] = builds
        report({
          message: builds.length === 1 ? 'one' : builds.length === 2 ? 'two' : 'many',
          data: {
            directory: first?.directory || '.',
            other: second?.directory || '.',
            count: String(builds.length - 1),
            problem: problem.message,
          },
          at,
          pointer: `${problem.code}#${problem.message}`,
          clusters,
          severity: isLoaded ? 'error' : 'warning',
          ...(problem.help === undefined ? {} : { help: problem.help }),
          ...(problem.related === undefined ? {} : { related: problem.related }),
        })
      }
    },
  }),
})
