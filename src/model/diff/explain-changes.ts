import type { ClusterDiff } from './cluster-diff.ts'
import type { Consequence } from './consequence.ts'
import { formatFieldParts } from './field-change.ts'
import { type Fate, findFate } from './find-fate.ts'
import { findRefusedField } from './find-refused-field.ts'
import { groupItems } from './group-items.ts'
import { isHashed } from './is-hashed.ts'
import { readSettings } from './kustomization-settings.ts'
import { listNames } from './list-names.ts'
import { hasControl, isLeftAlone } from './object-control.ts'
import { describeObject } from './object-key.ts'

/** What else follows from the changes of objects: new names, fields that Kubernetes does not change, Flux sent away. */
export function explainChanges(diff: ClusterDiff): readonly Consequence[] {
  return [...explainRenamed(diff), ...explainImmutable(diff), ...explainLeftAlone(diff)]
}

function explainRenamed(diff: ClusterDiff): readonly Consequence[] {
  const renamed = diff.objects.filter(
    ({ change, before, after }) => change === 'renamed' && before && after && !isHashed(before) && !isHashed(after),
  )
  return groupItems(renamed, ({ from }) => from?.name ?? '').map((group) => {
    const old = group.flatMap(({ before }) => before ?? [])
    const first = group[0]
    const example = `${first.before === undefined ? '' : describeObject(first.before)} becomes ${first.after === undefined ? '' : describeObject(first.after)}`
    const fates = old.map((object) => (first.from === undefined ? 'stays' : findFate(object, first.from, diff).is))
    const action = `Flux creates ${group.length === 1 ? 'it' : 'them'} anew${explainFates(fates)}`
    const message =
      group.length === 1
        ? `${example}: that is another object to Kubernetes, so that ${action}.`
        : `${group.length} objects get another name or namespace (${example}): these are other objects to Kubernetes, so that ${action}.`
    const severity = old.some(({ id }) => keepsState.has(id.kind)) ? 'danger' : 'attention'
    return { code: 'renamed', severity, message, kustomization: first.from?.name, objects: old, steps: [] }
  })
}

/** What becomes of the old objects; of those that stay more is told elsewhere. */
function explainFates(fates: readonly Fate['is'][]): string {
  const gone = fates.filter((is) => is !== 'stays').length
  if (gone === 0) return ''
  const verb = fates.includes('perhaps') ? 'may delete' : 'deletes'
  if (gone === fates.length) return ` and ${verb} the old ${gone === 1 ? 'one' : 'ones'}`
  return ` and ${verb} ${gone} of the ${fates.length} old ones`
}

const keepsState = new Set([
  'Namespace',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StatefulSet',
  'CustomResourceDefinition',
])

function explainImmutable({ objects }: ClusterDiff): readonly Consequence[] {
  return objects.flatMap((one): readonly Consequence[] => {
    const { before, after, to } = one
    if (before === undefined || after === undefined || to?.after === undefined || one.change === 'renamed') return []
    if (isLeftAlone(after.root) || hasControl(after.root, 'ssa', 'IfNotPresent')) return []
    const refused = findRefusedField(one)
    if (refused === undefined) return []
    const field = `\`${formatFieldParts(refused.path)}\` of ${describeObject(after)} cannot ${refused.cannot}`
    const isForced = readSettings(to.after.applied).force || hasControl(after.root, 'force', 'enabled')
    const base = { code: 'immutable' as const, kustomization: to.name, objects: [after] }
    if (isForced) {
      const message = `${field}: with \`force\` Flux deletes the object and creates it anew.`
      return [{ ...base, severity: 'danger', message, steps: [] }]
    }
    const message = `${field}: Kubernetes refuses it, and \`${to.name}\` stops there: of this revision only what it applies before arrives, such as Namespaces.`
    const steps = [
      'Give the object another name, or delete it by hand when its absence does no harm; `kustomize.toolkit.fluxcd.io/force: enabled` on it makes Flux delete and create it anew.',
    ]
    return [{ ...base, severity: 'attention', message, steps }]
  })
}

function explainLeftAlone({ objects }: ClusterDiff): readonly Consequence[] {
  const found = objects.filter(
    ({ before, after, shares }) =>
      before && after && shares === undefined && !isLeftAlone(before.root) && isLeftAlone(after.root),
  )
  return groupItems(found, ({ to }) => to?.name ?? '').map((group) => {
    const own = group.flatMap(({ after }) => after ?? [])
    const message = `Flux leaves ${listNames(own)} alone from now on. It does not apply the label or annotation that says so either, so that it still deletes ${own.length === 1 ? 'it' : 'them'} once ${own.length === 1 ? 'it leaves' : 'they leave'} Git.`
    return {
      code: 'left-alone',
      severity: 'attention',
      message,
      kustomization: group[0].to?.name,
      objects: own,
      steps: [],
    }
  })
}
