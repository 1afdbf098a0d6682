import { type FieldStep, parseFieldPath } from '../../kustomize/lineage/parse-field-path.ts'

/** One step of a declared path; `any` is every key or item. */
export type KeptStep = FieldStep | { readonly is: 'any' }

/** What is quoted or escaped, and the stars that are neither. */
const token = /\[(?:[^=\]"']+=)?(?:"[^"]*"|'[^']*')\]|\\.|\[\*\]|(?:^|\.)\*(?=[.[]|$)/g

/**
 * Reads the path of a declaration: as that of a field, with `*` or `[*]` for any key or item. A quoted or escaped star
 * is a key. Undefined where the text is no path.
 */
export function parseKeptPath(text: string): readonly KeptStep[] | undefined {
  if (text.startsWith('/')) {
    return parseFieldPath(text)?.map((step) => (step.is === 'key' && step.key === '*' ? { is: 'any' } : step))
  }
  const steps: KeptStep[] = []
  let at = 0
  for (const found of text.matchAll(token)) {
    if (!/^(?:\[\*\]|\.?\*)$/.test(found[0])) continue
    const before = readPart(text.slice(at, found.index))
    if (before === undefined) return undefined
    steps.push(...before, { is: 'any' })
    at = found.index + found[0].length
  }
  const rest = readPart(text.slice(at))
  if (rest === undefined || steps.length + rest.length === 0) return undefined
  return [...steps, ...rest]
}

function readPart(text: string): readonly FieldStep[] | undefined {
  return text === '.' ? undefined : parseFieldPath(text)
}
