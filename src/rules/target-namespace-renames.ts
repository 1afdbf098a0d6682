import { isScaffold } from '../model/is-scaffold.ts'
import { hasFullSight } from '../model/queries/has-full-sight.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { listMissingNamespaces } from './namespaces/list-missing-namespaces.ts'
import { listRenamedNamespaces } from './namespaces/list-renamed-namespaces.ts'

export default defineRule({
  id: 'target-namespace-renames',
  severity: 'warning',
  summary: 'A namespace that is set for a whole build does not rename a Namespace in it.',
  why: '`targetNamespace` and `namespace` set the namespace of every object, and rename every Namespace to it. The one that was meant is never created, and what was to live in it fails; with `prune`, the other one is deleted together with the Flux Kustomization.',
  fix: 'Apply the Namespace from a build that sets no namespace, or give it the name that is set.',
  messages: {
    target: '`targetNamespace` renames the Namespace `{before}` to `{name}`',
    used: '{setter} renames the Namespace `{before}` to `{name}`, and nothing else creates `{before}`, where {count} to be',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<'target' | 'used'>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        let missing: ReturnType<typeof listMissingNamespaces> | undefined
        for (const applied of closure.applied) {
          if (!applied.isCertain || applied.remoteCluster !== undefined) continue
          for (const { before, name, by, at, isTarget } of listRenamedNamespaces(applied)) {
            missing ??= hasFullSight(closure, repository) ? listMissingNamespaces(closure, repository) : []
            const count = missing.find((one) => one.name === before)?.objects.length ?? 0
            if (count === 0 && (!isTarget || isPlaceholder(before))) continue
            reports.add(cluster.name, {
              message: count === 0 ? 'target' : 'used',
              data: {
                before,
                name,
                setter: isTarget ? '`targetNamespace`' : '`namespace`',
                count: count === 1 ? 'one object is' : `${count} objects are`,
              },
              at: by,
              pointer: `Namespace/${before}#metadata.name`,
              severity: count > 0 ? 'error' : 'warning',
              ...(at === undefined ? {} : { related: [{ message: 'the Namespace', at }] }),
            })
          }
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})

/** A name that is there to be replaced. */
function isPlaceholder(name: string): boolean {
  return /^(?:_*|[-_]*(?:placeholder|not-?used|unused|not-?set|replaced?|replace-?me|change-?me|namespace|name|ns|x+|dummy|todo|tbd)[-_]*)$/i.test(
    name,
  )
}
