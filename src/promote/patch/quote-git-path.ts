const escapes: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
}

/**
 * A path as Git prints it with `core.quotePath`, its default: in double quotes and with escapes where it has control
 * characters, quotes, backslashes or anything that is not ASCII.
 */
export function quoteGitPath(path: string): string {
  let quoted = ''
  let isPlain = true
  for (const byte of Buffer.from(path)) {
    const escaped = escapes[byte] ?? (byte < 32 || byte > 126 ? `\\${byte.toString(8).padStart(3, '0')}` : undefined)
    if (escaped !== undefined) isPlain = false
    quoted += escaped ?? String.fromCharCode(byte)
  }
  return isPlain ? path : `"${quoted}"`
}
