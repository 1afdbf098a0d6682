import { showValue } from '../flux/schemas/show-value.ts'
import { formatFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { isWithin } from '../source/is-within.ts'
import { defineRule } from './define-rule.ts'
import { listNames } from './hierarchy/list-names.ts'
import { namesOne } from './leaks/environment-words.ts'
import { findValueLeaks, type ValueLeak } from './leaks/find-value-leaks.ts'
import { listEarlierClusters } from './leaks/list-earlier-clusters.ts'

interface Finding extends ValueLeak {
  readonly environment: string
  readonly clusters: Set<string>
}

/** Only configured environments are certain to be what they are called. */
const severities = { sure: 'error', likely: 'warning', perhaps: 'info' } as const

export default defineRule({
  id: 'environment-leak-value',
  severity: 'warning',
  summary: 'No value of a production cluster is that of an earlier environment.',
  why: 'A host, bucket, path or name that was not replaced for production makes it read and write what belongs to staging or development: it works until somebody changes the data there, or tries something out.',
  fix: 'Set production’s own value in its overlay or its variables.',
  messages: {
    value: '{clusters} {have} {value} of `{environment}` in `{field}` of {object}, though {others}',
    variable: '{clusters} {have} a value of `{environment}` in the variable `{variable}`, though {others}',
  },
  create: ({ repository, report }) => {
    const findings = new Map<string, Finding>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        for (const { cluster: other, environment, words } of listEarlierClusters(cluster, repository)) {
          const theirs = repository.closures.get(other.name)
          if (theirs === undefined) continue
          for (const leak of findValueLeaks(closure, theirs, words)) {
            const { at } = leak
            // A file of the earlier environment that production loads brings all its values, and is told as a whole.
            const isTheirs = isWithin(at.file, other.directory) || namesOne(at.file, words.theirs)
            if (isTheirs || repository.files.get(at.file)?.isIgnored !== false) continue
            const key = `${at.file}:${at.start}`
            const known = findings.get(key) ?? { ...leak, environment, clusters: new Set<string>() }
            findings.set(key, known)
            known.clusters.add(cluster.name)
          }
        }
      },
      Repository() {
        for (const { object, value, at, certainty, own, environment, clusters, ...leak } of findings.values()) {
          const { group, kind, name } = object.id
          const variable = leak.variable ?? (group === 'kustomize.toolkit.fluxcd.io' ? value.key : undefined)
          const [first] = own
          const field = formatFieldPath(value.path)
          report({
            message: variable ? 'variable' : 'value',
            data: {
              clusters: listNames([...clusters]),
              have: clusters.size === 1 ? 'has' : 'have',
              value: variable === undefined ? showValue(value.text, [value.key]) : 'a value',
              environment,
              field,
              object: `${kind} \`${name}\``,
              variable: variable ?? '',
              others:
                own.length === 1
                  ? 'one like it differs between the two'
                  : `${own.length} like it differ between the two`,
            },
            at,
            pointer: variable ? `variable/${variable}` : `${kind}/${name}#${field}`,
            severity:
              severities[certainty === 'sure' && repository.layout.environments.length === 0 ? 'likely' : certainty],
            clusters: [...clusters],
            related: first === undefined ? [] : [{ message: 'here it is production’s own', at: first }],
          })
        }
      },
    }
  },
})
