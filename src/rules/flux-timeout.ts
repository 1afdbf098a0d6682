import { formatDuration } from '../flux/format-duration.ts'
import { parseDuration } from '../flux/parse-duration.ts'
import { readText } from '../flux/read-text.ts'
import { locateField } from '../kustomize/lineage/locate-field.ts'
import { getNode } from '../kustomize/tree/get-node.ts'
import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import type { AppliedKustomization } from '../model/closure/applied-kustomization.ts'
import type { Closure } from '../model/closure/closure.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import type { Location } from '../source/location.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { hasControllerSetting } from './flux-objects/has-controller-setting.ts'

const minute = 60_000
/** Without a timeout Flux waits for the interval less this, and at least this long (GetTimeout). */
const margin = minute / 2
/** Few rollouts take longer. */
const longest = 15 * minute
/** Few rollouts with a new image take less. */
const shortest = minute
const mostRelated = 10

const messages = {
  long: '{who} without a `timeout`: while a rollout hangs, the next commit is not applied for up to {timeout}, the interval less 30s',
  short: '{who} without a `timeout`: with an interval of {interval}, Flux gives up after {timeout}',
} as const

interface Waiting {
  readonly name: string
  readonly namespace: string
  readonly interval: number
  readonly timeout: number
  readonly at: Location
}

export default defineRule({
  id: 'flux-timeout',
  severity: 'info',
  summary: 'A Flux Kustomization that waits says for how long.',
  why: 'With `wait` or `healthChecks` and no `timeout`, Flux waits for the interval less 30 seconds. With an interval of an hour a rollout that hangs keeps the commit that mends it from being applied for nearly that hour, unless the feature gate `CancelHealthCheckOnNewRevision` is on; with one of a minute a healthy rollout is called failed after 30 seconds.',
  fix: 'Set `spec.timeout` to what the slowest healthy rollout needs, often `5m`; a patch can set it for all of them.',
  messages,
  create: ({ repository, report }) => {
    const reports = createClusterReports<keyof typeof messages>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        const waiting = listWaiting(closure).filter(({ at }) => repository.files.get(at.file)?.isIgnored === false)
        const long = waiting.filter(({ timeout }) => timeout > longest)
        const isCancelled = long.length > 0 && hasControllerSetting(closure, 'CancelHealthCheckOnNewRevision=true')
        const groups = {
          long: isCancelled ? [] : long,
          short: waiting.filter(({ timeout }) => timeout < shortest),
        }
        for (const message of ['long', 'short'] as const) {
          const [first, ...others] = groups[message]
          if (first === undefined) continue
          const timeout = Math.max(...groups[message].map((one) => one.timeout))
          reports.add(cluster.name, {
            message,
            data: {
              who: describe(first, others.length),
              interval: formatDuration(first.interval),
              timeout: formatDuration(timeout),
            },
            at: first.at,
            pointer: `${first.namespace}/${first.name}#spec.timeout`,
            related: others.slice(0, mostRelated).map(({ name, at }) => ({ message: `\`${name}\` waits too`, at })),
          })
        }
      },
      Repository: () => reports.flush(report),
    }
  },
})

function describe({ name }: Waiting, others: number): string {
  if (others === 0) return `\`${name}\` waits for what it applies`
  return `\`${name}\` and ${others === 1 ? 'one other' : `${others} others`} wait for what they apply`
}

function listWaiting({ applied }: Closure): readonly Waiting[] {
  return applied.flatMap((one) => {
    if (one.object === undefined || !one.isCertain || one.isSuspended || !isWaiting(one)) return []
    const { root } = one.object
    const interval = parseDuration(readText(root, ['spec', 'interval'])?.text ?? '')
    const at = locateField(root, ['spec', 'interval'])
    if (interval === undefined || at === undefined || readText(root, ['spec', 'timeout']) !== undefined) return []
    return [{ name: one.name, namespace: one.namespace, interval, timeout: Math.max(interval - margin, margin), at }]
  })
}

function isWaiting({ object }: AppliedKustomization): boolean {
  const root: TreeNode | undefined = object?.root
  const isAll = readText(root, ['spec', 'wait'])?.text === 'true'
  return isAll || (getNode(root, ['spec', 'healthChecks'])?.items.length ?? 0) > 0
}
