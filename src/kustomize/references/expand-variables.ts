/** A value for `$(NAME)`: a text, or something that keeps its type where it stands alone. */
export interface VariableValue {
  readonly tag: '!!str' | '!!int' | '!!float' | '!!bool'
  /** As it stands alone. */
  readonly text: string
  /** As it stands within a text. */
  readonly inner: string
}

/**
 * Replaces `$(NAME)` in a text; `$$` is a dollar. Names without a value stay as they are (refvar's DoReplacements). It
 * works on bytes as upstream does: behind a lone `$` a character beyond ASCII is torn, and such a text comes out in
 * base64.
 */
export function expandVariables(input: string, find: (name: string) => VariableValue | undefined): VariableValue {
  if (!input.includes('$')) return toText(input)
  const bytes = toBytes(input)
  let output = ''
  let position = 0
  for (;;) {
    const dollar = bytes.indexOf('$', position)
    if (dollar < 0 || dollar === bytes.length - 1) return toText(fromBytes(output + bytes.slice(position)))
    output += bytes.slice(position, dollar)
    const next = bytes.charAt(dollar + 1)
    const end = next === '(' ? bytes.indexOf(')', dollar) : -1
    position = dollar + 2
    if (end >= 0) {
      const name = fromBytes(bytes.slice(dollar + 2, end))
      const value = find(name)
      if (value !== undefined && input === `$(${name})`) return value
      output += toBytes(value?.inner ?? `$(${name})`)
      position = end + 1
    } else {
      output += next === '$' ? '$' : `$${toBytes(next)}`
    }
  }
}

function toText(text: string): VariableValue {
  return { tag: '!!str', text, inner: text }
}

/** One character for each byte in UTF-8. */
function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function fromBytes(bytes: string): string {
  const buffer = Buffer.from(bytes, 'latin1')
  try {
    return decoder.decode(buffer)
  } catch {
    // As go-yaml writes binary data: long values get a line break behind every 70 characters.
    const encoded = buffer.toString('base64')
    return encoded.length < 70 ? encoded : encoded.replaceAll(/.{1,70}/g, '$&\n')
  }
}
