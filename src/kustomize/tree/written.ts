import type { Node } from 'yaml'
import type { Step } from './step.ts'
import { type StepSource, stepOf } from './step-source.ts'

/**
 * What knows the chain of steps that set it. As long as nobody asks, it only knows what of a document it was read from.
 *
 * A class, because of most nodes nobody ever asks: a getter of a class costs them nothing, and does not get lost in a copy
 * by `...` without the compiler noticing.
 */
export class Written {
  /** The newest step, or where there is a source, what is written there. */
  origin: Step | Node | undefined
  source: StepSource | undefined

  constructor(origin: Step | Node | undefined, source: StepSource | undefined) {
    this.origin = origin
    this.source = source
  }

  /** The newest of the steps. */
  get step(): Step | undefined {
    const { origin, source } = this
    if (origin === undefined || 'cause' in origin) return origin
    this.step = source && stepOf(source, origin)
    return this.step
  }

  set step(step: Step | undefined) {
    this.origin = step
    this.source = undefined
  }
}
