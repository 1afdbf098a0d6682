import { parseYaml } from '../../yaml/parse-yaml.ts'
import { toValue } from '../../yaml/to-value.ts'
import { lineStart } from '../merge/chunk-of.ts'
import type { MergeNode } from '../merge/merge-node.ts'
import type { KeptStep } from './parse-kept-path.ts'

/** The values that steps lead to in a node that cannot be taken apart, such as one that SOPS encrypted. */
export function followData(node: MergeNode, steps: readonly KeptStep[]): readonly unknown[] {
  let values: readonly unknown[] = [readData(node)]
  for (const step of steps) values = values.flatMap((value) => follow(value, step))
  return values
}

function readData({ text, start, end }: MergeNode): unknown {
  const column = start - lineStart(text, start)
  const [document] = parseYaml(' '.repeat(column) + text.slice(start, end))
  try {
    return document === undefined ? undefined : toValue(document, document.root)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function follow(value: unknown, step: KeptStep): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  if (step.is === 'any') return Object.values(value)
  if (step.is === 'match') {
    const items: readonly unknown[] = Array.isArray(value) ? value : []
    return items.filter((item) => follow(item, { is: 'key', key: step.key }).some((one) => String(one) === step.value))
  }
  const key = step.is === 'index' ? step.index : step.key
  const isIndex = Array.isArray(value) && /^\d+$/.test(`${key}`)
  if (Array.isArray(value) !== isIndex || (step.is === 'index' && !isIndex)) return []
  return Object.entries(value).flatMap(([name, child]) => (name === `${key}` ? [child] : []))
}
