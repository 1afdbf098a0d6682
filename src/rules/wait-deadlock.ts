import { locateField } from '../kustomize/lineage/locate-field.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import type { RelatedLocation } from '../source/diagnostic.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { findDeadlocks } from './dependencies/find-deadlocks.ts'
import { type Dependant, listDependants } from './dependencies/list-dependants.ts'
import type { Link } from './dependencies/list-links.ts'
import { nameBeside } from './dependencies/name-beside.ts'
import { pickPlace } from './ownership/pick-place.ts'

const helps = {
  child:
    'Remove that entry of `dependsOn`: what a Flux Kustomization applies comes after it anyway. Or let `{target}` not wait for it.',
  waits:
    'Remove that entry of `dependsOn`, or take `{name}` out of what `{target}` waits for: its `healthChecks`, or what it applies with `wait: true`.',
  chain: 'Remove that entry of `dependsOn`, or let the one of the chain that waits not wait for what comes after it.',
  applied:
    'Remove that entry of `dependsOn`, or let a Flux Kustomization apply `{target}` that does not come after `{name}`.',
} as const

export default defineRule({
  id: 'wait-deadlock',
  severity: 'error',
  summary: 'No Flux Kustomization waits for what in turn waits for it.',
  why: 'With `wait: true` or a health check a Flux Kustomization is ready only when what it applies is ready. Where something of that depends on it, both wait: the health check runs into its timeout again and again, and whatever depends on either of the two is never applied.',
  fix: 'Remove the entry of `dependsOn`: what a Flux Kustomization applies comes after it anyway. Or let the one that applies the other not wait for it.',
  messages: {
    child:
      '{kind} `{name}` depends on `{target}`, which applies it and waits for it to be ready: neither ever becomes ready',
    waits: '{kind} `{name}` depends on `{target}`, which waits for it to be ready: neither ever becomes ready',
    chain: '{kind} `{name}` depends on `{target}`, and none of these ever becomes ready: {way}',
    applied: '{kind} `{name}` depends on `{target}`, which is only there once `{name}` is applied',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<'child' | 'waits' | 'chain' | 'applied'>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        for (const links of findDeadlocks(listDependants(closure))) {
          const [first] = links
          const at = first?.is === 'depends' ? pickPlace(repository, first.dependency.at) : undefined
          if (first === undefined || at === undefined) continue
          const { kind, name } = first.from
          const target = nameBeside(first.to, first.from)
          const message = describe(links)
          const way = links.map((link) => sentenceOf(link, first.from)).join(', ')
          reports.add(cluster.name, {
            message,
            data: { kind, name, target, ...(message === 'chain' ? { way } : {}) },
            at,
            help: helps[message],
            pointer: `${first.from.key}#spec.dependsOn[${first.to.namespace}/${first.to.name}]`,
            related: links.slice(1).flatMap((link) => placeOf(link, first.from)),
          })
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})

function describe(links: readonly Link[]): 'child' | 'waits' | 'chain' | 'applied' {
  const [first, ...rest] = links
  if (rest.every(({ is }) => is === 'applied')) return 'applied'
  if (rest.length > 1 || rest[0]?.is !== 'waits') return 'chain'
  const owner = first?.from.owners[0]
  return owner?.name === first?.to.name && owner?.namespace === first?.to.namespace ? 'child' : 'waits'
}

function sentenceOf({ is, from, to }: Link, beside: Dependant): string {
  const [one, other] = [nameBeside(from, beside), nameBeside(to, beside)]
  if (is === 'depends') return `\`${one}\` depends on \`${other}\``
  return is === 'waits' ? `\`${one}\` waits for \`${other}\`` : `\`${one}\` is applied by \`${other}\``
}

function placeOf(link: Link, beside: Dependant): readonly RelatedLocation[] {
  const at =
    link.is === 'depends'
      ? link.dependency.at
      : link.is === 'waits'
        ? link.at
        : locateField(link.from.object.root, ['metadata', 'name'])
  return at === undefined ? [] : [{ message: sentenceOf(link, beside).replaceAll('`', ''), at }]
}
