import type { FileContent } from '../../files/transaction/file-content.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { MergeResult } from '../merge/merge-result.ts'
import { mergeText } from '../merge/merge-text.ts'
import { mergeYaml } from '../merge/merge-yaml.ts'
import { isTextFile } from '../plan/is-text-file.ts'

/** A file on three sides. */
export interface MergedContents {
  readonly base: FileContent
  readonly source: FileContent
  readonly target: FileContent
}

/**
 * Merges a file, YAML node by node and other text by lines: the source's changes since the base into the target. Line
 * ends count as one. Undefined where a side is no text.
 */
export function mergeContents(path: RepoPath, { base, source, target }: MergedContents): MergeResult | undefined {
  if (![base, source, target].every(({ bytes }) => isTextFile(bytes))) return undefined
  const texts = { base: read(base), source: read(source), target: read(target) }
  return /\.ya?ml$|(?:^|\/)Kustomization$/.test(path) ? mergeYaml(texts) : mergeText(texts)
}

function read({ bytes }: FileContent): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replaceAll('\r\n', '\n')
}
