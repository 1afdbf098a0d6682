import { BuildError } from '../build-error.ts'
import type { Effect } from '../effect.ts'
import { encodeGoJson } from '../generators/encode-go-json.ts'
import { copyNode } from '../tree/copy-node.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { setValue } from '../tree/set-value.ts'
import { toJson } from '../tree/to-json.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { ReplacementValue } from './find-replacement-value.ts'
import { formatNode } from './format-node.ts'
import { indentJson } from './indent-json.ts'
import { linkSource } from './link-source.ts'
import { lookUp } from './look-up.ts'
import { type Creation, matchPath } from './match-path.ts'
import { parseStructuredText, type StructuredText } from './parse-structured-text.ts'
import type { FieldPath } from './path-part.ts'

/**
 * Writes a value into YAML or JSON that is the text of a field, as a file in a ConfigMap is, where a path leads into it
 * (replacement's setValueInStructuredData); the text is written anew in its own format. Undefined where it does not, or
 * where that fails in any way: kustomize then takes the path for an ordinary one.
 */
export function setStructuredValue(
  root: TreeNode,
  value: ReplacementValue,
  parts: readonly string[],
  path: FieldPath,
  creation: Creation | undefined,
): Effect | undefined {
  const found = findText(root, parts, path)
  if (found === undefined) return undefined
  const { field, rest } = found
  const content = parseStructuredText(field.value)
  if (content === undefined) return undefined
  return attempt(() => {
    const fields = matchPath(content.root, rest, path, creation)
    if (fields.length === 0) return undefined
    for (const inner of fields) {
      setValue(inner, inner.kind === 'scalar' ? copyShallow(inner, { value: value.node.value }) : copyNode(value.node))
    }
    const text = serialize(content, field.value)
    const isSame = text === field.value
    // What is made below a null goes lost.
    if (isSame && isNullNode(field)) return { matched: fields.length, changed: 0 }
    const step = linkSource(field.step, { cause: 'replacements', at: path.at, value: text }, value.at)
    setValue(field, copyShallow(field, { value: text, step }))
    return { matched: fields.length, changed: isSame ? 0 : fields.length }
  })
}

/** The first text on the way whose content is YAML, which most texts are, with the path inside of it. */
function findText(
  root: TreeNode,
  parts: readonly string[],
  path: FieldPath,
): { readonly field: TreeNode; readonly rest: readonly string[] } | undefined {
  for (let length = 1; length < parts.length; length += 1) {
    const field = attempt(() => lookUp(root, parts.slice(0, length), path))
    if (field?.kind !== 'scalar') continue
    return { field, rest: parts.slice(length) }
  }
  return undefined
}

function attempt<Value>(step: () => Value): Value | undefined {
  try {
    return step()
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}

/** JSON keeps its breaks and its order of keys is that of letters; YAML keeps the order and comments. */
function serialize({ root, layout }: StructuredText, before: string): string {
  if (!/^[{[]/.test(before.trimStart())) return formatNode(root, layout).trim()
  const json = encodeGoJson(toJson(root))
  return before.includes('\n') && before.includes('  ') ? indentJson(json) : json
}
