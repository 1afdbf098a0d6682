import { isScaffold } from '../model/is-scaffold.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { findMissingChecks, type MissingCheck } from './dependencies/find-missing-checks.ts'
import { pickPlace } from './ownership/pick-place.ts'

type MessageId = 'missing' | 'near' | 'otherNamespace' | 'noNamespace'

export default defineRule({
  id: 'health-check-exists',
  severity: 'error',
  summary: 'What a Flux Kustomization checks the health of is in its cluster.',
  why: 'Flux waits for what `healthChecks` names until `timeout`, again and again, also where nothing of that name is there: the Flux Kustomization never becomes ready, and what depends on it is never applied.',
  fix: 'Correct the name or the namespace, or remove the entry of `healthChecks`.',
  messages: {
    missing: '`{owner}` checks the health of {kind} `{name}`, but none of that name is in the namespace `{namespace}`',
    near: '`{owner}` checks the health of {kind} `{name}`, but none of that name is in the namespace `{namespace}`; there is `{other}`',
    otherNamespace:
      '`{owner}` checks the health of {kind} `{name}` in the namespace `{namespace}`, but it is in `{other}`',
    noNamespace: '`{owner}` checks the health of {kind} `{name}` without a namespace; it is in `{other}`',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<MessageId>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        for (const missing of findMissingChecks(closure, repository)) {
          const { owner, kind, name, namespace, instead, isCertain } = missing
          const at = pickPlace(repository, missing.at)
          if (at === undefined) continue
          const other = instead?.is === 'near' ? instead.name : instead?.namespace
          const message = messageOf(missing)
          reports.add(cluster.name, {
            message,
            data: { owner: owner.name, kind, name, namespace, ...(other === undefined ? {} : { other }) },
            at,
            pointer: `Kustomization/${owner.namespace}/${owner.name}#spec.healthChecks[${kind}/${namespace}/${name}]`,
            severity: isCertain ? 'error' : 'warning',
            ...(instead?.is === 'elsewhere'
              ? { help: 'Set `namespace: {other}` in that entry of `healthChecks`.' }
              : {}),
          })
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})

function messageOf({ instead, namespace }: MissingCheck): MessageId {
  if (instead === undefined) return 'missing'
  if (instead.is === 'near') return 'near'
  return namespace === '' ? 'noNamespace' : 'otherNamespace'
}
