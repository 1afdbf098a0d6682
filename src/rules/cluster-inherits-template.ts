import type { Closure } from '../model/closure/closure.ts'
import { findDirectories } from '../model/find-directories.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { hasDanglingBuild } from '../model/queries/has-dangling-build.ts'
import type { Repository } from '../model/repository.ts'
import { isWithin } from '../source/is-within.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { defineRule } from './define-rule.ts'
import { isUnread } from './hierarchy/is-unread.ts'
import { listNames } from './hierarchy/list-names.ts'
import { placeOfCluster } from './hierarchy/place-of-cluster.ts'

export default defineRule({
  id: 'cluster-inherits-template',
  severity: 'warning',
  summary: 'Every cluster inherits from a cluster template, itself or through another cluster.',
  why: 'A template is what makes clusters of one type alike. A cluster without one has its own copy of everything: a change to the template passes it by, and it drifts away from the others.',
  fix: 'List a cluster template in the cluster’s kustomization file, and keep in the cluster only what differs.',
  messages: { none: 'cluster `{cluster}` inherits from no cluster template; there {templates}' },
  create: ({ repository, report }) => {
    const templates = findTemplates(repository)
    const names = listNames(templates)
    return {
      Cluster(cluster, closure) {
        if (templates.length === 0 || isScaffold(cluster.directory)) return
        const at = placeOfCluster(cluster, repository)
        if (at === undefined || mayReach(closure, templates) || hasDanglingBuild(closure, repository)) return
        report({
          message: 'none',
          data: { cluster: cluster.name, templates: `${templates.length === 1 ? 'is' : 'are'} ${names}` },
          at,
          pointer: `clusters[${cluster.name}]`,
          clusters: [cluster.name],
        })
      },
    }
  },
})

/** The directories of the layer `cluster-templates` that hold something to build. */
function findTemplates({ layout, tree, kustomizations, fluxKustomizations }: Repository): readonly RepoPath[] {
  const layer = layout.layers.find(({ name }) => name === 'cluster-templates')
  return findDirectories(layer?.paths ?? [], tree).filter(
    (directory) =>
      kustomizations.has(directory) || fluxKustomizations.some(({ object }) => isWithin(object.file, directory)),
  )
}

/** Whether a cluster loads something of a template, or refers to what cannot be seen from here. */
function mayReach({ files, kustomizations, unseen }: Closure, templates: readonly RepoPath[]): boolean {
  const isInTemplate = (path: RepoPath): boolean => templates.some((template) => isWithin(path, template))
  return (
    [...files.keys(), ...kustomizations.keys()].some(isInTemplate) ||
    [...kustomizations.values()].some(isUnread) ||
    unseen.some(({ target, field }) =>
      target.kind === 'unknown' ? target.candidates.length === 0 : field === 'spec.path',
    )
  )
}
