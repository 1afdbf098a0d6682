import type { Random } from './random.ts'

const safe = /^[A-Za-z_/][\w ./@+=()$-]*$/
const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i
const special = /[^\x20-\x7e\u00a1-\u024f\u3000-\u9fff\u{1f300}-\u{1f64f}]/u

/** A scalar that is not in block style: plain where that reads back as the same, else quoted; sometimes over two lines. */
export function writeInlineScalar(
  value: string | number | boolean | null | object,
  random: Random,
  inFlow: boolean,
): string {
  if (typeof value !== 'string') return value === null ? random.pick(['null', 'null', '~']) : String(value)
  const plain = safe.test(value) && !value.endsWith(' ') && !reserved.test(value)
  if (plain && random.chance(0.8)) {
    return inFlow || !value.includes(' ') || random.chance(0.95) ? value : value.replace(' ', '\n')
  }
  if (!special.test(value) && random.chance(0.6)) return `'${value.replaceAll("'", "''")}'`
  return writeDouble(value, random)
}

function writeDouble(value: string, random: Random): string {
  const escaped = JSON.stringify(value).replace(/[\u007f\u0085\u00a0\u2028\ufeff]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0')
    return `\\u${code}`
  })
  const line = /^("[^\\]*\w) (\w[^\\]*")$/.exec(escaped)
  return line !== null && random.chance(0.1) ? `${line[1]}\n${line[2]}` : escaped
}

/**
 * A text of several lines as a block scalar whose lines are going to be indented by `width`: its header and its lines;
 * `undefined` where another style is chosen.
 */
export function writeBlockScalar(value: string, width: number, random: Random): string[] | undefined {
  const isBlock = value.includes('\n') ? random.chance(0.75) : value !== '' && random.chance(0.04)
  const body = value.replace(/\n+$/, '')
  if (!isBlock || body === '' || /[\r\u2028\u0085]/.test(value) || isUnprintable(value)) return undefined
  const ends = value.length - body.length
  const chomp = ends === 0 ? '-' : ends === 1 ? '' : '+'
  // A first line that starts with a space would set the indentation.
  const hint = /^\n*[ \t]/.test(value) ? String(width) : ''
  const end = Array.from({ length: Math.max(0, ends - 1) }, () => '')
  // Folding would make other YAML of YAML.
  const style = random.chance(0.25) && !value.includes(': ') ? '>' : '|'
  return [`${style}${hint}${chomp}`, ...body.split('\n'), ...end]
}

function isUnprintable(value: string): boolean {
  return special.test(value.replace(/[\n\t]/g, ''))
}
