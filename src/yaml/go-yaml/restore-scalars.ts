import { isScalar, type Node, type Scalar, visit } from 'yaml'
import { parseYaml } from '../parse-yaml.ts'

/**
 * Gives the scalars of a text that was rewritten for the `yaml` library, at the same offsets, the values that they have
 * in the text as it is written.
 */
export function restoreScalars(root: Node, rewritten: string, original: string): void {
  visit(root, {
    Scalar(_, node) {
      const [start, end] = node.range ?? [0, 0]
      const written = original.slice(start, end)
      if (written === rewritten.slice(start, end)) return
      const value = node.type === 'PLAIN' ? written : readQuoted(written)
      if (value === undefined) return
      node.source = value
      node.value = value
    },
  })
}

/** The value of a quoted text whose lines need not be indented: blanks at their beginnings do not count. */
function readQuoted(written: string): string | undefined {
  const root: Node | Scalar | undefined = parseYaml(` ${written.replaceAll('\n', '\n ')}\n`)[0]?.root
  return isScalar(root) ? String(root.source ?? '') : undefined
}
