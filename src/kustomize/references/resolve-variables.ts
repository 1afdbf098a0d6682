import { compareBytes } from '../../source/compare-bytes.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import { BuildError } from '../build-error.ts'
import type { FieldSpec } from '../configuration/field-spec.ts'
import { currentId } from '../resource/current-id.ts'
import { previousIds } from '../resource/previous-ids.ts'
import type { Resource } from '../resource/resource.ts'
import { applyFieldSpec } from '../transformers/apply-field-spec.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { setValue } from '../tree/set-value.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { expandVariables, type VariableValue } from './expand-variables.ts'
import { linkSource } from './link-source.ts'
import { locateNewestStep } from './locate-newest-step.ts'
import { type FoundValue, readVariableValue } from './read-variable-value.ts'
import type { Variable } from './variable.ts'

/** What became of variables. */
export interface ResolvedVariables {
  /** Those that no `$(NAME)` asked for; kustomize only warns of them. */
  readonly unused: readonly Variable[]
}

/**
 * Writes the values of variables where `$(NAME)` stands in the fields of the configuration's `varReference`
 * (ResAccumulator.ResolveVars). A variable without an object, or whose object lacks the field, is a BuildError.
 */
export function resolveVariables(
  resources: readonly Resource[],
  variables: readonly Variable[],
  varReference: readonly FieldSpec[],
): ResolvedVariables {
  const values = new Map<string, FoundValue>()
  for (const variable of variables.toSorted((a, b) => compareBytes(a.name, b.name))) {
    values.set(variable.name, findValue(resources, variable))
  }
  if (values.size === 0) return { unused: [] }
  const used = new Set<string>()
  for (const resource of resources) {
    for (const fieldSpec of varReference) {
      applyFieldSpec(resource, fieldSpec, undefined, (node) => resolveIn(node, values, used))
    }
  }
  return { unused: variables.filter(({ name }) => !used.has(name)) }
}

function findValue(resources: readonly Resource[], variable: Variable): FoundValue {
  const { name, object, at } = variable
  const source = resources.find((resource) => resource.variables.includes(name))
  if (source !== undefined) return readVariableValue(source, variable)
  const wanted = `${object.kind || 'object'} \`${object.name}\``
  const ids = resources.flatMap((resource) => [currentId(resource), ...previousIds(resource)])
  const sameName = ids.find((id) => id.name === object.name && id.kind === object.kind)
  const names = ids.filter(({ kind }) => kind === object.kind).map((id) => id.name)
  const near = sameName === undefined ? nearestMatch(object.name, names) : undefined
  const type = [sameName?.group, sameName?.version].filter((part) => part !== undefined && part !== '').join('/')
  const hint = near === undefined ? '' : `; did you mean \`${near}\`?`
  throw new BuildError({
    code: 'variable-without-object',
    message: `the variable \`${name}\` refers to the ${wanted}, which this build has not${hint}`,
    help:
      sameName === undefined
        ? 'The `objref` names `apiVersion`, `kind` and `name` of an object in the same kustomization.'
        : `There is one of that name with \`apiVersion: ${type}\` and namespace \`${sameName.namespace || 'default'}\`; \`objref\` must agree.`,
    at,
  })
}

/** Texts, and those directly in a map or list. Other types of values stay. */
function resolveIn(node: TreeNode, values: ReadonlyMap<string, FoundValue>, used: Set<string>): void {
  if (node.kind === 'scalar') {
    if (isText(node)) replace(node, values, used)
    return
  }
  for (const { key, value } of node.fields) {
    if (!isText(key))
      throw notText(key, `the key \`${key.value}\` is no text, so no variable can be resolved in this map`)
    if (isText(value)) replace(value, values, used)
  }
  for (const item of node.items) {
    if (!isText(item))
      throw notText(item, 'an item of this list is no text, so no variable can be resolved in the list')
    replace(item, values, used)
  }
}

/** kyaml's IsYNodeString; the text of one without a tag may look like a number. */
function isText({ kind, tag }: TreeNode): boolean {
  return kind === 'scalar' && (tag === '!!str' || tag === '')
}

function notText(node: TreeNode, message: string): BuildError {
  return new BuildError({
    code: 'variable-in-other-type',
    message,
    help: 'Put it in quotes.',
    at: locateNewestStep(node),
  })
}

/** Each variable in the text is a part of its history. */
function replace(node: TreeNode, values: ReadonlyMap<string, FoundValue>, used: Set<string>): void {
  const filled = new Set<FoundValue>()
  const result = expandVariables(node.value, (name): VariableValue | undefined => {
    const found = values.get(name)
    if (found?.value === undefined) return undefined
    filled.add(found)
    used.add(name)
    return found.value
  })
  let step = node.step
  for (const { variable, at } of filled) {
    step = linkSource(step, { cause: 'vars', at: variable.at, value: result.text }, at)
  }
  setValue(node, copyShallow(node, { tag: result.tag, style: 'plain', isTagged: false, value: result.text, step }))
}
