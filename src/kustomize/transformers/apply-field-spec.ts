import { BuildError } from '../build-error.ts'
import type { FieldSpec } from '../configuration/field-spec.ts'
import { isSelected } from '../configuration/is-selected.ts'
import { gvkOf } from '../resource/gvk-of.ts'
import type { Resource } from '../resource/resource.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { createMapping, createScalar } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { setField } from '../tree/set-field.ts'
import { setValue } from '../tree/set-value.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { splitFieldPath } from './split-field-path.ts'
import { styleToKeep } from './style-to-keep.ts'
import { wrongKind } from './wrong-kind.ts'

/** What is made at the end of a path that does not exist yet. */
export interface Creation {
  readonly kind: 'scalar' | 'mapping'
  /** The tag that a null gets. */
  readonly tag: string
  /** The step of all that is made on the way. */
  readonly by: Step
}

interface Walk {
  readonly fieldSpec: FieldSpec
  readonly creation: Creation | undefined
  readonly set: (node: TreeNode, what: string) => void
  /** The object, to name it in messages. */
  readonly object: () => string
  readonly path: readonly string[]
}

/**
 * Hands each node at the path of a field to `set`, if the object is of the right type (filters/fieldspec). Lists are
 * walked item by item. What is missing is made where both the field and the transformer want that; nulls on the way
 * become what the path needs. Throws a BuildError where the path leads through or to the wrong kind of value.
 */
export function applyFieldSpec(
  resource: Resource,
  fieldSpec: FieldSpec,
  creation: Creation | undefined,
  set: (node: TreeNode, what: string) => void,
): void {
  if (!isForAnyType(fieldSpec) && !isSelected(gvkOf(resource), fieldSpec)) return
  const object = (): string =>
    `${gvkOf(resource).kind} \`${getField(getField(resource.root, 'metadata'), 'name')?.value ?? ''}\``
  walk({ fieldSpec, creation, set, object, path: splitFieldPath(fieldSpec.path) }, resource.root, 0)
}

function isForAnyType({ group, version, kind }: FieldSpec): boolean {
  return group === '' && version === '' && kind === ''
}

/** The field with the object, to name them in messages. */
function whatOf({ fieldSpec, object }: Walk): string {
  return `\`${fieldSpec.path}\` of ${object()}`
}

function walk(context: Walk, node: TreeNode, depth: number): void {
  const part = context.path[depth]
  if (part === undefined) {
    context.set(node, whatOf(context))
  } else if (isNullNode(node)) {
    return
  } else if (node.kind === 'sequence') {
    for (const item of [...node.items]) walk(context, item, depth)
  } else if (node.kind === 'mapping') {
    const field = findField(context, node, part, depth === context.path.length - 1)
    if (field !== undefined) walk(context, field, depth + 1)
  } else {
    throw wrongKind(node, 'a map or list on the way', whatOf(context), context.fieldSpec.at ?? context.creation?.by.at)
  }
}

function findField(context: Walk, map: TreeNode, part: string, isLast: boolean): TreeNode | undefined {
  const { fieldSpec, creation } = context
  const isList = part.endsWith('[]')
  const written = isList ? part.slice(0, -2) : part
  if (written === '') throw emptyKey(context)
  // The white space goes only now, and a key of nothing but white space is the map itself.
  const key = written.trim()
  if (key === '') return map
  if (isIndex(key)) throw wrongKind(map, `a list for \`${key}\``, whatOf(context), fieldSpec.at ?? creation?.by.at)
  const makes = fieldSpec.create && !isList ? creation : undefined
  const kind = isList ? 'sequence' : makes === undefined || isLast ? makes?.kind : 'mapping'
  const field = getField(map, key)
  if (field === undefined) return makes === undefined ? undefined : make(makes, map, key, isLast)
  if (kind !== undefined && field.tag === '!!null') {
    const tag = isList ? '' : isLast ? (makes?.tag ?? '') : '!!map'
    setValue(field, copyShallow(field, { kind, tag, style: styleToKeep(field), fields: [], items: [] }))
  }
  return field
}

function make(creation: Creation, map: TreeNode, key: string, isLast: boolean): TreeNode {
  const isScalar = isLast && creation.kind === 'scalar'
  const by = { ...creation.by, value: undefined }
  return setField(map, key, isScalar ? createScalar('', creation.by) : createMapping(by))
}

/** Whether kyaml takes a key for the place of an item in a list. */
function isIndex(key: string): boolean {
  return key === '-' || key === '*' || /^[-+]?\d+$/.test(key) || (key.startsWith('[') && key.endsWith(']'))
}

function emptyKey(context: Walk): BuildError {
  const { fieldSpec, creation, object } = context
  return new BuildError({
    code: 'field-path-empty',
    message:
      fieldSpec.path === '' ? `a field for ${object()} has no path` : `the path ${whatOf(context)} has an empty key`,
    at: fieldSpec.at ?? creation?.by.at,
  })
}
