const brackets = [
  ['${', '}'],
  ['$(', ')'],
  ['{{', '}}'],
  ['<%', '%>'],
  ['[[', ']]'],
] as const

const wholeVariables = [
  /^\$[A-Za-z_]\w*$/,
  /^%[A-Za-z_][\w.]*%$/,
  /^__\w+__$/,
  /^@@?[A-Za-z_]\w*@@?$/,
  /^\[[A-Za-z_ -]+\]$/,
  /^\{[A-Za-z_][\w:./-]*\}$/,
]

/** `${VAR}`, `$(VAR)`, `{{ … }}`, `<% … %>` anywhere; `$VAR`, `%VAR%`, `__VAR__`, `@VAR@`, `[VAR]`, `{VAR}` alone. */
export function isVariable(text: string): boolean {
  return (
    brackets.some(([open, close]) => text.includes(open) && text.indexOf(close, text.indexOf(open)) >= 0) ||
    wholeVariables.some((format) => format.test(text))
  )
}
