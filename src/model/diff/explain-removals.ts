import { isFluxKustomization } from '../../flux/is-flux-kustomization.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { ClusterDiff, KustomizationPair } from './cluster-diff.ts'
import type { Consequence } from './consequence.ts'
import { type Fate, findFate } from './find-fate.ts'
import { groupItems } from './group-items.ts'
import { isEmptied } from './is-emptied.ts'
import { isHashed } from './is-hashed.ts'
import { readSettings } from './kustomization-settings.ts'
import { countObjects, listNames } from './list-names.ts'
import { lossOf } from './loss-of.ts'
import { findRemoteOwner, objectKey } from './object-key.ts'

/** An object that a Flux Kustomization no longer has. */
interface Leaving {
  readonly object: AppliedObject
  readonly from: KustomizationPair
  readonly fate: Fate
}

/** What Flux does with the objects that a change takes away; those of kinds of their own are told elsewhere. */
export function explainRemovals(diff: ClusterDiff): readonly Consequence[] {
  const leaving = diff.objects.flatMap(({ change, before, after, from }): readonly Leaving[] => {
    if (before === undefined || from === undefined || (change !== 'removed' && change !== 'renamed')) return []
    if (isToldElsewhere(before) || (after && isHashed(after))) return []
    const fate = findFate(before, from, diff)
    // Of what gets another name only the loss of what it holds is told here.
    const isTold = after !== undefined && fate.is !== 'stays' && lossOf(before.id)?.severity !== 'danger'
    return isTold ? [] : [{ object: before, from, fate }]
  })
  // What one of several owners deletes does not stay because of another.
  const deleted = new Set(leaving.flatMap(({ object, fate }) => (fate.is === 'stays' ? [] : [keyOf(object)])))
  const told = leaving.filter(({ object, fate }) => fate.is !== 'stays' || !deleted.has(keyOf(object)))
  const found: Consequence[] = []
  for (const group of groupItems(told, ({ from, fate }) => `${from.name} ${fate.because}`)) {
    const [{ from, fate }] = group
    const objects = group.map(({ object }) => object)
    found.push(...(fate.is === 'stays' ? explainStaying(objects, from, fate) : explainDeletion(objects, from, fate)))
  }
  return found
}

function keyOf(object: AppliedObject): string {
  return objectKey(object, findRemoteOwner(object.owner)?.remoteCluster)
}

function isToldElsewhere(object: AppliedObject): boolean {
  const { id } = object
  const isRelease = id.kind === 'HelmRelease' && id.group === 'helm.toolkit.fluxcd.io'
  return (isFluxKustomization(id) && !isPartOfFlux(object)) || isRelease || isHashed(object)
}

/** Flux itself, or what it follows the cluster's directory by. */
function isPartOfFlux({ root, id, owner }: AppliedObject): boolean {
  if (getNode(root, ['metadata', 'labels', 'app.kubernetes.io/part-of'])?.value === 'flux') return true
  if (owner.owner !== undefined || owner.object === undefined) return false
  const source = getNode(owner.object.root, ['spec', 'sourceRef'])
  const isSource = getField(source, 'kind')?.value === id.kind && getField(source, 'name')?.value === id.name
  return isSource || root === owner.object.root
}

function explainDeletion(
  objects: readonly AppliedObject[],
  from: KustomizationPair,
  fate: Fate,
): readonly Consequence[] {
  const found: Consequence[] = []
  const verb = fate.is === 'perhaps' ? 'may delete' : 'deletes'
  const flux = objects.filter(isPartOfFlux)
  if (flux.length > 0) {
    found.push({
      code: 'flux-deleted',
      severity: 'danger',
      message: `Flux ${verb} ${countObjects(flux.length)} of itself: ${reasonOf(fate, from, flux.length)}. A Flux that is gone mends nothing.`,
      kustomization: from.name,
      objects: flux,
      steps: [`Keep Flux's own objects in \`${from.name}\`: list \`flux-system\` under \`resources\` of the cluster.`],
    })
  }
  const rest = objects.filter((object) => !isPartOfFlux(object))
  for (const group of groupItems(rest, ({ id }) => lossOf(id)?.text[0] ?? '')) {
    const loss = lossOf(group[0].id)
    const severity = loss?.severity ?? 'attention'
    // What goes with all the rest of its Flux Kustomization is told with that.
    if (loss === undefined && fate.because === 'owner-deleted') continue
    if (severity !== 'danger' && isEmptied(from)) continue
    found.push({
      code: 'deleted',
      severity,
      message: `Flux ${verb} ${listNames(group)}${loss === undefined ? '' : ` ${loss.text[group.length === 1 ? 0 : 1]}`}: ${reasonOf(fate, from, group.length)}.`,
      kustomization: from.name,
      objects: group,
      steps: severity === 'danger' ? stepsToKeep(group, from) : [],
    })
  }
  return found
}

