/** A text as it is quoted in a message: its first line, and no more than some 40 characters of it, without backticks. */
export function excerpt(text: string): string {
  const end = text.search(/[\r\n]/)
  const line = (end < 0 ? text : text.slice(0, end)).trimEnd().replaceAll('`', "'")
  return line.length > 42 ? `${line.slice(0, 40).trimEnd()}…` : line
}
