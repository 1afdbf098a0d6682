/** More commas between braces are refused, as each doubles the work. */
const maximumCommas = 20

/** Whether source-watcher takes an exclude pattern: closed brackets and braces, something behind each backslash. */
export function isDoublestarPattern(pattern: string): boolean {
  let depth = 0
  let commas = 0
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '\\') {
      at++
      if (at >= pattern.length) return false
    } else if (character === '[') {
      const end = endOfClass(pattern, at)
      if (end === undefined) return false
      at = end
    } else if (character === '{') depth++
    else if (character === '}') {
      if (depth === 0) return false
      depth--
    } else if (character === ',' && depth > 0) commas++
  }
  return depth === 0 && commas <= maximumCommas
}

function endOfClass(pattern: string, from: number): number | undefined {
  const first = pattern[from + 1] === '^' || pattern[from + 1] === '!' ? from + 2 : from + 1
  if (pattern[first] === ']') return undefined
  for (let at = first; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++
    else if (pattern[at] === ']') return at
  }
  return undefined
}
