import { isScalar, type Node } from 'yaml'
import type { ConfiguredGlob } from '../model/layout.ts'
import { entriesOf } from '../yaml/entries-of.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { textOf } from '../yaml/text-of.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'

/** A glob with its node in the configuration. */
export type GlobNode = Omit<ConfiguredGlob, 'at'> & { readonly node: Node | undefined }

/** Every glob that is written in `.gitops.yaml` and should match something. Not `ephemeral`: such clusters come and go. */
export function listConfiguredGlobs(document: YamlDocument): readonly GlobNode[] {
  const globs: GlobNode[] = []
  const at = (path: readonly (string | number)[]): Node | undefined => nodeAt(document, document.root, path)
  const add = (setting: string, list: Node | undefined, matches: ConfiguredGlob['matches']): void => {
    for (const node of itemsOf(document, list)) {
      if (isScalar(node)) globs.push({ setting, glob: String(node.value), matches, node })
    }
  }
  for (const { key } of entriesOf(document, at(['layers'])))
    add(`layers.${key}.paths`, at(['layers', key, 'paths']), 'paths')
  add('clusters', at(['clusters']), 'paths')
  for (const environment of itemsOf(document, at(['environments']))) {
    if (isScalar(environment)) {
      globs.push({
        setting: 'environments',
        glob: String(environment.value),
        matches: 'cluster names',
        node: environment,
      })
    } else {
      const name = textOf(nodeAt(document, environment, ['name'])) ?? ''
      add(`environments.${name}`, nodeAt(document, environment, ['clusters']), 'cluster names')
    }
  }
  add('infrastructure', at(['infrastructure']), 'paths')
  add('ignore', at(['ignore']), 'paths')
  for (const override of itemsOf(document, at(['overrides']))) {
    add('overrides.paths', nodeAt(document, override, ['paths']), 'paths')
  }
  return globs
}
