import { Worker } from 'node:worker_threads'

/** A line on a terminal that says what is being done, for who waits. */
export interface Progress {
  /** Changes what it says. */
  tell(work: string): void
  /** No more is written from then on. Returns whether there is a line to take away. */
  end(): boolean
}

/** Where it is written, and when. */
interface ProgressPlace {
  /** The file descriptor of the terminal. */
  readonly descriptor: number
  /** Milliseconds before anything is shown. */
  readonly delay: number
}

/**
 * The thread that writes: the other one is too busy to. `state` is 0 while nobody writes, 1 while this thread does, 2 when
 * it must not any more; the number after it says whether anything was written.
 */
const thread = `
const { parentPort, workerData } = require("worker_threads")
const { writeSync } = require("fs")
const state = new Int32Array(workerData.state)
let work = workerData.work
let turn = 0
parentPort.on("message", (text) => { work = text })
const draw = () => {
  if (Atomics.compareExchange(state, 0, 0, 1) !== 0) return
  try {
    writeSync(workerData.descriptor, "\\r\\x1b[K" + "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"[turn++ % 10] + " " + work + "…")
    state[1] = 1
  } catch {}
  Atomics.store(state, 0, 0)
  Atomics.notify(state, 0)
}
setTimeout(() => { draw(); setInterval(draw, 100) }, workerData.delay)
`

/** Begins to show progress on a terminal. It goes on while this thread computes, and keeps no process alive. */
export function startProgress(work: string, { descriptor, delay }: ProgressPlace): Progress {
  const state = new Int32Array(new SharedArrayBuffer(8))
  const worker = new Worker(thread, { eval: true, workerData: { state: state.buffer, work, descriptor, delay } })
  // Without it there is no progress to be seen, and nothing else is lost.
  worker.on('error', () => {})
  worker.unref()
  let isOver = false
  return {
    tell: (text) => worker.postMessage(text),
    end() {
      if (isOver) return false
      isOver = true
      while (Atomics.compareExchange(state, 0, 0, 2) !== 0) Atomics.wait(state, 0, 1, 50)
      void worker.terminate()
      return state[1] === 1
    },
  }
}
