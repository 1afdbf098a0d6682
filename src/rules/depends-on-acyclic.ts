import { isScaffold } from '../model/is-scaffold.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { findDependencyCycles } from './dependencies/find-dependency-cycles.ts'
import { listDependants } from './dependencies/list-dependants.ts'
import { nameBeside } from './dependencies/name-beside.ts'
import { pickPlace } from './ownership/pick-place.ts'

export default defineRule({
  id: 'depends-on-acyclic',
  severity: 'error',
  summary: 'No Flux Kustomization or HelmRelease depends on itself, directly or through others.',
  why: 'Each waits for the next one to be ready, so none of them is ever applied again, and neither is what depends on them. Flux does not notice: it only says that a dependency is not ready.',
  fix: 'Remove the entry of `dependsOn` that is not needed, or move what both need into a Flux Kustomization of its own.',
  messages: {
    self: '{kind} `{name}` depends on itself',
    cycle: '{kind} `{name}` waits for itself: {way}',
  },
  create: ({ repository, report }) => {
    const reports = createClusterReports<'self' | 'cycle'>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        for (const steps of findDependencyCycles(listDependants(closure))) {
          const [first] = steps
          const last = steps.at(-1)
          const at = pickPlace(repository, last?.dependency.at)
          if (first === undefined || last === undefined || at === undefined) continue
          const { kind, name } = first.dependant
          const names = [...steps, first].map(({ dependant }) => `\`${nameBeside(dependant, first.dependant)}\``)
          const shown =
            names.length > 8 ? [...names.slice(0, 3), `${names.length - 6} more`, ...names.slice(-3)] : names
          reports.add(cluster.name, {
            message: steps.length === 1 ? 'self' : 'cycle',
            data: steps.length === 1 ? { kind, name } : { kind, name, way: shown.join(' → ') },
            at,
            pointer: `${last.dependant.key}#spec.dependsOn[${last.dependency.namespace}/${last.dependency.name}]`,
            related: steps.slice(0, -1).flatMap(({ dependant, dependency }) => {
              const message = `${dependant.name} depends on ${nameBeside(dependency, dependant)}`
              return dependency.at === undefined ? [] : [{ message, at: dependency.at }]
            }),
          })
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})
