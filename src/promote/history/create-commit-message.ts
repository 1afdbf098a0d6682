import { promotionTrailers } from './promotion-trailers.ts'

/** What the commit of a promotion says. */
export interface PromotionMessage {
  readonly source: string
  readonly target: string
  /** What is carried where it is not everything: `images`, `configuration`, or some paths. */
  readonly part: string | undefined
  /** Whether what the target had of its own stayed. */
  readonly keepsTarget: boolean
  /** One line each: files deleted, changed and added, and what else a reader of the history wants to know. */
  readonly summary: readonly string[]
  readonly sourceCommit: string
  /** Files of the source that are carried with uncommitted changes. */
  readonly dirty: readonly string[]
  readonly base: string
  readonly trees: ReadonlyMap<string, string | undefined>
}

/** The message of a promotion's commit, with the trailers by which it is found again. */
export function createPromotionMessage(message: PromotionMessage): string {
  const { source, target, part, keepsTarget, summary, sourceCommit, dirty, base, trees } = message
  const title = `Promote ${source} to ${target}${part === undefined ? '' : `: ${part}`}`
  return format(title, summary, [
    [promotionTrailers.source, source],
    [promotionTrailers.target, target],
    [promotionTrailers.commit, sourceCommit],
    [promotionTrailers.dirty, dirty.map((path) => path.replace(/[\s\p{Cc}]/gu, ' ')).join(', ')],
    [promotionTrailers.base, base],
    [promotionTrailers.part, part ?? ''],
    [promotionTrailers.kept, keepsTarget ? 'target' : ''],
    [promotionTrailers.tree, listTrees(trees)],
  ])
}

/** The message of the commit that takes a promotion back; its words are those that `git revert` writes. */
export function createRollbackMessage(message: {
  readonly source: string
  readonly target: string
  readonly commit: string
  /** One line each: what else goes. */
  readonly summary: readonly string[]
  readonly base: string
  readonly trees: ReadonlyMap<string, string | undefined>
}): string {
  const { source, target, commit, summary, base, trees } = message
  return format(
    `Roll ${target} back to before the promotion of ${source}`,
    [`This reverts commit ${commit}.`, ...summary],
    [
      [promotionTrailers.reverts, commit],
      [promotionTrailers.base, base],
      [promotionTrailers.tree, listTrees(trees)],
    ],
  )
}

function format(
  title: string,
  lines: readonly string[],
  trailers: readonly (readonly [name: string, value: string])[],
): string {
  const body = lines.length === 0 ? '' : `${lines.join('\n')}\n\n`
  const written = trailers.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`)
  return `${title}\n\n${body}${written.join('\n')}\n`
}

function listTrees(trees: ReadonlyMap<string, string | undefined>): string {
  return [...trees].flatMap(([path, hash]) => (hash === undefined ? [] : [`${path}=${hash}`])).join(' ')
}
