/** The pattern once for each alternative of the group that begins with `{` at an offset; none where it never ends. */
export function splitAlternatives(pattern: string, from: number): readonly string[] {
  const starts = [from + 1]
  let depth = 1
  for (let at = from + 1; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '\\') at++
    else if (character === '{') depth++
    else if (character === ',' && depth === 1) starts.push(at + 1)
    else if (character === '}') {
      depth--
      if (depth > 0) continue
      const ends = [...starts.slice(1).map((start) => start - 1), at]
      return starts.map(
        (start, index) => pattern.slice(0, from) + pattern.slice(start, ends[index]) + pattern.slice(at + 1),
      )
    }
  }
  return []
}
