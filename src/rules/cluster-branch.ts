import { isEphemeralName } from '../model/is-ephemeral-name.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { defineRule } from './define-rule.ts'
import { mainBranches } from './hierarchy/main-branches.ts'

export default defineRule({
  id: 'cluster-branch',
  severity: 'error',
  summary: 'A long-lived cluster follows the main branch, and an ephemeral one its ticket branch.',
  why: 'A long-lived cluster on a ticket branch stops when the ticket does, and runs what nobody has reviewed. An ephemeral cluster on the main branch reads what was never meant for it, and merging the branch of its sync file moves it over at once.',
  fix: 'Set `spec.ref.branch` in the cluster’s gotk-sync.yaml, or `spec.sync.ref` of its FluxInstance, to the branch that the cluster belongs to.',
  messages: {
    notMain: 'cluster `{cluster}` follows `{branch}`, but long-lived clusters follow `{main}`',
    ticket: 'cluster `{cluster}` follows the ticket branch `{branch}`, although it is long-lived',
    ephemeral: 'the ephemeral cluster `{cluster}` follows the main branch `{branch}`',
  },
  create: ({ repository, report }) => ({
    Cluster(cluster) {
      const { layout } = repository
      const { branch } = cluster
      if (branch === undefined || isScaffold(cluster.directory)) return
      const isMain = mainBranches(layout).includes(branch.name)
      const isConfigured = layout.mainBranch !== undefined
      const message = cluster.isEphemeral
        ? isMain && cluster.isEphemeral && 'ephemeral'
        : isConfigured
          ? !isMain && 'notMain'
          : branch.name.split('/').some((segment) => isEphemeralName(segment, layout)) && 'ticket'
      if (!message) return
      report({
        message,
        data: { cluster: cluster.name, branch: branch.name, main: layout.mainBranch ?? '' },
        at: branch.at,
        pointer: `clusters[${cluster.name}]#branch`,
        clusters: [cluster.name],
      })
    },
  }),
})
