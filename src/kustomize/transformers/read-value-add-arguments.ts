import { BuildError } from '../build-error.ts'
import { type Origin, readInteger, readList, readMap, readText } from '../configuration/read-value.ts'
import { readSelector } from '../resource/selector.ts'
import type { Setting } from '../setting.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { createSetting, readSetting } from './read-setting.ts'
import type { ValueAddArguments, ValueAddTarget } from './transform-value-add.ts'

/** What a ValueAddTransformer takes from around it. */
export interface ValueAddContext {
  /** The name of the directory with the kustomization file: the value where none is given. */
  readonly directoryName: string
  /** The first document of a file, for `targetFilePath`. A BuildError where it cannot be read. */
  readonly readFile: (path: Setting) => TreeNode
}

/** Reads the configuration of a ValueAddTransformer. Throws a BuildError where it has no target. */
export function readValueAddArguments(root: TreeNode, { directoryName, readFile }: ValueAddContext): ValueAddArguments {
  const value = readSetting(root, 'value', 'replacements', 'plugin')
  const text = value.text.trim() || directoryName
  const path = readSetting(root, 'targetFilePath', 'replacements', 'plugin')
  const targets = readTargets(root, 'plugin')
  if (path.text !== '') targets.push(...readTargets(readFile(path), 'configuration'))
  if (targets.length === 0) throw invalid('a ValueAddTransformer needs at least one item in `targets`', root)
  return { value: createSetting(text, 'replacements', getFieldIgnoringCase(root, 'value') ?? root), targets }
}

function readTargets(root: TreeNode, origin: Origin): ValueAddTarget[] {
  const items = readList(getFieldIgnoringCase(readMap(root, 'targets'), 'targets'), 'targets') ?? []
  return items.map((item) => readTarget(item, origin))
}

function readTarget(item: TreeNode, origin: Origin): ValueAddTarget {
  const map = readMap(item, 'an item of targets')
  const selector = readMap(getFieldIgnoringCase(map, 'selector'), 'selector')
  const position = getFieldIgnoringCase(map, 'filePathPosition')
  const path = getFieldIgnoringCase(map, 'fieldPath')
  const fieldPath = readText(path, 'fieldPath', origin)
  const filePathPosition = Number(readInteger(position, 'filePathPosition', origin))
  if (fieldPath === '') throw invalid('an item of `targets` needs a `fieldPath`', item)
  if (filePathPosition < 0) throw invalid('`filePathPosition` must not be negative', position ?? item)
  const at = path?.step?.at
  return { selector: selector === undefined ? undefined : readSelector(selector), fieldPath, at, filePathPosition }
}

function invalid(message: string, node: TreeNode): BuildError {
  return new BuildError({ code: 'configuration-invalid', message, at: node.step?.at })
}
