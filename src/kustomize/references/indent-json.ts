/** Compact JSON with line breaks and two spaces for each level (Go's MarshalIndent). */
export function indentJson(json: string): string {
  let output = ''
  let depth = 0
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|\{\}|\[\]|[{}[\],:]|[^"{}[\],:]+/gs)) {
    if (token === '{' || token === '[') {
      depth += 1
      output += `${token}\n${'  '.repeat(depth)}`
    } else if (token === '}' || token === ']') {
      depth -= 1
      output += `\n${'  '.repeat(depth)}${token}`
    } else if (token === ',') output += `,\n${'  '.repeat(depth)}`
    else output += token === ':' ? ': ' : token
  }
  return output
}
