import { shortestSecret } from './shortest-secret.ts'

/** Letters of both cases and digits change places too often for words, and few of them repeat. */
export function looksRandom(text: string, shortest: number): boolean {
  if (!/^[\w+/=.~:!@#$%^&*-]+$/.test(text)) return false
  if (/^[a-f0-9]+$/.test(text)) return shortest < shortestSecret.unknown && text.length >= 32 && new Set(text).size >= 8
  // names of models, releases and files have short parts
  const letters = Array.from(text.matchAll(/[A-Za-z0-9+/]+/g), ([part]) => part).reduce(
    (a, b) => (b.length > a.length ? b : a),
    '',
  )
  const classOf = (letter: string) => (/\d/.test(letter) ? 'digit' : /[a-z]/.test(letter) ? 'lower' : 'upper')
  const classes = Array.from(letters.replace(/[+/]/g, ''), classOf)
  const changes = classes.filter((kind, i) => i > 0 && kind !== classes[i - 1]).length
  return (
    letters.length >= shortest - 4 &&
    text.length >= shortest &&
    new Set(classes).size === 3 &&
    classes.filter((kind) => kind === 'digit').length >= 2 &&
    changes >= classes.length * 0.4 &&
    new Set(letters).size >= 10
  )
}
