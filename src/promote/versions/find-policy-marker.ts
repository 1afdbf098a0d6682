import type { Slot } from '../merge/merge-node.ts'

const setter = /^[^:]+:[^:]+(?::(?:tag|name|digest))?$/

/** What stands between a value and its comment. */
const comma = /,?[ \t]+#/y

/**
 * The image policy that a scalar is marked with, such as `flux-system:app:tag`. The marker is a comment that is nothing
 * but a JSON object of texts with `$imagepolicy`, as Flux reads it: behind the value, or above the item of a list.
 */
export function findPolicyMarker(slot: Slot): string | undefined {
  const { text, end } = slot.value
  comma.lastIndex = end
  const behind = comma.test(text) ? text.slice(comma.lastIndex, endOfLine(text, end)) : undefined
  const found = behind === undefined ? undefined : readMarker(behind)
  if (found !== undefined || slot.key !== undefined || !slot.isBlock) return found
  const line = text.lastIndexOf('\n', slot.start - 1) + 1
  const above = text.slice(text.lastIndexOf('\n', line - 2) + 1, Math.max(line - 1, 0))
  const comment = /^[ \t]*#(.*)$/.exec(above)?.[1]
  return comment === undefined || line === 0 ? undefined : readMarker(comment)
}

function readMarker(comment: string): string | undefined {
  if (!comment.includes('"$imagepolicy"')) return undefined
  const marker = parseJson(comment.replace(/^#+/, ''))
  if (typeof marker !== 'object' || marker === null || !('$imagepolicy' in marker)) return undefined
  const name = marker.$imagepolicy
  const isTexts = Object.values(marker).every((value) => typeof value === 'string' || value === null)
  return isTexts && typeof name === 'string' && setter.test(name) ? name : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  if (at < 0) return text.length
  return text[at - 1] === '\r' && at > from ? at - 1 : at
}
