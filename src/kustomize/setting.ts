import type { Step } from './tree/step.ts'

/** A text of a kustomization file with the step that writing it into an object is. */
export interface Setting {
  readonly text: string
  /** Its location is that of the text; its `before` is undefined. */
  readonly by: Step
}
