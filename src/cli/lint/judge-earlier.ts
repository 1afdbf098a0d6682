import type { Cache } from '../../files/cache/cache.ts'
import { createMemoryFileSystem } from '../../files/memory-file-system.ts'
import { recall, remember } from '../../lint/recall/recall.ts'
import { watchFiles } from '../../lint/recall/watched-files.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { UserError } from '../../source/user-error.ts'
import { openCheckout } from '../open-checkout.ts'
import { configurationPath, type OpenedWorkTree } from '../open-repository.ts'
import type { Terminal } from '../terminal.ts'
import { judgeRevision, type RevisionQuestion } from './judge-revision.ts'

/**
 * What is found in a repository as it was at a commit, judged by the configuration that it has now: as an earlier run
 * found it, or by a second thread while this one goes on.
 */
export async function judgeEarlier(
  { root, files: tree, branch, remotes, checkouts }: OpenedWorkTree,
  commit: string,
  cache: Cache | undefined,
  terminal: Terminal,
): Promise<readonly Diagnostic[]> {
  const bytes = tree.read(configurationPath)
  const settings = 'reason' in bytes ? undefined : new TextDecoder().decode(bytes)
  const question: RevisionQuestion = { root, commit, settings, branch, remotes }
  const given = ['earlier judgement', root, commit, settings ?? null, branch ?? null, remotes]
  // The commit says what all files hold.
  const files = createMemoryFileSystem({})
  const known =
    cache && (await recall<readonly Diagnostic[]>(cache, { given, files }, (path) => openCheckout(root, path)))
  if (known !== undefined) return known
  const findings = await judgeApart(question, terminal)
  if (cache !== undefined) remember(cache, given, watchFiles(files), checkouts, findings)
  return findings
}

async function judgeApart(question: RevisionQuestion, { judgeInThread }: Terminal): Promise<readonly Diagnostic[]> {
  if (judgeInThread === undefined) return judgeRevision(question)
  try {
    return await judgeInThread(question)
  } catch (error) {
    if (error instanceof UserError) throw error
    // A thread may get less memory than this one has.
    return judgeRevision(question)
  }
}
