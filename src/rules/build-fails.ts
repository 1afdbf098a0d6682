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
    unchecked: 'the build of `{directory}` is not checked: {problem}',
    many: 'the build of `{directory}` fails, and {count} others: {problem}',
  },
  create: ({ report }) => ({
    Repository(repository) {
      for (const { problem, at, builds, clusters, isUnchecked, isLoaded } of listFailures(repository)) {
        if (problem.code === 'duplicate-object') continue
        const [first, second] = builds
        const isGenerated = builds.every(({ directory }) => !repository.kustomizations.has(directory))
        const help =
          problem.help ??
          (isUnchecked ? helpForUnchecked : isGenerated && ofObjects.has(problem.code) ? helpForGenerated : undefined)
        report({
          message: isUnchecked ? 'unchecked' : builds.length === 1 ? 'one' : builds.length === 2 ? 'two' : 'many',
          data: {
            directory: first?.directory || '.',
            other: second?.directory || '.',
            count: String(builds.length - 1),
            problem: problem.message,
          },
          at,
          pointer: `${problem.code}#${problem.message}`,
          clusters,
          severity: isLoaded && !isUnchecked ? 'error' : 'warning',
          ...(help === undefined ? {} : { help }),
          ...(problem.related === undefined ? {} : { related: problem.related }),
        })
      }
    },
  }),
})

/** What is wrong with a file that is no manifest. */
const ofObjects: ReadonlySet<string> = new Set(['missing-kind', 'missing-name', 'invalid-list', 'not-json'])

const helpForUnchecked =
  'Nothing is wrong with it as far as this program can see; divide it so that it is checked again.'

const helpForGenerated =
  'Flux takes every `.yaml` and `.yml` file below a directory without a kustomization file for a manifest. Move this one out of the directory, keep it out of the artifact with a `.sourceignore`, or add a `kustomization.yaml` that lists the manifests.'
