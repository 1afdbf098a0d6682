/**
 * Compiles a regular expression of Go where it means the same in JavaScript and cannot take long: without repeated
 * groups, and with no more than two repetitions behind one another. Undefined for any other.
 */
export function compileSafePattern(pattern: string): RegExp | undefined {
  if (pattern.length > longestPattern) return undefined
  const isCaseless = pattern.startsWith('(?i)')
  const body = isCaseless ? pattern.slice(4) : pattern
  // What is left of it shows its shape: escapes and classes stand for one character.
  const shape = body.replace(/\\[-./dswDSW$^|()[\]{}*+?\\]/g, 'x').replace(/\[\^?[^[\]]+\]/g, 'x')
  const isOfGo = /[\\[\]]|\(\?(?!:)/.test(shape)
  if (isOfGo || /\)[*+{]/.test(shape) || countRepetitions(shape.replaceAll('(?:', '(')) > mostRepetitions)
    return undefined
  try {
    return new RegExp(body, isCaseless ? 'i' : '')
  } catch {
    return undefined
  }
}

const longestPattern = 500
const mostRepetitions = 2

/** How many repetitions and options stand behind one another on the way through a pattern that has the most of them. */
function countRepetitions(shape: string): number {
  const open = [{ most: 0, here: 0 }]
  const close = (): number => {
    const { most, here } = open.pop() ?? { most: 0, here: 0 }
    return Math.max(most, here)
  }
  for (const sign of shape) {
    const group = open.at(-1)
    if (sign === '(') open.push({ most: 0, here: 0 })
    else if (sign === ')') {
      const inside = close()
      const outer = open.at(-1)
      if (outer !== undefined) outer.here += inside
    } else if (group !== undefined && sign === '|') {
      group.most = Math.max(group.most, group.here)
      group.here = 0
    } else if (group !== undefined && '*+?{'.includes(sign)) group.here += 1
  }
  return close()
}
