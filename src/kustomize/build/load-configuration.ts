import { parseAsGoYaml } from '../../yaml/go-yaml/parse-as-go-yaml.ts'
import { BuildError } from '../build-error.ts'
import { makeConfiguration } from '../configuration/make-configuration.ts'
import { mergeConfigurations } from '../configuration/merge-configurations.ts'
import { readCrdConfiguration } from '../configuration/read-crd-configuration.ts'
import type { TransformerConfiguration } from '../configuration/transformer-configuration.ts'
import type { Setting } from '../setting.ts'
import { createMapping } from '../tree/create-node.ts'
import { readNode } from '../tree/read-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { listSettings } from './list-settings.ts'
import { findFile } from './loader.ts'
import type { Target } from './target.ts'

/** Which fields transformers touch: the defaults, or what `configurations` name, and what `crds` add. */
export function loadConfiguration(target: Target): TransformerConfiguration {
  const { root } = target.kustomization
  const files = listSettings(root, 'configurations').map((entry) => readFirstDocument(target, entry))
  const crds = listSettings(root, 'crds').map((entry) => readFirstDocument(target, entry))
  return mergeConfigurations(makeConfiguration(files), readCrdConfiguration(crds))
}

/** The first document of a YAML or JSON file; an empty mapping where there is none. */
export function readFirstDocument({ run, loader }: Target, { text, by }: Setting): TreeNode {
  const path = findFile(run, loader, text, by.at)
  const file = run.files.sourceOf(path)
  const content = run.files.text(path, by.at)
  return run.files.once(`document ${file}`, () => {
    const [document] = parseAsGoYaml(content, 'kustomization', run.files.documents(path))
    const problem = document?.problems[0]
    if (problem !== undefined) {
      const at = { file, start: problem.start, end: problem.end }
      throw new BuildError({ code: 'malformed-yaml', message: problem.message, at })
    }
    return document?.root === undefined ? createMapping(undefined) : readNode(document, document.root, file, 'build')
  })
}
