import { BuildError } from '../build-error.ts'
import type { Setting } from '../setting.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { Cause } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { GeneratorOptions } from './generator-arguments.ts'
import { readFlag, readKey, readText } from './read-scalar.ts'

/** The `generatorOptions` of a kustomization file, or the `options` of one generator; a missing node sets nothing. */
export function readGeneratorOptions(
  node: TreeNode | undefined,
  cause: Cause = 'configMapGenerator',
): GeneratorOptions | undefined {
  if (node === undefined || isNullNode(node)) return undefined
  if (node.kind !== 'mapping') {
    const message = 'the options of a generator must be a map'
    throw new BuildError({ code: 'kustomization-invalid', message, at: node.step?.at })
  }
  const hash = getFieldIgnoringCase(node, 'disableNameSuffixHash')
  const immutable = getFieldIgnoringCase(node, 'immutable')
  const isImmutable = immutable !== undefined && readFlag(immutable, 'immutable')
  return {
    labels: readTexts(getFieldIgnoringCase(node, 'labels'), 'labels', cause),
    annotations: readTexts(getFieldIgnoringCase(node, 'annotations'), 'annotations', cause),
    disableNameSuffixHash: hash !== undefined && readFlag(hash, 'disableNameSuffixHash'),
    immutable: isImmutable ? { cause, at: immutable.step?.at, value: 'true', before: undefined } : undefined,
  }
}

/** What one generator's options and those of all come to (types.MergeGlobalOptionsIntoLocal): `true` always wins. */
export function mergeGeneratorOptions(
  own: GeneratorOptions | undefined,
  shared: GeneratorOptions | undefined,
  cause: Cause,
): GeneratorOptions {
  const immutable = own?.immutable ?? shared?.immutable
  return {
    labels: mergeTexts(own?.labels, shared?.labels, cause),
    annotations: mergeTexts(own?.annotations, shared?.annotations, cause),
    disableNameSuffixHash: own?.disableNameSuffixHash === true || shared?.disableNameSuffixHash === true,
    immutable: immutable && { ...immutable, cause },
  }
}

type Texts = ReadonlyMap<string, Setting>

function mergeTexts(own: Texts | undefined, shared: Texts | undefined, cause: Cause): Texts {
  const texts = [...(shared ?? []), ...(own ?? [])]
  return new Map(texts.map(([key, { text, by }]) => [key, { text, by: { ...by, cause } }]))
}

function readTexts(node: TreeNode | undefined, field: string, cause: Cause): Texts {
  if (node === undefined || isNullNode(node)) return new Map()
  if (node.kind !== 'mapping') {
    const message = `\`${field}\` of a generator must be a map of texts`
    throw new BuildError({ code: 'kustomization-invalid', message, at: node.step?.at })
  }
  return new Map(
    node.fields.map(({ key, value }) => {
      const text = readText(value, key.value)
      return [readKey(key, field), { text, by: { cause, at: value.step?.at, value: text, before: undefined } }]
    }),
  )
}
