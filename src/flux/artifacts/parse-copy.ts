import type { RepoPath } from '../../source/repo-path.ts'
import type { ArtifactCopy } from './artifact-copy.ts'
import { isDoublestarPattern } from './is-doublestar-pattern.ts'

/** A copy taken apart. */
export interface ParsedCopy {
  readonly copy: ArtifactCopy
  readonly alias: string
  readonly pattern: string
  /** The destination, a path in the artifact. */
  readonly to: RepoPath
  /** Whether the destination ends with a slash, so that a file goes into it. */
  readonly isInto: boolean
  readonly exclude: readonly string[]
}

/** Takes a copy apart as source-watcher does, or says what is wrong with it. */
export function parseCopy(copy: ArtifactCopy): ParsedCopy | string {
  const slash = copy.from.indexOf('/')
  if (!copy.from.startsWith('@') || slash < 0) {
    return `\`from: ${copy.from}\` does not have the form \`@alias/pattern\``
  }
  if (!copy.to.startsWith('@artifact/')) return `\`to: ${copy.to}\` does not start with \`@artifact/\``
  const destination = copy.to.slice('@artifact/'.length)
  const names = destination.split('/')
  if (destination.startsWith('/') || names.includes('..')) return `\`to: ${copy.to}\` leads out of the artifact`
  const exclude = copy.exclude ?? []
  const malformed = exclude.find((pattern) => !isDoublestarPattern(pattern))
  if (malformed !== undefined) return `\`exclude\` has the malformed pattern \`${malformed}\``
  return {
    copy,
    alias: copy.from.slice(1, slash),
    pattern: copy.from.slice(slash + 1),
    to: names.filter((name) => name !== '' && name !== '.').join('/'),
    isInto: copy.to.endsWith('/'),
    exclude,
  }
}
