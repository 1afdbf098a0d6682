import { isScaffold } from '../model/is-scaffold.ts'
import { defineRule } from './define-rule.ts'
import { mainBranches } from './hierarchy/main-branches.ts'
import { placeOfCluster } from './hierarchy/place-of-cluster.ts'

export default defineRule({
  id: 'ephemeral-cluster-on-main',
  severity: 'error',
  reach: 'everywhere',
  summary: 'The directory of an ephemeral cluster is never on the main branch.',
  why: 'An ephemeral cluster lives on its ticket branch and goes with it. On the main branch its directory outlives the cluster, long-lived clusters begin to refer to it, and its flux-system ties a throw-away cluster to what production follows.',
  fix: 'Merge the work without the cluster: delete its directory before the merge. If the cluster is to stay, take its name out of `ephemeral` in .gitops.yaml.',
  messages: { present: 'the ephemeral cluster `{cluster}` is on the main branch `{branch}`' },
  create: ({ repository, report }) => ({
    Cluster(cluster) {
      const { layout, branch } = repository
      if (branch === undefined || !mainBranches(layout).includes(branch)) return
      const at = cluster.isEphemeral ? placeOfCluster(cluster, repository) : undefined
      if (at === undefined || isScaffold(cluster.directory)) return
      const { name } = cluster
      report({
        message: 'present',
        data: { cluster: name, branch },
        at,
        pointer: `clusters[${name}]`,
        clusters: [name],
      })
    },
  }),
})
