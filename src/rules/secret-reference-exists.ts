import { isScaffold } from '../model/is-scaffold.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { findMissingValues, type MissingValue } from './flux-references/find-missing-values.ts'

type MessageId = 'absent' | 'near' | 'elsewhere' | 'key'

export default defineRule({
  id: 'secret-reference-exists',
  severity: 'warning',
  summary: 'A ConfigMap or Secret that an object of Flux names is where Flux looks for it, with the key that it reads.',
  why: 'Flux looks for values, credentials and keys only in the namespace of the object that names them. A HelmRelease without its values is not installed, a source without its credentials is not fetched.',
  fix: 'Correct the name or the key, or put the ConfigMap or Secret into the namespace of the object that names it.',
  messages: {
    absent: 'no {kind} `{name}` in the namespace `{namespace}`, and nothing in the cluster makes one',
    near: 'no {kind} `{name}` in the namespace `{namespace}`; there is `{other}`',
    elsewhere: 'no {kind} `{name}` in the namespace `{namespace}`; it is in `{other}`',
    key: 'the {kind} `{name}` has no key `{key}`; it has {keys}',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<MessageId>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        for (const { reference, problem } of findMissingValues(closure, repository)) {
          const { kind, name, namespace, field, pointer, key = '' } = reference
          const at = (problem.is === 'key' ? reference.keyAt : undefined) ?? reference.at
          const place = problem.is === 'absent' ? undefined : problem.found.at
          const help = remedies[problem.is]
          reports.add(cluster.name, {
            message: problem.is,
            data: { kind, name, namespace, field, key, keys: nameKeys(problem), other: otherOf(problem) },
            at,
            pointer: `${pointer}[${name}]${problem.is === 'key' ? `[${key}]` : ''}`,
            // What is in Git is known to the last key; whatever else is missing may be made by hand.
            severity: problem.is === 'key' ? 'error' : 'warning',
            ...(help === undefined ? {} : { help }),
            ...(place === undefined ? {} : { related: [{ message: 'what there is', at: place }] }),
          })
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})

const remedies: Readonly<Partial<Record<MessageId, string>>> = {
  near: 'Correct the name.',
  elsewhere: 'Put a copy of it into `{namespace}`: `{field}` cannot name another namespace.',
  key: 'Name one of its keys in `valuesKey`, which is `values.yaml` by default, or add the key.',
}

function otherOf(problem: MissingValue['problem']): string {
  if (problem.is === 'absent' || problem.is === 'key') return ''
  return problem.is === 'near' ? problem.found.name : problem.found.namespace
}

function nameKeys(problem: MissingValue['problem']): string {
  if (problem.is !== 'key') return ''
  const shown = problem.keys.slice(0, 5).map((key) => `\`${key}\``)
  return problem.keys.length > 5 ? `${shown.join(', ')} and others` : shown.join(', ')
}
