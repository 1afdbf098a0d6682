/** Where libyaml's emitter stands: what it wrote, and what it knows of the line that it is in. */
export interface Emitter {
  readonly parts: string[]
  column: number
  /** The indentation of the collection or scalar being written; -1 before the first. */
  indent: number
  /** Whether the last character separates. */
  hasSpace: boolean
  /** Whether the line holds nothing but indentation and indicators that indent. */
  isIndentation: boolean
}

export function createEmitter(): Emitter {
  return { parts: [], column: 0, indent: -1, hasSpace: true, isIndentation: true }
}

/** Writes a text without line breaks. */
export function put(emitter: Emitter, text: string): void {
  emitter.parts.push(text)
  emitter.column += text.length
}

export function putBreak(emitter: Emitter, lineBreak = '\n'): void {
  emitter.parts.push(lineBreak)
  emitter.column = 0
}

/** Goes to the indentation, on a new line where this one has content. */
export function putIndent(emitter: Emitter): void {
  const indent = Math.max(emitter.indent, 0)
  const { column } = emitter
  if (!emitter.isIndentation || column > indent || (column === indent && !emitter.hasSpace)) putBreak(emitter)
  if (emitter.column < indent) put(emitter, ' '.repeat(indent - emitter.column))
  emitter.hasSpace = true
  emitter.isIndentation = true
}

/** Writes `-`, `?`, `:`, a quote or a bracket. */
export function putIndicator(
  emitter: Emitter,
  indicator: string,
  { afterSpace = false, isSpace = false, indents = false } = {},
): void {
  if (afterSpace && !emitter.hasSpace) put(emitter, ' ')
  put(emitter, indicator)
  emitter.hasSpace = isSpace
  emitter.isIndentation = emitter.isIndentation && indents
}

/** Does something one level further in, or at this level where it is a list below its key. */
export function indented(emitter: Emitter, write: () => void, { isScalar = false, isSameLevel = false } = {}): void {
  const { indent } = emitter
  if (indent < 0) emitter.indent = isScalar ? 2 : 0
  else if (!isSameLevel) emitter.indent += 2
  write()
  emitter.indent = indent
}
