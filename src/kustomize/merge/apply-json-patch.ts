import { nearestMatch } from '../../source/nearest-match.ts'
import { compareKeys } from '../../yaml/emit/compare-keys.ts'
import { BuildError } from '../build-error.ts'
import { copyNode } from '../tree/copy-node.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { getField } from '../tree/get-field.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { isSameNode } from '../tree/is-same-node.ts'
import { removeField } from '../tree/remove-field.ts'
import { setField } from '../tree/set-field.ts'
import { setValue } from '../tree/set-value.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { explainMissing, findPlace, getEntry, type Place, toIndex } from './json-container.ts'
import type { JsonPatchOperation } from './json-patch-operation.ts'
import { normalizeNode } from './normalize-node.ts'
import { rememberReplaced } from './remember-replaced.ts'
import { writeJsonScalar } from './write-json-scalar.ts'

/**
 * Applies the operations of a JSON patch to an object, in place (filters/patchjson6902 over evanphx/json-patch v4). The
 * object goes through JSON on the way, so that all of it is typed and sorted anew. Throws a BuildError for the first
 * operation that does not apply; the object is half changed then.
 */
export function applyJsonPatch(root: TreeNode, operations: readonly JsonPatchOperation[]): void {
  normalizeNode(root)
  for (const operation of operations) apply(root, operation)
  finishFields(root)
}

const known = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const

function apply(root: TreeNode, operation: JsonPatchOperation): void {
  const { op } = operation
  if (op === 'add') add(operation, findPlace(root, operation, 'path'), copyNode(operation.value))
  else if (op === 'remove') remove(operation, findPlace(root, operation, 'path'))
  else if (op === 'replace') replace(root, operation)
  else if (op === 'move') move(root, operation)
  else if (op === 'copy') copy(root, operation)
  else if (op === 'test') test(root, operation)
  else throw explainUnknown(operation)
}

function move(root: TreeNode, operation: JsonPatchOperation): void {
  const value = remove(operation, findPlace(root, operation, 'from'))
  add(operation, findPlace(root, operation, 'path'), value)
}

function copy(root: TreeNode, operation: JsonPatchOperation): void {
  const from = findPlace(root, operation, 'from')
  const value = getEntry(from.container, from.key)
  if (value === undefined && from.container.kind === 'sequence') throw explainMissing(operation, from)
  // What an object lacks is copied as null.
  add(operation, findPlace(root, operation, 'path'), copyNode(value ?? operation.nothing))
}

function add(operation: JsonPatchOperation, place: Place, value: TreeNode): void {
  const { container, key } = place
  if (container.kind === 'mapping') {
    put(operation, container, key, value)
    return
  }
  // The place behind the last item counts, too.
  const index = key === '-' ? container.items.length : toIndex(key, container.items.length + 1)
  if (index === undefined) throw explainMissing(operation, place)
  container.items.splice(index, 0, value)
}

function replace(root: TreeNode, operation: JsonPatchOperation): void {
  if (operation.path?.text === '') {
    replaceRoot(root, operation)
    return
  }
  const place = findPlace(root, operation, 'path')
  const { container, key } = place
  const value = copyNode(operation.value)
  if (container.kind === 'mapping') {
    // A key that is not there is added: only lists are looked into first.
    put(operation, container, key, value)
    return
  }
  const existing = getEntry(container, key)
  if (existing === undefined) throw explainMissing(operation, place)
  overwrite(operation, existing, value)
}

function put(operation: JsonPatchOperation, mapping: TreeNode, key: string, value: TreeNode): void {
  const existing = getField(mapping, key)
  if (existing === undefined) setField(mapping, key, value)
  else overwrite(operation, existing, value)
}

function overwrite(operation: JsonPatchOperation, existing: TreeNode, value: TreeNode): void {
  rememberReplaced(value, existing, stepOf(operation))
  setValue(existing, value)
}

function remove(operation: JsonPatchOperation, place: Place): TreeNode {
  const { container, key } = place
  const index = container.kind === 'sequence' ? toIndex(key, container.items.length) : undefined
  const removed =
    container.kind === 'mapping'
      ? removeField(container, key, stepOf(operation))
      : index === undefined
        ? undefined
        : container.items.splice(index, 1)[0]
  if (removed === undefined) throw explainMissing(operation, place)
  return removed
}

function replaceRoot(root: TreeNode, operation: JsonPatchOperation): void {
  if (operation.value.kind !== 'mapping') {
    throw new BuildError({
      code: 'json-patch-root',
      message: 'a JSON patch can replace the whole object only by another object',
      at: operation.value.step?.at ?? operation.at,
    })
  }
  overwrite(operation, root, copyNode(operation.value))
}

function test(root: TreeNode, operation: JsonPatchOperation): void {
  let found: TreeNode | undefined = root
  if (operation.path?.text !== '') {
    const place = findPlace(root, operation, 'path')
    found = getEntry(place.container, place.key)
    if (found === undefined && place.container.kind === 'sequence') throw explainMissing(operation, place)
  }
  const isNothing = found === undefined || isNullNode(found)
  if (
    isNothing ? !operation.hasValue : operation.hasValue && found !== undefined && isSameNode(found, operation.value)
  ) {
    return
  }
  const at = found?.step?.at
  throw new BuildError({
    code: 'json-patch-test',
    message: `\`test ${operation.path?.text}\` fails: the object has ${isNothing ? 'nothing' : 'another value'} there`,
    at: operation.path?.at ?? operation.at,
    related: at === undefined ? [] : [{ message: 'the value of the object', at }],
  })
}

function stepOf({ path, from, op, at }: JsonPatchOperation): Step {
  const pointer = op === 'move' ? from : path
  return { cause: 'json-patch', at: pointer?.at ?? at, value: undefined, before: undefined }
}

function explainUnknown({ op, at }: JsonPatchOperation): BuildError {
  const near = nearestMatch(op, known)
  return new BuildError({
    code: 'json-patch-operation',
    message: op === '' ? 'this operation of a JSON patch has no `op`' : `\`${op}\` is no operation of a JSON patch`,
    help: near === undefined ? `There are ${known.join(', ')}.` : `Write \`op: ${near}\`.`,
    at,
  })
}

/** JSON has no order of keys; go-yaml writes them sorted, and all of them as texts. */
function finishFields(node: TreeNode): void {
  node.fields = node.fields
    .map(({ key, value }) => {
      const written = copyShallow(key)
      writeJsonScalar(written, key.value)
      finishFields(value)
      return { key: written, value }
    })
    .sort((a, b) => compareKeys(a.key.value, b.key.value))
  for (const item of node.items) finishFields(item)
}
