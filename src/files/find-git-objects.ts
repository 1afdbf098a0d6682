import { runGit } from './run-git.ts'

/** Something in Git's object store. */
export interface GitObject {
  readonly hash: string
  readonly type: string
  /** Bytes. */
  readonly size: number
}

/**
 * What names like `<commit>:<path>` stand for, in their order; undefined where there is no such thing, or Git does not
 * have it. Paths count from the top of the repository. One call of git answers all.
 */
export async function findGitObjects(
  directory: string,
  names: readonly string[],
): Promise<readonly (GitObject | undefined)[]> {
  if (names.length === 0) return []
  // A name with a line break cannot be asked for.
  const lines = names.map((name) => (/[\n\0]/.test(name) ? 'none' : name))
  const answer = await runGit(
    directory,
    ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'],
    `${lines.join('\n')}\n`,
  )
  if (!answer.ok) return names.map(() => undefined)
  const found = answer.output.toString().split('\n')
  return names.map((_, index) => {
    const [, hash, type, size] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(found[index] ?? '') ?? []
    return hash === undefined || type === undefined ? undefined : { hash, type, size: Number(size) }
  })
}
