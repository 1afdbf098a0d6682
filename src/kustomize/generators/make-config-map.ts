import { setField } from '../tree/set-field.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { createTexts, type Text } from './create-texts.ts'
import { encodeBase64 } from './encode-base64.ts'
import type { GeneratorArguments, ReadFile } from './generator-arguments.ts'
import { listKeyValues } from './list-key-values.ts'
import { makeBase } from './make-base.ts'

/** Generates a ConfigMap (generators.MakeConfigMap): texts in `data`, what is no text in UTF-8 in `binaryData`. */
export function makeConfigMap(args: GeneratorArguments, readFile: ReadFile): TreeNode {
  const root = makeBase(args)
  const texts = new Map<string, Text>()
  const binaries = new Map<string, Text>()
  for (const { key, value, step } of listKeyValues(args, readFile)) {
    if (typeof value === 'string') texts.set(key, { value, step })
    else binaries.set(key, { value: encodeBase64(value), step })
  }
  if (texts.size > 0) setField(root, 'data', createTexts(texts, args.by))
  if (binaries.size > 0) setField(root, 'binaryData', createTexts(binaries, args.by))
  return root
}
