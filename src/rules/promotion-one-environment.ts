import { defineRule } from './define-rule.ts'
import { listNames } from './hierarchy/list-names.ts'
import { firstPlace } from './promotion/first-place.ts'
import { listJointChanges } from './promotion/list-joint-changes.ts'
import { listPlaces } from './promotion/list-places.ts'

export default defineRule({
  id: 'promotion-one-environment',
  severity: 'warning',
  isOn: false,
  reach: 'everywhere',
  summary:
    'A merge request changes one environment by hand; the next one gets it by a promotion (`gitops-lint --base <revision>`).',
  why: 'What is changed in staging and in production by one merge request goes live in both at once: staging has shown nothing yet when production gets it. And what was copied by hand is often not the same.',
  fix: 'Change one environment, look at it, and promote it in a merge request of its own: `gitops promote <source> <target> --commit`.',
  messages: {
    joint: '{files} of `{environment}` {are} changed together with {others}, and not by a promotion',
  },
  create: ({ change, report }) => ({
    Repository() {
      for (const { environment, others } of listJointChanges(change?.environments ?? [])) {
        const { name, source, clusters } = environment
        const files = environment.files.filter(({ by }) => by === 'hand')
        const at = firstPlace(files, (file) => file.at)
        report({
          message: 'joint',
          data: {
            files: listNames(files.map(({ path }) => path)),
            environment: name,
            are: files.length === 1 ? 'is' : 'are',
            others: listNames(others.map((other) => other.name)),
            source: source ?? '',
          },
          at,
          pointer: `environment[${name}]`,
          clusters,
          related: [
            ...listPlaces(files, (file) => file.at, { message: `of ${name}, also changed`, besides: at }),
            ...others.flatMap((other) =>
              listPlaces(other.files, (file) => file.at, { message: `of ${other.name}`, besides: at }).slice(0, 1),
            ),
          ],
          ...(source === undefined
            ? {}
            : {
                help: 'Take it out of this merge request; once `{source}` has it and is well, run `gitops promote {source} {environment} --commit`.',
              }),
        })
      }
    },
  }),
})