function reasonOf({ because }: Fate, pair: KustomizationPair, count: number): string {
  const [isNoLonger, leaves] = count === 1 ? ['it is no longer', 'it leaves'] : ['they are no longer', 'they leave']
  const it = count === 1 ? 'it' : 'them'
  const { name } = pair
  if (because === 'owner-deleted') return `\`${name}\` is deleted, and with it what it applied`
  if (because === 'left-alone')
    return `${isNoLonger} in \`${name}\`, and what told Flux to leave ${it} alone counts only in the cluster, where Flux does not apply that`
  if (because === 'prune-changes')
    return `${leaves} \`${name}\` in the commit that changes its \`prune\`, and either may come first`
  if (because === 'prunes-once-more')
    return `${isNoLonger} in \`${name}\`, which prunes: it applies this revision with the settings that it had before`
  if (because === 'suspend-changes')
    return `${leaves} \`${name}\` in the commit that suspends it, and either may come first`
  return isEmptied(pair)
    ? `\`${name}\` builds nothing any more, and prunes`
    : `${isNoLonger} in \`${name}\`, which prunes`
}

/** How to keep objects that leave a Flux Kustomization. */
function stepsToKeep(objects: readonly AppliedObject[], { name }: KustomizationPair): readonly string[] {
  return [
    `To keep ${objects.length === 1 ? 'it' : 'them'}, first commit the annotation \`kustomize.toolkit.fluxcd.io/prune: disabled\` on ${listNames(objects)} in \`${name}\` and wait until Flux has applied that: it looks at the object in the cluster, so that one commit for both is too late.`,
    'Then commit this change.',
  ]
}

function explainStaying(
  objects: readonly AppliedObject[],
  { name, after }: KustomizationPair,
  { because }: Fate,
): readonly Consequence[] {
  // Said once for the cluster, or with the Flux Kustomization that stays.
  if (because === 'no-cluster' || because === 'owner-stays') return []
  const isOne = objects.length === 1
  const isGone = after === undefined
  const isLater = after !== undefined && readSettings(after.applied).prune
  const isForNow = because === 'suspended' && !isGone
  const reasons: Readonly<Partial<Record<Fate['because'], string>>> = {
    protected: `a label or annotation on ${isOne ? 'it' : 'them'} forbids Flux to delete ${isOne ? 'it' : 'them'}`,
    'prune-is-off': isLater
      ? `\`${name}\` applies this revision before it begins to prune`
      : `\`${name}\` does not prune`,
    suspended: isGone
      ? `\`${name}\` is deleted while it is suspended, and leaves what it applied`
      : `\`${name}\` is suspended`,
    'deletion-policy': `\`${name}\` is deleted without what it applied`,
  }
  const later = isForNow ? ' until it is resumed' : `, and nothing manages ${isOne ? 'it' : 'them'}`
  return [
    {
      code: 'left-behind',
      severity: 'attention',
      message: `${listNames(objects)} ${isOne ? 'stays' : 'stay'} in the cluster${later}: ${reasons[because] ?? ''}.`,
      kustomization: name,
      objects,
      steps: isForNow
        ? []
        : [`Delete ${isOne ? 'it' : 'them'} by hand where ${isOne ? 'it is' : 'they are'} not wanted any more.`],
    },
  ]
}
