import { createScalar } from '../tree/create-node.ts'
import { setField } from '../tree/set-field.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { createTexts, type Text } from './create-texts.ts'
import { encodeBase64 } from './encode-base64.ts'
import type { GeneratorArguments, ReadFile } from './generator-arguments.ts'
import { listKeyValues } from './list-key-values.ts'
import { makeBase } from './make-base.ts'
import { styleOf } from './style-of.ts'

/** Generates a Secret (generators.MakeSecret): everything in base64, `data` even where it is empty, `Opaque` by default. */
export function makeSecret(args: GeneratorArguments, readFile: ReadFile): TreeNode {
  const root = makeBase(args)
  const type = args.type?.text ?? 'Opaque'
  const style = styleOf(type)
  setField(root, 'type', createScalar(type, { ...(args.type?.by ?? args.by), value: type }, { tag: '!!str', style }))
  const texts = new Map<string, Text>()
  for (const { key, value, step } of listKeyValues(args, readFile)) texts.set(key, { value: encodeBase64(value), step })
  setField(root, 'data', createTexts(texts, args.by))
  return root
}
