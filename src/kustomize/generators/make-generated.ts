import type { TreeNode } from '../tree/tree-node.ts'
import type { GeneratorArguments, ReadFile } from './generator-arguments.ts'
import { makeConfigMap } from './make-config-map.ts'
import { makeSecret } from './make-secret.ts'

/** Generates the object that an entry of `configMapGenerator` or `secretGenerator` describes, with build annotations. */
export function makeGenerated(args: GeneratorArguments, readFile: ReadFile): TreeNode {
  return args.kind === 'Secret' ? makeSecret(args, readFile) : makeConfigMap(args, readFile)
}
