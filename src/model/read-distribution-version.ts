import type { Node } from 'yaml'
import { nodeAt } from '../yaml/node-at.ts'
import { textOf } from '../yaml/text-of.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'
import type { SourceFile } from './source-file.ts'

/**
 * The release of Flux that a FluxInstance in a file keeps its cluster at (`spec.distribution.version`), such as `2.9` or
 * `2.9.4`; also in the values of its chart. Undefined where it leaves the minor release open, or the file names several.
 */
export function readDistributionVersion({ documents, objects }: SourceFile): string | undefined {
  const read = (document: YamlDocument, root: Node | undefined, path: readonly string[]): readonly string[] => {
    const text = textOf(nodeAt(document, root, [...path, 'distribution', 'version']))
    return text === undefined ? [] : [text]
  }
  const found = objects.flatMap(({ kind, document, root }) => {
    if (kind === 'FluxInstance') return read(document, root, ['spec'])
    return kind === 'HelmRelease' ? read(document, root, ['spec', 'values', 'instance']) : []
  })
  const values = objects.length > 0 ? [] : documents.flatMap((document) => read(document, document.root, ['instance']))
  const [only, ...others] = new Set([...found, ...values])
  return only === undefined || others.length > 0 ? undefined : fixedMinor(only)
}

/** Ranges as Masterminds' semver reads them that leave only the patch open: `2.9.x`, `~2.9.1`, `2.9`; or one version. */
function fixedMinor(range: string): string | undefined {
  const match = /^\s*(=|~>?)?\s*v?(\d+\.\d+)(?:\.(\d+|[xX*])(?:[-+]\S*)?)?\s*$/.exec(range)
  if (match === null) return undefined
  const [, operator = '', minor = '', patch = ''] = match
  return /^\d+$/.test(patch) && !operator.startsWith('~') ? `${minor}.${patch}` : minor
}
