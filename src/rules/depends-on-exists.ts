import type { Closure } from '../model/closure/closure.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { findClusterObjects } from '../model/queries/find-cluster-objects.ts'
import { hasVariable } from '../source/has-variable.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { judgeSight } from './dependencies/judge-sight.ts'
import { type Dependant, type Dependency, listDependants } from './dependencies/list-dependants.ts'
import { isMisspelling } from './flux-references/is-misspelling.ts'
import { pickPlace } from './ownership/pick-place.ts'

export default defineRule({
  id: 'depends-on-exists',
  severity: 'error',
  summary: 'What a Flux Kustomization or HelmRelease depends on is in the same cluster.',
  why: 'Flux waits for what `dependsOn` names, without end: what depends on a name that is not there is never applied, and no later change to it either.',
  fix: 'Correct the name or the namespace, let the cluster apply what it names, or remove the entry.',
  messages: {
    missing: '{dependant} depends on `{name}`, but no {kind} of that name is in the namespace `{namespace}`',
    near: '{dependant} depends on `{name}`, but no {kind} of that name is in the namespace `{namespace}`; there is `{near}`',
    otherNamespace: '{dependant} depends on `{name}` in the namespace `{namespace}`, but that {kind} is in `{near}`',
    otherKind:
      '{dependant} depends on `{name}`, which is a Flux Kustomization here: HelmReleases depend on HelmReleases only',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<'missing' | 'near' | 'otherNamespace' | 'otherKind'>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        const dependants = listDependants(closure)
        const sights = new Map<string, ReturnType<typeof judgeSight>>()
        const judge = (wanted: Pick<Dependant, 'kind' | 'namespace'>): ReturnType<typeof judgeSight> => {
          const key = `${wanted.kind}/${wanted.namespace}`
          const sight = sights.get(key) ?? judgeSight(closure, wanted)
          sights.set(key, sight)
          return sight
        }
        for (const one of dependants) {
          for (const dependency of one.dependsOn) {
            const { name, namespace } = dependency
            const at = pickPlace(repository, dependency.at)
            if (at === undefined || isThere(one.kind, dependency, closure)) continue
            const sight = judge({ kind: one.kind, namespace })
            const found = explain(one, dependency, dependants)
            // A namespace that was forgotten is plain enough, and so is a slip.
            const isPlain =
              (found.message === 'otherNamespace' && one.kind === 'Kustomization') ||
              (found.message === 'near' && isMisspelling(name, found.near ?? ''))
            if (sight === 'poor' && !isPlain) continue
            reports.add(cluster.name, {
              message: found.message,
              data: {
                dependant: `${one.kind} \`${one.name}\``,
                kind: one.kind,
                name,
                namespace,
                ...(found.near === undefined ? {} : { near: found.near }),
              },
              at,
              pointer: `${one.kind}/${one.namespace}/${one.name}#spec.dependsOn[${namespace}/${name}]`,
              severity: sight === 'full' ? 'error' : 'warning',
              ...(found.help === undefined ? {} : { help: found.help }),
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

/** Also where that is not certain, or not known. */
function isThere(kind: Dependant['kind'], { name, namespace }: Dependency, closure: Closure): boolean {
  if (hasVariable(name) || hasVariable(namespace)) return true
  const group = kind === 'HelmRelease' ? 'helm.toolkit.fluxcd.io' : 'kustomize.toolkit.fluxcd.io'
  if (findClusterObjects(closure, { group, kind, namespace, name }).length > 0) return true
  if (kind === 'Kustomization') return closure.applied.some((one) => one.name === name && one.namespace === namespace)
  // A namespace that is left out is that of the Flux Kustomization which applies it, where it has a target namespace.
  return findClusterObjects(closure, { group, kind, namespace: '', name }).length > 0
}

interface Explanation {
  readonly message: 'missing' | 'near' | 'otherNamespace' | 'otherKind'
  readonly near?: string
  readonly help?: string
}

function explain({ kind }: Dependant, { name, namespace }: Dependency, all: readonly Dependant[]): Explanation {
  const same = all.filter((one) => one.kind === kind)
  const elsewhere = [...new Set(same.filter((one) => one.name === name).map((one) => one.namespace))]
  const [other] = elsewhere
  if (other !== undefined && elsewhere.length === 1) {
    return {
      message: 'otherNamespace',
      near: other,
      help: `Set \`namespace: ${other}\` in that entry of \`dependsOn\`.`,
    }
  }
  if (kind === 'HelmRelease' && all.some((one) => one.kind === 'Kustomization' && one.name === name)) {
    const help =
      'Name the HelmRelease that is needed, or move the `dependsOn` to the Flux Kustomization that applies this HelmRelease.'
    return { message: 'otherKind', help }
  }
  const near = nearestMatch(
    name,
    same.filter((one) => one.namespace === namespace).map((one) => one.name),
  )
  return near === undefined ? { message: 'missing' } : { message: 'near', near }
}
