import { readText } from '../../flux/read-text.ts'
import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { ClusterDiff } from './cluster-diff.ts'
import type { Consequence } from './consequence.ts'
import { findFate } from './find-fate.ts'
import { describeObject } from './object-key.ts'

/** What happens to the releases of Helm: uninstalled with their HelmRelease, or because it names another place or chart. */
export function explainReleases(diff: ClusterDiff): readonly Consequence[] {
  return diff.objects.flatMap(({ change, before, after, from, shares }): readonly Consequence[] => {
    if (before?.id.kind !== 'HelmRelease' || before.id.group !== 'helm.toolkit.fluxcd.io' || from === undefined)
      return []
    const name = describeObject(before)
    const base = { severity: 'danger' as const, kustomization: from.name, objects: [before] }
    const isSuspended = readText(before.root, ['spec', 'suspend'])?.text === 'true'
    if (change === 'removed' || change === 'renamed') {
      const fate = findFate(before, from, diff)
      if (fate.is === 'stays') return []
      const verb = fate.is === 'perhaps' ? 'may delete' : 'deletes'
      if (isSuspended) {
        const message = `Flux ${verb} ${name}, which is suspended: the release of Helm stays installed, and nothing manages it.`
        return [{ ...base, code: 'release-uninstalled', severity: 'attention', message, steps: [] }]
      }
      const message = `Flux ${verb} ${name} and uninstalls its release: all that the chart installed goes with it.`
      const steps = [
        `To keep what is installed, first commit \`suspend: true\` on ${name} and wait until the cluster has it; then commit this change.`,
      ]
      return [{ ...base, code: 'release-uninstalled', message, steps }]
    }
    if (after === undefined || shares !== undefined || readText(after.root, ['spec', 'suspend'])?.text === 'true')
      return []
    const field = findReinstalling(before, after)
    if (field === undefined) return []
    const message = `${name} has another ${field}: Flux uninstalls the release and installs it anew, with a gap in between.`
    return [{ ...base, code: 'release-reinstalled', message, steps: [] }]
  })
}

/** The field that makes helm-controller 1.6.3 take the release for another one. */
function findReinstalling(before: AppliedObject, after: AppliedObject): string | undefined {
  const old = targetOf(before)
  const now = targetOf(after)
  if (old.storage !== now.storage) return 'storage namespace'
  if (old.namespace !== now.namespace) return 'target namespace'
  if (old.name !== now.name) return 'release name'
  const isChart = old.chart !== undefined && now.chart !== undefined && old.chart !== now.chart
  return isChart && now.strategy !== 'InPlaceUpdate' ? 'chart name' : undefined
}

interface ReleaseTarget {
  readonly storage: string
  readonly namespace: string
  readonly name: string
  /** Undefined where the name of the chart stands elsewhere. */
  readonly chart: string | undefined
  readonly strategy: string | undefined
}

function targetOf({ root, id }: AppliedObject): ReleaseTarget {
  const read = (...path: readonly string[]): string | undefined => readText(root, ['spec', ...path])?.text || undefined
  const target = read('targetNamespace')
  const isRepository = read('chart', 'spec', 'sourceRef', 'kind') === 'HelmRepository'
  return {
    storage: read('storageNamespace') ?? id.namespace,
    namespace: target ?? id.namespace,
    name: read('releaseName') ?? (target === undefined ? id.name : `${target}-${id.name}`),
    chart: isRepository ? read('chart', 'spec', 'chart') : undefined,
    strategy: read('upgrade', 'chartNameChangeStrategy'),
  }
}
