import { BuildError } from '../build-error.ts'
import type { Effect } from '../effect.ts'
import type { Resource } from '../resource/resource.ts'
import { copyNode } from '../tree/copy-node.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { isSameNode } from '../tree/is-same-node.ts'
import { setValue } from '../tree/set-value.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { explainMissingField } from './explain-missing-field.ts'
import type { ReplacementValue } from './find-replacement-value.ts'
import { linkSource } from './link-source.ts'
import { type Creation, matchPath } from './match-path.ts'
import type { FieldPath } from './path-part.ts'
import type { FieldOptions } from './replacement.ts'
import { setStructuredValue } from './set-structured-value.ts'
import { splitFieldPath } from './split-field-path.ts'

/**
 * Copies a value to all fields of an object at a path, and makes the field first where the options say so
 * (replacement's copyValueToTarget). A path that leads to no field is a BuildError.
 */
export function copyValue({ root }: Resource, value: ReplacementValue, path: FieldPath, options: FieldOptions): Effect {
  const parts = splitFieldPath(path.text)
  const by = { cause: 'replacements', at: path.at, value: undefined, before: undefined } as const
  const creation: Creation | undefined = options.create ? { kind: value.node.kind, by } : undefined
  const structured = setStructuredValue(root, value, parts, path, creation)
  if (structured !== undefined) return structured
  const fields = matchPath(root, parts, path, creation)
  if (fields.length === 0) {
    throw new BuildError({
      code: 'replacement-field-missing',
      message: `the path \`${path.text}\` ${explainMissingField(root, parts)} (${nameOf(root)})`,
      help: 'Set `options: { create: true }` to have it made, or narrow `select` to objects that have it.',
      at: path.at,
    })
  }
  const changed = fields.filter((field) => overwrite(field, value, path, options)).length
  return { matched: fields.length, changed }
}

function nameOf(root: TreeNode): string {
  const kind = root.fields.find(({ key }) => key.value === 'kind')?.value.value ?? 'object'
  const metadata = root.fields.find(({ key }) => key.value === 'metadata')?.value
  return `${kind} \`${metadata?.fields.find(({ key }) => key.value === 'name')?.value.value ?? ''}\``
}

/** A scalar keeps its type and style and only takes the text; anything else becomes what the value is. */
function overwrite(field: TreeNode, value: ReplacementValue, path: FieldPath, options: FieldOptions): boolean {
  const copy = copyNode(value.node)
  if (options.delimiter !== '') copy.value = join(field, isNullNode(copy) ? '' : copy.value, path, options)
  const isScalar = field.kind === 'scalar'
  const isSame = isScalar ? field.value === copy.value : isSameNode(field, copy)
  const text = isScalar || copy.kind === 'scalar' ? copy.value : undefined
  // Also what already has the value is set by this: it is the source that must be edited to change it.
  const step = linkSource(field.step, { cause: 'replacements', at: path.at, value: text }, value.at)
  setValue(field, copyShallow(isScalar ? field : copy, { value: copy.value, step }))
  return !isSame
}

/** Puts a part into the text of a field: before it, behind it or in place of one part. */
function join(field: TreeNode, text: string, path: FieldPath, { delimiter, index }: FieldOptions): string {
  if (field.kind !== 'scalar') {
    const message = `\`${path.text}\` is a ${field.kind === 'mapping' ? 'map' : 'list'}, which \`delimiter\` cannot divide`
    throw new BuildError({ code: 'replacement-delimiter', message, at: path.at })
  }
  const parts = field.value.split(delimiter)
  if (index < 0) parts.unshift(text)
  else if (index >= parts.length) parts.push(text)
  else parts[index] = text
  return parts.join(delimiter)
}
