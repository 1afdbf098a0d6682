import type { ClusterDiffReport, DiffPlace, ObjectReport, ObjectSide, UnknownReport } from './diff-report.ts'
import { toPrintable } from './to-printable.ts'

/** In this order they are told. */
export const diffChanges = ['removed', 'moved', 'renamed', 'changed', 'added'] as const

/** `1 danger, 2 removed, 1 added`; `no difference` where there is none. */
export function countDifferences({ consequences, objects, exists }: ClusterDiffReport): string {
  const dangers = consequences.filter(({ severity }) => severity === 'danger').length
  const counts = [
    exists === 'after' ? 'new cluster' : exists === 'before' ? 'removed cluster' : '',
    dangers === 0 ? '' : `${dangers} ${dangers === 1 ? 'danger' : 'dangers'}`,
    ...diffChanges.map((change) => {
      const count = objects.filter((one) => one.change === change).length
      return count === 0 ? '' : `${count} ${change}`
    }),
  ].filter((text) => text !== '')
  if (counts.length > 0) return counts.join(', ')
  return consequences.length > 0 ? 'nothing arrives' : 'no difference'
}

/** The clusters that differ in the same way, by name. */
export function nameDiffClusters({ clusters }: ClusterDiffReport): string {
  return clusters.map(toPrintable).join(', ')
}

/** What is not compared and not told by a consequence either. */
export function listUnknown({ unknown, consequences }: ClusterDiffReport): readonly string[] {
  const isTold = ({ kustomization, reason }: UnknownReport): boolean =>
    consequences.some(
      (one) =>
        one.code === 'cluster-gone' ||
        (one.code === 'build-fails' && reason === 'fails' && one.kustomization === kustomization),
    )
  return unknown
    .filter((one) => !isTold(one))
    .map(
      ({ message, objects }) =>
        `${message}${objects === 0 ? '' : ` (${objects} ${objects === 1 ? 'object' : 'objects'})`}`,
    )
}

/** `Deployment/web in shop`, with the former name where it had another. */
export function nameDiffObject({ change, before, after }: ObjectReport): string {
  const [old, now] = [before, after].map((side) => (side === null ? '' : nameSide(side)))
  if (change !== 'renamed') return now || old || ''
  return `${old} → ${now}`
}

function nameSide({ kind, name, namespace }: Pick<ObjectSide, 'kind' | 'name' | 'namespace'>): string {
  return toPrintable(`${kind}/${name}${namespace === null ? '' : ` in ${namespace}`}`)
}

/** The Flux Kustomization of an object: `flux-system/apps`, or both where it moves. */
export function nameDiffOwner({ before, after }: ObjectReport): string {
  const [old, now] = [before, after].map((side) => (side === null ? undefined : toPrintable(side.kustomization)))
  if (old !== undefined && now !== undefined && old !== now) return `${old} → ${now}`
  return now ?? old ?? ''
}

/** `file:line:column`, or nothing where no line holds it. */
export function formatDiffPlace({ file, line, column }: DiffPlace): string {
  if (file === null) return ''
  return toPrintable(line === null ? file : `${file}:${line}:${column ?? 1}`)
}
