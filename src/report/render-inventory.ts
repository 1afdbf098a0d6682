import type { ChalkInstance } from 'chalk'
import type { AppliedObject } from '../model/closure/applied-kustomization.ts'
import type { Gap } from '../model/queries/list-gaps.ts'
import type { Inventory, InventoryOwner } from '../model/queries/list-inventory.ts'
import { listUnseen, type Unseen } from '../model/queries/list-unseen.ts'
import { nameKustomization } from './explain-steps.ts'
import { cutMiddle, cutStart, wrapWords } from './fit-columns.ts'
import type { OpenSourceFile } from './render-build-problems.ts'
import { renderClusterTitle } from './render-cluster-title.ts'
import { renderInventoryRows } from './render-inventory-rows.ts'
import type { SecretTest } from './secret-test.ts'
import { showLine } from './show-place.ts'
import { toPrintable } from './to-printable.ts'

/** What is needed to show an inventory. */
export interface InventoryContext {
  readonly open: OpenSourceFile
  readonly secrets: SecretTest
  readonly colors: ChalkInstance
  /** Columns of the terminal; Infinity where nothing is cut. */
  readonly width: number
}

/** Deeper trees are shown as if they were this deep. */
const maximumDepth = 20
const gap = '  '
/** A name or place is not cut to less. */
const minimumName = 12

/**
 * An inventory as a table: below each Flux Kustomization, which stand in the tree of who applies whom, its objects with
 * the place where they are written; then what is not seen, and how many there are.
 */
export function renderInventory(inventory: Inventory, context: InventoryContext): string {
  const { colors, width } = context
  const { cluster, owners } = inventory
  const rows = renderInventoryRows(owners, context)
  return [
    ...wrapWords(renderClusterTitle(cluster), width).map((line, index) => (index === 0 ? colors.bold(line) : line)),
    '',
    ...owners.flatMap((owner, index) => [renderOwner(owner, context), ...(rows[index] ?? []), '']),
    ...renderUnseen(listUnseen(owners), context),
    ...wrapWords(summarize(inventory), width).map((line) => colors.bold(line)),
    '',
  ].join('\n')
}

function renderOwner(owner: InventoryOwner, context: InventoryContext): string {
  const { colors, secrets, open, width } = context
  const { kustomization, depth, at } = owner
  const name = secrets.conceal(toPrintable(nameKustomization(kustomization)))
  const lead = depth === 0 ? '' : `${'  '.repeat(Math.min(depth, maximumDepth) - 1)}└ `
  const place = at === undefined ? '' : showLine(at, open)
  const marks = listMarks(owner, context)
  const shownName = cutMiddle(name, Math.max(minimumName, width - lead.length))
  const left = width - lead.length - shownName.length
  const shownMarks = marks.filter((_, index) => widthOf(marks.slice(0, index + 1)) <= left)
  const leftForPlace = left - widthOf(shownMarks) - gap.length
  const shownPlace =
    place === '' || leftForPlace < minimumName ? '' : `${gap}${colors.cyan(cutStart(place, leftForPlace))}`
  const title = `${colors.dim(lead)}${kustomization.isCertain ? colors.bold(shownName) : colors.dim(shownName)}`
  return `${title}${shownMarks.map(({ text, paint }) => `${gap}${paint(text)}`).join('')}${shownPlace}`
}

function widthOf(marks: readonly { readonly text: string }[]): number {
  return marks.reduce((sum, { text }) => sum + gap.length + text.length, 0)
}

/** Why not all is seen, in short: the whole reason stands once at the end. */
const shortReasons: Readonly<Record<Gap['reason'], string>> = {
  'other-repository': 'not seen: another repository',
  'unknown-source': 'unknown source',
  'unknown-path': 'unknown path',
  'uncertain-owner': '',
  'missing-path': 'not seen: no such directory',
  network: 'not all seen: remote files',
  'not-checked': 'not all checked',
  'unknown-variables': 'unknown variables',
  'build-fails': 'its build fails',
  'substitution-fails': 'its substitution fails',
}

function listMarks(
  { kustomization, prune, wait, gaps }: InventoryOwner,
  { colors, secrets }: InventoryContext,
): readonly { readonly text: string; readonly paint: (text: string) => string }[] {
  const { isCertain, isSuspended, remoteCluster } = kustomization
  const remote = remoteCluster === '' ? 'another cluster' : `cluster of ${remoteCluster ?? ''}`
  return [
    ...(isCertain ? [] : [{ text: '?', paint: colors.yellow }]),
    ...(isSuspended ? [{ text: 'suspended', paint: colors.yellow }] : []),
    ...(remoteCluster === undefined ? [] : [{ text: secrets.conceal(toPrintable(remote)), paint: colors.magenta }]),
    ...(prune === undefined ? [] : [{ text: prune ? 'prune' : 'no prune', paint: prune ? colors.dim : colors.yellow }]),
    ...(wait === true ? [{ text: 'wait', paint: colors.dim }] : []),
    ...[...new Set(gaps.map(({ reason }) => shortReasons[reason]))]
      .filter((text) => text !== '')
      .map((text) => ({ text, paint: colors.yellow })),
  ]
}

/** More owners than this are only counted. */
const maximumOwners = 3

const failures: readonly Unseen['reason'][] = ['missing-path', 'build-fails', 'substitution-fails']

function renderUnseen(unseen: readonly Unseen[], context: InventoryContext): readonly string[] {
  const failing = unseen.filter(({ reason }) => failures.includes(reason))
  const others = unseen.filter(({ reason }) => !failures.includes(reason))
  return [...renderList('Fails:', failing, context), ...renderList('Not seen from here:', others, context)]
}

function renderList(
  title: string,
  unseen: readonly Unseen[],
  { colors, secrets, width }: InventoryContext,
): readonly string[] {
  if (unseen.length === 0) return []
  const lines = unseen.flatMap(({ message, owners }) => {
    const names = owners.slice(0, maximumOwners).map(nameKustomization)
    const more = owners.length > maximumOwners ? ` and ${owners.length - maximumOwners} more` : ''
    const text = secrets.conceal(toPrintable(`${names.join(', ')}${more}: ${message}`))
    return wrapWords(text, width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`)
  })
  return [colors.dim(title), ...lines.map((line) => colors.dim(line)), '']
}

function summarize({ owners }: Inventory): string {
  const objects = owners.reduce((sum, one) => sum + one.objects.length, 0)
  const uncertain = owners.filter(({ kustomization }) => !kustomization.isCertain)
  const doubted = uncertain.reduce((sum, one) => sum + one.objects.length, 0)
  const twice = new Set(
    owners.flatMap((one) => one.objects.filter(({ others }) => others.length > 0).map(({ object }) => keyOf(object))),
  ).size
  const facts = [
    ...(uncertain.length === 0
      ? []
      : [`${uncertain.length} of them uncertain${doubted === 0 ? '' : ` (${count(doubted, 'object')})`}`]),
    ...(twice === 0 ? [] : [`${count(twice, 'object')} applied more than once`]),
  ]
  return [`${count(objects, 'object')} of ${count(owners.length, 'Flux Kustomization')}`, ...facts].join(', ')
}

function keyOf({ id: { group, kind, namespace, name }, owner }: AppliedObject): string {
  return JSON.stringify([owner.remoteCluster, group, kind, namespace, name])
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
