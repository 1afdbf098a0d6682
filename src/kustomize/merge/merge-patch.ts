import { compareBytes } from '../../source/compare-bytes.ts'
import { BuildError } from '../build-error.ts'
import type { OpenApi } from '../schema/open-api.ts'
import type { Schema } from '../schema/schema.ts'
import { copyNode } from '../tree/copy-node.ts'
import { createScalar } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { removeField } from '../tree/remove-field.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { takeDirective } from './patch-directive.ts'
import { putField } from './put-field.ts'
import { rememberReplaced } from './remember-replaced.ts'
import { walkList } from './walk-list.ts'
import type { Sources, Walked } from './walked.ts'

/**
 * Merges a strategic merge patch into an object, in place, and gives the object, or undefined where the patch deletes
 * it (filters/patchstrategicmerge over kyaml's merge2). The patch itself stays as it is. As in kustomize, a directive to
 * replace the whole object does nothing.
 */
export function mergePatch(openApi: OpenApi, destination: TreeNode, patch: TreeNode): TreeNode | undefined {
  const walk = ({ destination, patch }: Sources, known: Schema | undefined, path: readonly string[]): Walked => {
    const present = ifPresent(destination)
    const added = ifPresent(patch)
    const schema = known ?? findSchema(openApi, present) ?? findSchema(openApi, added)
    const kind = (present ?? added)?.kind ?? 'mapping'
    if (added !== undefined && added.kind !== kind) throw explainKinds(destination, patch, path)
    if (kind === 'scalar') return fromEither(patch, destination)
    if (kind === 'mapping') return walkMapping({ destination, patch }, schema, path)
    if (schema === undefined || !schema.patchStrategy.split(',').includes('merge'))
      return fromEither(patch, destination)
    return walkSequence({ destination, patch }, schema, path)
  }

  const walkMapping = (sources: Sources, schema: Schema | undefined, path: readonly string[]): Walked => {
    const into = chooseMapping(sources)
    const mapping = into.node
    if (mapping === undefined || mapping.kind !== 'mapping') return into
    for (const name of listNames(mapping, sources.patch)) {
      const fields = { destination: getField(mapping, name), patch: getField(sources.patch, name) }
      const { node, isKept, by } = walk(fields, schema?.field(name), [...path, name])
      if (node === undefined || (isNullNode(node) && isKept !== true)) {
        removeField(mapping, name, by)
      } else {
        putField(mapping, name, node, keyOf(sources.patch, name))
      }
    }
    return into
  }

  const walkSequence = (sources: Sources, schema: Schema, path: readonly string[]): Walked => {
    const { destination, patch } = sources
    const present = ifPresent(destination)
    const into = present === undefined ? { node: patch } : applyDirective(present, patch)
    if (into.node === undefined) return into
    return { node: walkList({ destination: into.node, patch }, into.node, schema, path, walk) }
  }

  const { node } = walk({ destination, patch: copyNode(patch) }, undefined, [])
  return node === undefined ? undefined : destination
}

/** The patch's node where it has one, also a null. */
function fromEither(patch: TreeNode | undefined, destination: TreeNode | undefined): Walked {
  return patch === undefined ? { node: destination } : { node: patch, by: patch.step }
}

/** Which mapping the fields of both are merged into (merge2's VisitMap). */
function chooseMapping({ destination, patch }: Sources): Walked {
  const present = ifPresent(destination)
  if (present !== undefined) return applyDirective(present, patch)
  if (patch !== undefined && !isNullNode(patch) && takeKnownDirective(patch) === 'delete') return { node: undefined }
  // A null that the object had before the patch stays, but only where it is written out.
  if (patch === undefined && destination !== undefined && destination.value !== '') {
    const kept = createScalar(destination.value, destination.step, { tag: '!!null' })
    return { node: kept, isKept: true }
  }
  return { node: patch, by: patch?.step }
}

/** Unknown directives are let pass where there is nothing to merge with. */
function takeKnownDirective(patch: TreeNode): string {
  try {
    return takeDirective(patch).does
  } catch (error) {
    if (error instanceof BuildError) return 'unknown'
    throw error
  }
}

function applyDirective(destination: TreeNode, patch: TreeNode | undefined): Walked {
  if (patch !== undefined && isNullNode(patch)) return { node: undefined, by: patch.step }
  const { does, by } = takeDirective(patch)
  if (does === 'delete') return { node: undefined, by }
  if (does === 'merge' || patch === undefined) return { node: destination }
  rememberReplaced(patch, destination, by ?? patch.step)
  return { node: patch }
}

function ifPresent(node: TreeNode | undefined): TreeNode | undefined {
  return node === undefined || isNullNode(node) ? undefined : node
}

/** The keys of both, sorted by their bytes as Go does. */
function listNames(mapping: TreeNode, patch: TreeNode | undefined): readonly string[] {
  const names = new Set<string>()
  for (const { fields } of patch === undefined ? [mapping] : [mapping, patch]) {
    for (const { key } of fields) {
      if (key.value === '') {
        const message = 'kustomize cannot merge a patch into an object with an empty key'
        throw new BuildError({ code: 'patch-empty-key', message, at: key.step?.at })
      }
      names.add(key.value)
    }
  }
  return [...names].sort(compareBytes)
}

/** The schema of an object by its own type: of the whole, or of one inside a field that nothing is known of. */
function findSchema(openApi: OpenApi, source: TreeNode | undefined): Schema | undefined {
  if (source?.kind !== 'mapping') return undefined
  const apiVersion = textOf(getField(source, 'apiVersion'))
  const kind = textOf(getField(source, 'kind'))
  return apiVersion === '' || kind === '' ? undefined : openApi.schemaOf(apiVersion, kind)
}

function textOf(node: TreeNode | undefined): string {
  return node === undefined || isEmptyNode(node) ? '' : node.value
}

function keyOf(mapping: TreeNode | undefined, name: string): TreeNode | undefined {
  return mapping?.fields.find(({ key }) => key.value === name)?.key
}

function explainKinds(
  destination: TreeNode | undefined,
  patch: TreeNode | undefined,
  path: readonly string[],
): BuildError {
  const field = path.length === 0 ? 'the object' : `\`${path.join('.').replaceAll('.[', '[')}\``
  const before = destination?.step?.at
  return new BuildError({
    code: 'patch-kind-mismatch',
    message: `the patch sets ${field} to ${nameKind(patch)}, but the object has ${nameKind(destination)} there`,
    at: patch?.step?.at ?? before,
    related: before === undefined ? [] : [{ message: `${nameKind(destination)} here`, at: before }],
  })
}

function nameKind(node: TreeNode | undefined): string {
  return node?.kind === 'mapping' ? 'an object' : node?.kind === 'sequence' ? 'a list' : 'a plain value'
}
