import type { TreeNode } from '../tree/tree-node.ts'
import { defaultConfiguration } from './default-configuration.ts'
import { emptyConfiguration } from './empty-configuration.ts'
import { mergeConfigurations } from './merge-configurations.ts'
import { readConfiguration } from './read-configuration.ts'
import type { TransformerConfiguration } from './transformer-configuration.ts'

/** The built-in configuration with what the files under `configurations` add (builtinconfig.MakeTransformerConfig). */
export function makeConfiguration(files: readonly TreeNode[]): TransformerConfiguration {
  if (files.length === 0) return defaultConfiguration
  let added = emptyConfiguration
  for (const file of files) added = mergeConfigurations(added, readConfiguration(file))
  return mergeConfigurations(defaultConfiguration, added)
}
