import { BuildError } from '../build-error.ts'
import { appendHashes } from '../generators/append-hashes.ts'
import { readBuiltinTransformer } from '../transformers/read-builtin-transformer.ts'
import { getField } from '../tree/get-field.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { configureMerges, configureOperations, configurePatch } from './configure-patch.ts'
import { configureReplacements } from './configure-replacements.ts'
import { readFirstDocument } from './load-configuration.ts'
import type { Origin } from './origin.ts'
import { refuseProgram } from './refuse-program.ts'
import type { Target } from './target.ts'
import type { Transformer } from './transformer.ts'

/** What an object of its own configures: mostly one transformer. Only the built-in ones can be run here. */
export function configurePlugin(target: Target, root: TreeNode, origin: Origin | undefined): readonly Transformer[] {
  const kind = getField(root, 'kind')
  if (getField(root, 'apiVersion')?.value !== 'builtin') {
    throw refuseProgram(target.run, `the transformer \`${kind?.value}\``, kind?.step?.at ?? root.step?.at)
  }
  if (kind?.value === 'ReplacementTransformer') {
    return configureReplacements(target, getFieldIgnoringCase(root, 'replacements')?.items ?? [], origin)
  }
  return [{ origin, ...configureBuiltin(target, root, kind) }]
}

function configureBuiltin(target: Target, root: TreeNode, kind: TreeNode | undefined): Omit<Transformer, 'origin'> {
  const list = (field: string): readonly TreeNode[] => getFieldIgnoringCase(root, field)?.items ?? []
  switch (kind?.value) {
    case 'PatchTransformer':
      return configurePatch(target, root)
    case 'PatchJson6902Transformer':
      return configureOperations(target, root)
    case 'PatchStrategicMergeTransformer': {
      const patches = getFieldIgnoringCase(root, 'patches')
      return configureMerges(target, [...list('paths'), ...(patches?.kind === 'scalar' ? [patches] : [])])
    }
    case 'HashTransformer':
      return {
        apply(resources) {
          appendHashes(resources)
          return { matched: resources.length, changed: resources.length }
        },
      }
  }
  const { directory } = target.loader
  const transform = readBuiltinTransformer(root, {
    directoryName: directory.slice(directory.lastIndexOf('/') + 1),
    readFile: (path) => readFirstDocument(target, path),
  })
  if (transform !== undefined) return { mayCollide: true, apply: transform }
  const message = `kustomize has no built-in transformer \`${kind?.value ?? ''}\``
  throw new BuildError({ code: 'unknown-plugin', message, at: kind?.step?.at ?? root.step?.at })
}
