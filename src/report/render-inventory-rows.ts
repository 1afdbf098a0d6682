import type { InventoryObject, InventoryOwner } from '../model/queries/list-inventory.ts'
import { nameKustomization } from './explain-steps.ts'
import { cutEnd, cutMiddle, cutStart, fitColumns } from './fit-columns.ts'
import type { InventoryContext } from './render-inventory.ts'
import { showLine } from './show-place.ts'
import { toPrintable } from './to-printable.ts'

const gap = '  '
const indent = '  '
/** On a terminal notes are cut to this. */
const maximumNote = 24
/** A place is not cut to less. */
const minimumPlace = 16

interface Row {
  /** Kind, namespace, name. */
  readonly cells: readonly string[]
  readonly place: string
  readonly note: string
  readonly isDoubted: boolean
}

/** The objects of each Flux Kustomization as rows, all with the same columns. */
export function renderInventoryRows(
  owners: readonly InventoryOwner[],
  context: InventoryContext,
): readonly (readonly string[])[] {
  const rows = owners.map((owner) => owner.objects.map((one) => toRow(one, owner, context)))
  const widths = fitRows(rows.flat(), context.width)
  return rows.map((own) => own.map((row) => renderRow(row, widths, context)))
}

function toRow(
  { object, at, files, others }: InventoryObject,
  { kustomization }: InventoryOwner,
  { secrets, open }: InventoryContext,
): Row {
  const { id } = object
  const show = (text: string): string => secrets.conceal(toPrintable(text))
  const more = files.length > 1 ? `+${files.length - 1}` : ''
  const twice = others.length === 0 ? '' : `also ${others.map(nameKustomization).map(show).join(', ')}`
  return {
    cells: [show(id.kind), id.namespace === '' ? '-' : show(id.namespace), show(id.name)],
    place: at === undefined ? '' : showLine(at, open),
    note: [more, twice].filter((part) => part !== '').join(' '),
    isDoubted: !kustomization.isCertain,
  }
}

/** The widths of kind, namespace and name; what is left of a line is for the place and the note. */
function fitRows(rows: readonly Row[], width: number): readonly number[] {
  const longest = (text: (row: Row) => string): number =>
    rows.reduce((most, row) => Math.max(most, text(row).length), 0)
  const widest = [0, 1, 2].map((column) => longest(({ cells }) => cells[column] ?? ''))
  const fitted = fitColumns([...widest, longest(({ place }) => place)], width - indent.length - 3 * gap.length)
  return fitted.slice(0, 3)
}

function renderRow(
  { cells, place, note, isDoubted }: Row,
  widths: readonly number[],
  context: InventoryContext,
): string {
  const { colors, width } = context
  const [kind = '', namespace = '', name = ''] = cells.map((cell, column) => {
    const columnWidth = widths[column] ?? 0
    return cutMiddle(cell, columnWidth).padEnd(columnWidth)
  })
  const left = width - indent.length - widths.reduce((sum, one) => sum + one + gap.length, 0)
  const shownNote = Number.isFinite(width) ? cutEnd(note, Math.min(maximumNote, left - minimumPlace)) : note
  const shownPlace = cutStart(place, left - (shownNote === '' ? 0 : shownNote.length + 1))
  const columns = [isDoubted ? colors.dim(kind) : kind, colors.dim(namespace), name, colors.cyan(shownPlace)]
  return `${indent}${columns.join(gap)}${shownNote === '' ? '' : colors.dim(` ${shownNote}`)}`.trimEnd()
}
