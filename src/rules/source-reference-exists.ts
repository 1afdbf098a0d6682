import { getNode } from '../kustomize/tree/get-node.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import type { Location } from '../source/location.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { findMissingSources, type MissingSource } from './flux-references/find-missing-sources.ts'

type MessageId = 'absent' | 'near' | 'elsewhere' | 'otherKind'

export default defineRule({
  id: 'source-reference-exists',
  severity: 'error',
  summary: 'What an object of Flux takes its files, charts, images or events from exists in its cluster.',
  why: 'A Flux Kustomization or HelmRelease whose source is not there is never applied again, and keeps what it has applied so far: nothing new is deployed, and whatever waits for it waits too. A source is looked for in the namespace of the object that names it, unless the reference names another.',
  fix: 'Correct the name, the kind or the namespace of the reference, or add the source to the cluster.',
  messages: {
    absent: 'no {kind} `{name}` in the namespace `{namespace}`',
    near: 'no {kind} `{name}` in the namespace `{namespace}`; there is `{other}`',
    elsewhere: 'no {kind} `{name}` in the namespace `{namespace}`; it is in `{other}`',
    otherKind: 'no {kind} `{name}` in the namespace `{namespace}`; there is {article} {other} of that name',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<MessageId>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        for (const missing of findMissingSources(closure, repository)) {
          const { object, reference, instead, sight } = missing
          const { kind, name, namespace, field, at, pointer } = reference
          const help = remedy(missing)
          const places = [
            { message: 'what there is', at: instead?.found.at },
            { message: 'the namespace is set here', at: namespacePlace(object, reference) },
          ]
          reports.add(cluster.name, {
            message: instead?.is ?? 'absent',
            data: { kind, name, namespace, field, other: otherOf(instead), article: articleOf(otherOf(instead)) },
            at,
            pointer,
            severity: sight === 'full' && !isIdle(field) ? 'error' : 'warning',
            ...(help === undefined ? {} : { help }),
            related: places.flatMap(({ message, at: place }) => (place === undefined ? [] : [{ message, at: place }])),
          })
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})

/** Whether nothing fails without the object that a field names, though nothing comes from it either. */
function isIdle(field: string): boolean {
  return field === 'spec.eventSources' || field === 'spec.resources'
}

/** What put the object into the namespace that is searched, where that is not the reference itself. */
function namespacePlace(
  { id, root }: MissingSource['object'],
  { namespace }: MissingSource['reference'],
): Location | undefined {
  return id.namespace === namespace ? getNode(root, ['metadata', 'namespace'])?.step?.at : undefined
}

function otherOf(instead: MissingSource['instead']): string {
  if (instead === undefined) return ''
  if (instead.is === 'otherKind') return instead.kind
  return instead.is === 'elsewhere' ? instead.found.namespace : instead.found.name
}

function articleOf(word: string): string {
  return /^[AEIO]/.test(word) ? 'an' : 'a'
}

function remedy({ reference, instead }: MissingSource): string | undefined {
  if (instead === undefined) return undefined
  if (instead.is === 'near') return 'Correct the name.'
  if (instead.is === 'otherKind') return 'Set `kind: {other}` in `{field}`.'
  return reference.takesNamespace
    ? 'Set `namespace: {other}` in `{field}`.'
    : '`{field}` takes no namespace: keep both objects in the same one.'
}
