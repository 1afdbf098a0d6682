import { isScalar } from 'yaml'
import type { DeclaredVariables } from '../model/layout.ts'
import type { Location } from '../source/location.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { entriesOf } from '../yaml/entries-of.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { spanOf } from '../yaml/span-of.ts'
import { textOf } from '../yaml/text-of.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'

/** The setting `variables`, each value as it is written and with its place. The shape has been validated. */
export function readDeclaredVariables(document: YamlDocument, file: RepoPath): readonly DeclaredVariables[] {
  return itemsOf(document, nodeAt(document, document.root, ['variables'])).map((item) => {
    const [kind, namespace = '', name = ''] = (textOf(nodeAt(document, item, ['from'])) ?? '').split('/')
    const clusters = nodeAt(document, item, ['clusters'])
    const values = entriesOf(document, nodeAt(document, item, ['values'])).map(
      ({ key, keyNode, value }): [string, { value: string | undefined; at: Location }] => [
        key,
        { value: textOf(value), at: { file, ...spanOf(isScalar(value) ? value : keyNode) } },
      ],
    )
    return {
      kind: kind === 'Secret' ? kind : 'ConfigMap',
      namespace,
      name,
      clusters: clusters === undefined ? ['**'] : itemsOf(document, clusters).flatMap((glob) => textOf(glob) ?? []),
      values: new Map(values),
    }
  })
}
