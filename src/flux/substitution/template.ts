/** A stretch of a template that stays as it is, escapes already taken out. */
export interface TemplateText {
  readonly is: 'text'
  readonly text: string
}

/** One `${…}`. */
export interface TemplateExpression {
  readonly is: 'expression'
  /** The variable. */
  readonly name: string
  /** What is done with its value: `:=`, `#`, `//`, …; empty where nothing is. */
  readonly operator: string
  /** Of a default, parts to join; of any other operator, each one argument. */
  readonly arguments: readonly TemplatePart[]
  /** Offset of the `$`. */
  readonly start: number
  /** Offset behind the `}`. */
  readonly end: number
}

export type TemplatePart = TemplateText | TemplateExpression
