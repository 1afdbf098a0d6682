import type { Build } from '../kustomize/build/build.ts'
import { clustersOfBuilds } from '../model/queries/clusters-of-builds.ts'
import { isCompleteBuild } from '../model/queries/is-complete-build.ts'
import { listJudgedBuilds } from '../model/queries/list-judged-builds.ts'
import { listMisspeltNames, type MisspeltName } from './builds/list-misspelt-names.ts'
import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'name-reference-exists',
  severity: 'warning',
  summary: 'No object refers by a misspelt name to another object of its build.',
  why: 'A name that is not there fails only in the cluster: a pod waits for its ConfigMap, a binding gives its rights to nobody, an autoscaler watches nothing. A name that kustomize does not recognise as one of the build gets no prefix and no hash either.',
  fix: 'Correct the name.',
  messages: {
    near: 'no {kind} `{name}` in this build; there is `{near}`',
  },
  create: ({ report }) => ({
    Repository(repository) {
      const found = new Map<string, { one: MisspeltName; builds: Build[] }>()
      for (const build of listJudgedBuilds(repository)) {
        if (!isCompleteBuild(repository, build)) continue
        for (const one of listMisspeltNames(build.objects)) {
          const key = [one.at.file, one.at.start].join('\0')
          const known = found.get(key) ?? { one, builds: [] }
          found.set(key, known)
          known.builds.push(build)
        }
      }
      for (const { one, builds } of found.values()) {
        const { kind, name, near, at, target, pointer } = one
        if (repository.files.get(at.file)?.isIgnored !== false) continue
        report({
          message: 'near',
          data: { kind, name, near },
          at,
          pointer,
          clusters: clustersOfBuilds(repository, builds),
          ...(target === undefined ? {} : { related: [{ message: `the ${kind} \`${near}\``, at: target }] }),
        })
      }
    },
  }),
})
