import type { MergeNode, Slot } from './merge-node.ts'

/** A node on one line, to stand within brackets. */
export function toFlow(node: MergeNode): string {
  const written = node.text.slice(node.start, node.end)
  if (node.kind === 'map') return `${node.properties}{${node.slots.map(slotToFlow).join(', ')}}`
  if (node.kind === 'list') return `${node.properties}[${node.slots.map(slotToFlow).join(', ')}]`
  if (written === '') return `${node.properties}null`
  const isPlain = !/^['"|>]/.test(written)
  const isSafe = !/[\r\n]/.test(written) && !(isPlain && /[,[\]{}]|^-/.test(written) && !isNumber(written))
  return node.properties + (isSafe || node.value === undefined ? written : JSON.stringify(node.value))
}

/** An entry or item on one line, to stand within brackets. */
export function slotToFlow(slot: Slot): string {
  return slot.key === undefined ? toFlow(slot.value) : `${slot.keyText}: ${toFlow(slot.value)}`
}

function isNumber(text: string): boolean {
  return /^-?[0-9.]+$/.test(text)
}
