const placeholderMarks = [
  /<[A-Za-z][^<>]*>/,
  /x{4}|\*{4}|\.{3}|…/i,
  /change[-_ ]?me|replace[-_ ]?(?:me|this|with)|your[-_ ]|placeholder|example|redacted|dummy/i,
  /(?:^|[^a-z])(?:todo|fixme|fake|sample|insert|notreal|not[-_ ]real)(?:$|[^a-z])/i,
]

/** Says itself that it is not the real thing. */
export function isMarkedAsPlaceholder(text: string): boolean {
  return placeholderMarks.some((mark) => mark.test(text))
}
