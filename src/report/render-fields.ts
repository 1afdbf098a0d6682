import type { BuiltObject } from '../kustomize/build/built-object.ts'
import { chainOf } from '../kustomize/tree/chain-of.ts'
import type { Step } from '../kustomize/tree/step.ts'
import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import { compareKeys } from '../yaml/emit/compare-keys.ts'
import type { WhyContext } from './render-why.ts'
import { showPlace } from './show-place.ts'
import { showText, showValue } from './show-value.ts'

/** Beyond this, places no longer stand below each other. */
const widest = 64

interface Row {
  readonly text: string
  readonly place: string
  readonly note: string
}

/**
 * A map or list like YAML, sorted as the build prints it, one line a field, with the place that set it last and how many have. What something removed
 * stands where it was.
 */
export function renderFields(
  object: BuiltObject,
  node: TreeNode,
  path: readonly (string | number)[],
  context: WhyContext,
): string {
  const { colors } = context
  const rows = listRows(object, node, path, context)
  const width = Math.min(
    widest,
    Math.max(0, ...rows.filter(({ place }) => place !== '').map(({ text }) => text.length)),
  )
  return rows
    .map(({ text, place, note }) => {
      const end = [colors.cyan(place), colors.dim(note)].filter((part) => part !== '').join(' ')
      return `${place === '' && note === '' ? text : `${text.padEnd(width)}  ${end}`}\n`
    })
    .join('')
}

function listRows(
  object: BuiltObject,
  root: TreeNode,
  start: readonly (string | number)[],
  { open, secrets }: WhyContext,
): readonly Row[] {
  const rows: Row[] = []
  const place = (steps: readonly Step[]): string => {
    const at = steps.findLast((step) => step.at !== undefined)?.at
    if (at === undefined) return ''
    return showPlace(at, open)
  }
  const walk = (node: TreeNode, path: readonly (string | number)[], lead: string, indent: string): void => {
    if (node.fields.length === 0 && node.items.length === 0) {
      const steps = chainOf(node.step)
      const value = showValue(node, secrets.hidesField(object, { path, node, steps }))
      const isComputed = steps.length > 0 && steps.at(-1)?.at === undefined
      const many = steps.length > 1 ? `${steps.length} steps` : ''
      const note = [many, isComputed ? 'computed' : ''].filter((part) => part !== '').join(', ')
      rows.push({ text: `${lead}${value}`, place: place(steps), note: note === '' ? '' : `(${note})` })
      return
    }
    // The first entry of a map in a list stands behind the dash.
    const isBehindDash = lead.endsWith('- ')
    if (!isBehindDash && lead !== '') rows.push({ text: lead.trimEnd(), place: '', note: '' })
    const firstLead = isBehindDash ? lead : indent
    const fields = node.fields.toSorted((a, b) => compareKeys(a.key.value, b.key.value))
    fields.forEach(({ key, value }, index) => {
      const own = `${index === 0 ? firstLead : indent}${secrets.conceal(showText(key.value))}: `
      walk(value, [...path, key.value], own, value.kind === 'sequence' ? indent : `${indent}  `)
    })
    node.items.forEach((item, index) => {
      walk(item, [...path, index], `${index === 0 ? firstLead : indent}- `, `${indent}  `)
    })
    for (const [key, step] of node.removed ?? []) {
      if (node.fields.some((field) => field.key.value === key)) continue
      rows.push({ text: `${indent}# ${secrets.conceal(showText(key))}: removed`, place: place([step]), note: '' })
    }
  }
  walk(root, start, '', '')
  return rows
}
