/**
 * The parts of a path such as `spec.containers.[name=web].image` (kyaml's SmarterPathSplitter). A delimiter is part of a
 * key where a backslash stands before it, or brackets stand around the key: `data.a\.b` and `data.[a.b]` are the same.
 */
export function splitFieldPath(path: string): readonly string[] {
  const parts: string[] = []
  const split = splitEscaped(path)
  for (let index = 0; index < split.length; index += 1) {
    const part = split[index] ?? ''
    if (!part.startsWith('[') || part.endsWith(']')) {
      parts.push(part)
      continue
    }
    const bracketed = [part]
    while (index < split.length - 1 && (bracketed.length === 1 || !bracketed.at(-1)?.endsWith(']'))) {
      index += 1
      bracketed.push(split[index] ?? '')
    }
    const joined = bracketed.join('.')
    parts.push(joined.includes('=') ? joined : joined.replace(/^[[\]]+/, '').replace(/[[\]]+$/, ''))
  }
  return parts
}

/** kyaml's PathSplitter: one leading delimiter is ignored. */
function splitEscaped(path: string): readonly string[] {
  const split = path.split('.')
  if (split.length > 1 && split[0] === '') split.shift()
  const parts: string[] = []
  for (const part of split) {
    const last = parts.at(-1)
    if (last?.endsWith('\\')) parts[parts.length - 1] = `${last.slice(0, -1)}.${part}`
    else parts.push(part)
  }
  return parts
}
