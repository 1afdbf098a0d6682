import { readSourceReference } from '../flux/read-source-reference.ts'
import type { SourceReference } from '../flux/source-reference.ts'
import { locateField } from '../kustomize/lineage/locate-field.ts'
import { getNode } from '../kustomize/tree/get-node.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { type Dependant, listDependants } from './dependencies/list-dependants.ts'
import { listWaits } from './dependencies/list-waits.ts'
import { nameBeside } from './dependencies/name-beside.ts'
import { pickPlace } from './ownership/pick-place.ts'

export default defineRule({
  id: 'depends-on-suspended',
  severity: 'warning',
  summary: 'Nothing depends on a Flux Kustomization or HelmRelease that is suspended, or waits for it.',
  why: 'A suspended Flux Kustomization stays at its last revision. What depends on it and has the same source wants it at the newest one, and waits from the next commit on; in a new cluster it waits from the start, and so does what applies it with `wait: true` or checks its health.',
  fix: 'Resume what is suspended, suspend what depends on it too, or remove the entry of `dependsOn`.',
  messages: {
    stale:
      '{kind} `{name}` depends on `{target}`, which is suspended: from the next revision of {source} on, `{name}` is not applied any more',
    never: '{kind} `{name}` depends on `{target}`, which is suspended: in a new cluster it never becomes ready',
    awaited: '{kind} `{target}` is suspended, and `{name}` waits for it: in a new cluster neither ever becomes ready',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<'stale' | 'never' | 'awaited'>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        const dependants = listDependants(closure)
        const suspended = new Map(dependants.filter((one) => one.isSuspended).map((one) => [one.key, one]))
        for (const one of dependants) {
          if (one.isSuspended) continue
          for (const { key, name, namespace, at: written, hasReadyExpression } of one.dependsOn) {
            const at = pickPlace(repository, written)
            const target = suspended.get(key)
            if (target === undefined || at === undefined || hasReadyExpression) continue
            const source = sourceOf(one)
            const isSame = isSameSource(source, sourceOf(target))
            const data = { kind: one.kind, name: one.name, target: nameBeside(target, one) }
            const suspend = locateField(target.object.root, ['spec', 'suspend'])
            reports.add(cluster.name, {
              message: isSame ? 'stale' : 'never',
              data: isSame ? { ...data, source: `${source?.kind} \`${source?.name}\`` } : data,
              at,
              pointer: `${one.key}#spec.dependsOn[${namespace}/${name}]`,
              severity: isSame ? 'warning' : 'info',
              related: suspend === undefined ? [] : [{ message: `${name} is suspended`, at: suspend }],
            })
          }
        }
        for (const { from, to, at: waits } of listWaits(dependants)) {
          const at = pickPlace(repository, locateField(to.object.root, ['spec', 'suspend']))
          if (from.isSuspended || !to.isSuspended || at === undefined) continue
          reports.add(cluster.name, {
            message: 'awaited',
            data: { kind: to.kind, target: to.name, name: nameBeside(from, to) },
            at,
            pointer: `${to.key}#spec.suspend[${from.namespace}/${from.name}]`,
            help: 'Resume it, take it out of what `{name}` applies or checks, or let `{name}` not wait.',
            related: waits === undefined ? [] : [{ message: `${from.name} waits for it`, at: waits }],
          })
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})

/** Only Flux Kustomizations ask what they depend on for its revision. */
function sourceOf({ kind, namespace, object }: Dependant): SourceReference | undefined {
  if (kind !== 'Kustomization') return undefined
  return readSourceReference(getNode(object.root, ['spec', 'sourceRef']), namespace)
}

function isSameSource(a: SourceReference | undefined, b: SourceReference | undefined): boolean {
  return a !== undefined && a.kind === b?.kind && a.name === b.name && a.namespace === b.namespace
}
