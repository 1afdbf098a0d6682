import type { Location } from '../../source/location.ts'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import { BuildError } from '../build-error.ts'
import { readSelector } from '../resource/selector.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { readText } from './read-text.ts'
import type { FieldOptions, Replacement, ReplacementSource, ReplacementTarget } from './replacement.ts'

/** Reads the file that an entry names by `path`; its root, or a BuildError at the location. */
export type ReadReplacementFile = (path: string, at: Location | undefined) => TreeNode

/** Reads one entry of `replacements`; those of a file where it names one, which holds one or a list of them. */
export function readReplacement(node: TreeNode, readFile: ReadReplacementFile): readonly Replacement[] {
  const pathNode = getFieldIgnoringCase(node, 'path')
  const path = readText(pathNode)
  if (path === '') return [readEntry(node, false)]
  const inline = presentField(node, 'source') ?? firstItem(presentField(node, 'targets'))
  if (inline !== undefined) {
    throw new BuildError({
      code: 'replacement-path-and-inline',
      message: 'a replacement names a file by `path` and has `source` or `targets` of its own',
      help: 'Write the two as entries of their own.',
      at: pathNode?.step?.at,
    })
  }
  const root = readFile(path, pathNode?.step?.at)
  if (root.kind === 'mapping') return [readEntry(root, true)]
  if (root.kind === 'sequence') return root.items.map((item) => readEntry(item, true))
  throw new BuildError({
    code: 'replacement-file-invalid',
    message: `\`${path}\` must hold a replacement or a list of them`,
    at: pathNode?.step?.at,
  })
}

/** Reads all entries of `replacements` (ReplacementTransformer's Config). */
export function readReplacements(node: TreeNode, readFile: ReadReplacementFile): readonly Replacement[] {
  return node.items.flatMap((item) => readReplacement(item, readFile))
}

/** Empty `targets` are none in a kustomization file, but an empty list in a file of their own. */
function readEntry(node: TreeNode, isFile: boolean): Replacement {
  const source = presentField(node, 'source')
  const value = presentField(node, 'sourceValue')
  const targets = presentField(node, 'targets')
  const hasTargets = targets !== undefined && (isFile || targets.items.length > 0)
  return {
    source: source && readSource(source),
    sourceValue: value && { text: value.value, at: value.step?.at },
    targets: hasTargets ? targets.items.map(readTarget) : undefined,
    at: node.step?.at,
  }
}

function readSource(node: TreeNode): ReplacementSource {
  const field = getFieldIgnoringCase(node, 'fieldPath')
  const read = (name: string): string => readText(getFieldIgnoringCase(node, name))
  return {
    object: {
      group: read('group'),
      version: read('version'),
      kind: read('kind'),
      name: read('name'),
      namespace: read('namespace'),
    },
    field: { text: readText(field) || 'metadata.name', at: field?.step?.at ?? node.step?.at },
    options: readOptions(getFieldIgnoringCase(node, 'options')),
    at: node.step?.at,
  }
}

function readTarget(node: TreeNode): ReplacementTarget {
  const select = presentField(node, 'select')
  const fields = getFieldIgnoringCase(node, 'fieldPaths')?.items ?? []
  const at = node.step?.at
  return {
    select: select && readSelector(select),
    reject: getFieldIgnoringCase(node, 'reject')?.items.map(readSelector) ?? [],
    fields:
      fields.length === 0
        ? [{ text: 'metadata.name', at }]
        : fields.map((field) => ({ text: readText(field), at: field.step?.at })),
    options: readOptions(getFieldIgnoringCase(node, 'options')),
    at,
  }
}

/** `encoding` is known to kustomize, but does nothing. */
function readOptions(node: TreeNode | undefined): FieldOptions {
  const index = Number(resolveScalar(readText(getFieldIgnoringCase(node, 'index')) || '0').value)
  return {
    delimiter: readText(getFieldIgnoringCase(node, 'delimiter')),
    index: Number.isSafeInteger(index) ? index : 0,
    // These are the words for true in YAML 1.1.
    create: /^(?:true|yes|on|y)$/i.test(readText(getFieldIgnoringCase(node, 'create'))),
  }
}

function presentField(node: TreeNode, name: string): TreeNode | undefined {
  const field = getFieldIgnoringCase(node, name)
  return field === undefined || isNullNode(field) ? undefined : field
}

function firstItem(node: TreeNode | undefined): TreeNode | undefined {
  return node?.items[0]
}
