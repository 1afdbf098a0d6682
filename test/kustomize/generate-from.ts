import type { GeneratorArguments, ReadFile } from '../../src/kustomize/generators/generator-arguments.ts'
import { makeGenerated } from '../../src/kustomize/generators/make-generated.ts'
import { readGeneratorArguments } from '../../src/kustomize/generators/read-generator-arguments.ts'
import { readGeneratorOptions } from '../../src/kustomize/generators/read-generator-options.ts'
import { getField } from '../../src/kustomize/tree/get-field.ts'
import { getFieldIgnoringCase } from '../../src/kustomize/tree/get-field-ignoring-case.ts'
import { readNode } from '../../src/kustomize/tree/read-node.ts'
import type { TreeNode } from '../../src/kustomize/tree/tree-node.ts'
import type { Location } from '../../src/source/location.ts'
import { parseYaml } from '../../src/yaml/parse-yaml.ts'

/** Files by path, as texts or bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>

/** The first document of a text as a tree. */
export function treeOf(text: string, file: string): TreeNode {
  const [document] = parseYaml(text)
  if (document?.root === undefined) throw new Error('no document')
  return readNode(document, document.root, file, 'resource')
}

/** The arguments of the first generator in a kustomization file. */
export function argumentsOf(kustomization: string): GeneratorArguments {
  const root = treeOf(kustomization, 'kustomization.yaml')
  const shared = readGeneratorOptions(getFieldIgnoringCase(root, 'generatorOptions'))
  const configMap = getFieldIgnoringCase(root, 'configMapGenerator')?.items[0]
  const secret = getFieldIgnoringCase(root, 'secretGenerator')?.items[0]
  const node = configMap ?? secret
  if (node === undefined) throw new Error('no generator')
  return readGeneratorArguments(node, configMap === undefined ? 'Secret' : 'ConfigMap', shared)
}

/** The object that the first generator in a kustomization file makes of files. */
export function generateFrom(kustomization: string, files: Files = {}): TreeNode {
  const readFile: ReadFile = (path) => {
    const content = files[path]
    if (content === undefined) throw new Error(`no file ${path}`)
    return { file: path, bytes: typeof content === 'string' ? Buffer.from(content) : content }
  }
  return makeGenerated(argumentsOf(kustomization), readFile)
}

/** The texts of a map in an object. */
export function textsOf(root: TreeNode | undefined, field: string): Record<string, string> {
  const entries = getField(root, field)?.fields ?? []
  return Object.fromEntries(entries.map(({ key, value }) => [key.value, value.value]))
}

/** What is written at a place. */
export function sliceAt(at: Location | undefined, files: Files): string | undefined {
  return at === undefined ? undefined : `${at.file}: ${String(files[at.file]).slice(at.start, at.end)}`
}
