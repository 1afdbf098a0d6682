import { parentPort, workerData } from 'node:worker_threads'
import { judgeRevision, type RevisionQuestion } from './cli/lint/judge-revision.ts'
import type { ThreadAnswer } from './files/run-in-thread.ts'
import type { Diagnostic } from './source/diagnostic.ts'
import { UserError } from './source/user-error.ts'

/** The script of a thread that judges a commit. */
async function answer(): Promise<ThreadAnswer<readonly Diagnostic[]>> {
  try {
    return { result: await judgeRevision(workerData as RevisionQuestion) }
  } catch (error) {
    if (error instanceof UserError) return { mistake: error.message }
    throw error
  }
}

void answer().then((found) => parentPort?.postMessage(found))
