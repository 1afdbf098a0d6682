import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { UserError } from '../source/user-error.ts'

/** What a thread answers: what it made, or what the user has to be told. */
export type ThreadAnswer<T> = { readonly result: T } | { readonly mistake: string }

/** Whether a second thread has a core of its own. */
export function hasSecondCore(): boolean {
  return availableParallelism() > 1
}

/**
 * Lets a thread of its own answer a question. Question and answer are plain data; the script posts a
 * {@link ThreadAnswer}. `stop` ends it where nobody waits for the answer any more. Throws the UserError that it tells of, and an error where it ends without an answer.
 */
export function runInThread<T>(script: URL, question: unknown, stop: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: question })
    stop.addEventListener('abort', () => void worker.terminate())
    worker.once('message', (answer: ThreadAnswer<T>) => {
      if ('result' in answer) resolve(answer.result)
      else reject(new UserError(answer.mistake))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread ended without an answer')))
  })
}
