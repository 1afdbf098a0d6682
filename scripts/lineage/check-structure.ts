import { parseDocument } from 'yaml'
import type { Location } from '../../src/source/location.ts'
import type { Leaf } from './leaf.ts'

/** What is wrong with the steps of a leaf, however it would react to changes; undefined where nothing is. */
export function checkStructure(leaf: Leaf, textOf: (file: string) => string | undefined): string | undefined {
  if (leaf.steps.length === 0) return 'no step at all'
  for (const { at, cause, value } of leaf.steps) {
    if (at === undefined) continue
    const text = textOf(at.file)
    if (text === undefined) continue
    if (at.start < 0 || at.end < at.start || at.end > text.length) {
      return `a place beyond its file: ${at.start}..${at.end} of ${text.length}`
    }
    if (value === undefined || (cause !== 'resource' && cause !== 'patch' && cause !== 'json-patch')) continue
    // An operation that copies nothing gives null.
    if (value !== 'null' && !readsAs(text, at, value)) {
      const written = JSON.stringify(text.slice(at.start, at.end).slice(0, 60))
      return `${cause}: the text reads ${written}, not ${JSON.stringify(value.slice(0, 60))}`
    }
  }
  return undefined
}

/** Whether the text at a place reads as a value: as it is, without folds and indentation, or unescaped. */
function readsAs(text: string, { start, end }: Location, value: string): boolean {
  const written = text.slice(start, end)
  if (written === value) return true
  const quote = text.charAt(start - 1)
  if (quote === '"' || quote === "'") {
    const read: unknown = parseDocument(`${quote}${written}${quote}`, { schema: 'failsafe' }).toJS()
    if (read === value) return true
  }
  return strip(written) === strip(value)
}

function strip(text: string): string {
  return text.replace(/\s+/g, '')
}
