import type { Cache } from '../../files/cache/cache.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { UserError } from '../../source/user-error.ts'
import { configurationPath, type OpenedWorkTree } from '../open-repository.ts'
import type { Terminal } from '../terminal.ts'
import { judgeRevision, type RevisionQuestion } from './judge-revision.ts'

/** Files from which on two threads are sooner done than one: each has to load the program. */
const manyFiles = 300

/**
 * What is found in a repository as it was at a commit, judged by the configuration that it has now: as an earlier run
 * found it, or by a second thread while this one goes on, until `stop`. Where checkouts of other repositories are read,
 * nothing is kept.
 */
export async function judgeEarlier(
  { root, branch, remotes, checkouts, files }: OpenedWorkTree,
  commit: string,
  { cache, terminal, stop }: EarlierOptions,
): Promise<readonly Diagnostic[]> {
  const isConfigured = files.entries.some(({ path }) => path === configurationPath)
  const bytes = isConfigured ? files.read(configurationPath) : { reason: 'there is none' }
  const settings = 'reason' in bytes ? undefined : new TextDecoder().decode(bytes)
  const question: RevisionQuestion = { root, commit, settings, branch, remotes }
  const key = JSON.stringify(['earlier judgement', root, commit, settings ?? null, branch ?? null, remotes])
  const known = checkouts.size === 0 ? cache?.read(key) : undefined
  if (known !== undefined) return JSON.parse(known) as readonly Diagnostic[]
  const judgeInThread = files.entries.length < manyFiles ? undefined : terminal.judgeInThread
  const findings = await judgeApart(question, judgeInThread, stop)
  if (checkouts.size === 0) cache?.write(key, JSON.stringify(findings))
  return findings
}

/** What judging a commit takes besides. */
export interface EarlierOptions {
  readonly cache: Cache | undefined
  readonly terminal: Terminal
  readonly stop: AbortSignal
}

async function judgeApart(
  question: RevisionQuestion,
  judgeInThread: Terminal['judgeInThread'],
  stop: AbortSignal,
): Promise<readonly Diagnostic[]> {
  if (judgeInThread === undefined) return judgeRevision(question)
  try {
    return await judgeInThread(question, stop)
  } catch (error) {
    if (error instanceof UserError || stop.aborted) throw error
    // A thread may get less memory than this one has.
    return judgeRevision(question)
  }
}
