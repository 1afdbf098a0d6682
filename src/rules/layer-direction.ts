import { compileGlobs } from '../model/compile-globs.ts'
import type { Layer } from '../model/layout.ts'
import { layerOf } from '../model/queries/layer-of.ts'
import { isWithin } from '../source/is-within.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { defineRule } from './define-rule.ts'
import { isForOtherCluster } from './hierarchy/is-for-other-cluster.ts'
import { listNames } from './hierarchy/list-names.ts'
import { isSyncFile } from './hierarchy/read-sync.ts'
import { targetPathOf } from './hierarchy/target-path-of.ts'

export default defineRule({
  id: 'layer-direction',
  severity: 'error',
  summary: 'References go down the layers, from clusters to cluster templates to components, and never back.',
  why: 'What is shared must not know who uses it. A component that reads from one cluster brings that cluster’s settings to all the others, and a change meant for one cluster reaches every cluster that shares the component.',
  fix: 'Move what is needed down into the layer that needs it, or let the upper layer hand it down with a patch or a substitution.',
  messages: {
    upward: '`{from}` refers to `{to}`, but the layer `{fromLayer}` may refer only to {allowed}, not to `{toLayer}`',
    sideways: '`{from}` refers to `{to}`, but one directory of the layer `{fromLayer}` may refer only to {allowed}',
    ephemeral: '`{from}` refers to `{to}`, which belongs to the ephemeral cluster `{cluster}`',
  },
  create: ({ repository, report }) => {
    const { layout, clusters } = repository
    const ephemeral = clusters.filter((cluster) => cluster.isEphemeral)
    const longLived = clusters.filter((cluster) => !cluster.isEphemeral)
    const clusterAt = (path: RepoPath, among: typeof clusters) =>
      among.find(({ directory }) => isWithin(path, directory))

    return {
      Reference(reference) {
        const { from, target, at, pointer } = reference
        const to = targetPathOf(target)
        // A sync file names the directory that it lies in; flux-system-sync-path judges it.
        if (to === undefined || isSyncFile(from)) return
        const source = layerOf(layout, from)
        const layer = layerOf(layout, to)
        const allowed = listNames(source?.mayReference ?? []) || 'itself'
        const data = { from, to, fromLayer: source?.name ?? '', toLayer: layer?.name ?? '', allowed }
        if (source !== undefined && layer !== undefined && !source.mayReference.includes(layer.name)) {
          if (source !== layer) return report({ message: 'upward', data, at, pointer })
          if (itemOf(source, from) !== itemOf(source, to)) return report({ message: 'sideways', data, at, pointer })
        }
        const cluster = clusterAt(to, ephemeral)
        if (cluster === undefined || clusterAt(from, longLived) === undefined) return
        if (isForOtherCluster(reference, repository)) return
        report({
          message: 'ephemeral',
          data: { ...data, cluster: cluster.name },
          at,
          pointer,
          help: 'Refer to a long-lived directory: this one disappears with its ticket, and the build fails from then on.',
        })
      },
    }
  },
})

/** The directory of a layer that a path belongs to: the shortest one that the layer's globs match. */
function itemOf(layer: Layer, path: RepoPath): RepoPath {
  const matches = compileGlobs(layer.paths)
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    if (matches(path.slice(0, at))) return path.slice(0, at)
  }
  return path
}
