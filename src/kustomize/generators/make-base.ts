import { BuildError } from '../build-error.ts'
import { generatorBehavior, needsHashSuffix } from '../resource/build-annotations.ts'
import type { Setting } from '../setting.ts'
import { createMapping, createScalar } from '../tree/create-node.ts'
import { setField } from '../tree/set-field.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { createTexts, type Text } from './create-texts.ts'
import type { GeneratorArguments } from './generator-arguments.ts'
import { styleOf } from './style-of.ts'

/**
 * An object with all that a generator's arguments say of it but its data: names, labels, annotations, `immutable`, and
 * the build annotations with its behaviour and whether its name gets a hash (generators' makeBaseNode, Factory.makeOne).
 */
export function makeBase(args: GeneratorArguments): TreeNode {
  const { kind, by, name, namespace, behavior, options } = args
  if (name === undefined) {
    throw new BuildError({ code: 'missing-name', message: `a ${kind} generator must have a name`, at: by.at })
  }
  const root = createMapping(by)
  setField(root, 'apiVersion', createScalar('v1', { ...by, value: 'v1' }, { tag: '!!str' }))
  setField(root, 'kind', createScalar(kind, { ...by, value: kind }, { tag: '!!str' }))
  const metadata = setField(root, 'metadata', createMapping(by))
  setField(metadata, 'name', createText(name))
  if (namespace !== undefined) setField(metadata, 'namespace', createText(namespace))
  const labels = toTexts(options.labels)
  if (labels.size > 0) setField(metadata, 'labels', createTexts(labels, by))
  const annotations = toTexts(options.annotations)
  if (!options.disableNameSuffixHash) {
    annotations.set(needsHashSuffix, { value: 'enabled', step: { ...by, value: 'enabled' } })
  }
  annotations.set(generatorBehavior, { value: behavior.text, step: { ...behavior.by, value: behavior.text } })
  setField(metadata, 'annotations', createTexts(annotations, by))
  if (options.immutable !== undefined) {
    setField(root, 'immutable', createScalar('true', options.immutable, { tag: '!!bool' }))
  }
  return root
}

function toTexts(settings: ReadonlyMap<string, Setting>): Map<string, Text> {
  return new Map([...settings].map(([key, { text, by }]) => [key, { value: text, step: by }]))
}

function createText({ text, by }: Setting): TreeNode {
  return createScalar(text, by, { tag: '!!str', style: styleOf(text) })
}
