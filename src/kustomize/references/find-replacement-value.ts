import type { Location } from '../../source/location.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import { BuildError } from '../build-error.ts'
import { isSelected } from '../configuration/is-selected.ts'
import { currentId } from '../resource/current-id.ts'
import { effectiveNamespace } from '../resource/effective-namespace.ts'
import type { Resource } from '../resource/resource.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { createScalar } from '../tree/create-node.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { explainMissingField } from './explain-missing-field.ts'
import { listIds } from './list-ids.ts'
import { locateNewestStep } from './locate-newest-step.ts'
import { lookUp } from './look-up.ts'
import type { Replacement, ReplacementSource } from './replacement.ts'
import { splitFieldPath } from './split-field-path.ts'

/** What is copied to targets. */
export interface ReplacementValue {
  /** Of a whole field the very node in its object: what changes it on the way is copied to later targets. */
  readonly node: TreeNode
  /** Where it is written. */
  readonly at: Location | undefined
}

/** Finds the value of a replacement, which must be in exactly one object. */
export function findReplacementValue(resources: readonly Resource[], replacement: Replacement): ReplacementValue {
  const { source, sourceValue, at } = replacement
  if (sourceValue !== undefined) {
    if (source !== undefined) {
      const message = 'a replacement has both `source` and `sourceValue`; only one of them can be meant'
      throw new BuildError({ code: 'replacement-source-twice', message, at: sourceValue.at ?? at })
    }
    const { text } = sourceValue
    const step = { cause: 'replacements', at: sourceValue.at, value: text, before: undefined } as const
    return { node: createScalar(text, step), at: sourceValue.at }
  }
  if (source === undefined)
    throw new BuildError({ code: 'replacement-incomplete', message: 'a replacement lacks `source`', at })
  const { root } = findSource(resources, source)
  const parts = splitFieldPath(source.field.text)
  const node = lookUp(root, parts, source.field)
  if (node === undefined || isEmptyNode(node)) {
    const reason = node === undefined ? explainMissingField(root, parts) : 'is empty'
    throw new BuildError({
      code: 'replacement-source-field-missing',
      message: `the path \`${source.field.text}\` of ${describe(source)} ${reason}`,
      at: source.field.at,
    })
  }
  return { node: refine(node, source), at: locateNewestStep(node) ?? source.field.at }
}

function findSource(resources: readonly Resource[], source: ReplacementSource): Resource {
  const { name, namespace } = source.object
  const space = effectiveNamespace({ isClusterScoped: false, ...source.object })
  const found = resources.filter((resource) =>
    listIds(resource).some(
      (id) =>
        (name === '' || name === id.name) &&
        (namespace === '' || effectiveNamespace(id) === space) &&
        isSelected(id, source.object),
    ),
  )
  const [first, second] = found
  if (first !== undefined && second === undefined) return first
  if (first !== undefined) {
    throw new BuildError({
      code: 'replacement-source-ambiguous',
      message: `the source of a replacement must be one object, but ${describe(source)} are ${found.length}`,
      help: 'Name it by `kind`, `name` and perhaps `namespace`.',
      at: source.at,
      related: found.flatMap((resource) => {
        const at = locateNewestStep(resource.root)
        return at === undefined ? [] : [{ message: `${currentId(resource).kind} \`${currentId(resource).name}\``, at }]
      }),
    })
  }
  const names = resources.flatMap((resource) => {
    const ids = listIds(resource).filter(({ kind }) => source.object.kind === '' || kind === source.object.kind)
    return ids.map((id) => id.name)
  })
  const near = names.includes(name) ? undefined : nearestMatch(name, names)
  const hint = near === undefined ? '' : `; did you mean \`${near}\`?`
  throw new BuildError({
    code: 'replacement-source-missing',
    message: `the source of a replacement, ${describe(source)}, is not in this build${hint}`,
    at: source.at,
  })
}

function describe({ object: { group, version, kind, name, namespace } }: ReplacementSource): string {
  const type = [group, version, kind].filter((text) => text !== '').join('/') || 'any object'
  return `${type}${name === '' ? '' : ` \`${name}\``}${namespace === '' ? '' : ` in \`${namespace}\``}`
}

/** One part of a text that a delimiter divides. */
function refine(node: TreeNode, { field, options }: ReplacementSource): TreeNode {
  if (options.delimiter === '') return node
  if (node.kind !== 'scalar') {
    const message = `\`${field.text}\` is a ${node.kind === 'mapping' ? 'map' : 'list'}, which \`delimiter\` cannot divide`
    throw new BuildError({ code: 'replacement-delimiter', message, at: field.at })
  }
  const parts = node.value.split(options.delimiter)
  const part = parts[options.index]
  if (part === undefined) {
    const message = `\`index\` is ${options.index}, but \`${options.delimiter}\` divides \`${field.text}\` into ${parts.length} parts, of which the first is number 0`
    throw new BuildError({ code: 'replacement-index', message, at: field.at })
  }
  return copyShallow(node, { value: part })
}
