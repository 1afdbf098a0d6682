import { escapeCharacter } from '../../yaml/emit/escape-character.ts'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import type { ScalarStyle, TreeNode } from '../tree/tree-node.ts'

/** Where a scalar stands. */
export interface ScalarPlace {
  readonly isKey: boolean
  /** In brackets. */
  readonly isFlow: boolean
  /** The indentation of what holds it. */
  readonly indent: number
}

/** The text of a scalar as go-yaml v3 writes a node: in its own style where that is possible, with a tag where it needs one. */
export function formatScalar(node: TreeNode, place: ScalarPlace): string {
  const { value } = node
  const { tag, isForced } = chooseTag(node)
  let style: ScalarStyle = node.style
  if (style === 'plain' && value.includes('\n')) style = 'literal'
  else if (style === 'plain' && isForced) style = 'double'
  const text = write(value, chooseStyle(style, value, place), place)
  return tag === '' ? text : `${tag} ${text}`.trimEnd()
}

/** A tag is left out where the text has that type anyway; a text that would be something else gets quotes instead. */
function chooseTag({ tag, isTagged, style, value }: TreeNode): { readonly tag: string; readonly isForced: boolean } {
  if (tag === '') return { tag, isForced: false }
  if (isTagged) return { tag, isForced: false }
  if (tag === '!!str' && style !== 'plain') return { tag: '', isForced: false }
  // Only the parser knows merge keys.
  const resolved = value === '<<' ? '!!str' : resolveScalar(value).tag
  if (resolved === tag) return { tag: '', isForced: false }
  return tag === '!!str' ? { tag: '', isForced: true } : { tag, isForced: false }
}

/** Beyond the basic plane everything is escaped. */
const unprintable = /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u
const breaks = /[\n\r\x85\u2028\u2029]/

/** libyaml's choice: from plain to single to double quotes, from a block to double quotes. */
function chooseStyle(wanted: ScalarStyle, value: string, { isKey, isFlow }: ScalarPlace): ScalarStyle {
  const isMultiline = breaks.test(value)
  const isSpecial = unprintable.test(value) || / [\n\r\x85\u2028\u2029]/.test(value)
  let style: ScalarStyle = isKey && isMultiline ? 'double' : wanted
  if (style === 'plain') {
    const isEmptyBad = value === '' && (isFlow || isKey)
    const isBad = isMultiline || isSpecial || /\t|^ | $/.test(value) || hasIndicator(value, isFlow)
    if (isEmptyBad || (value !== '' && isBad)) style = 'single'
  }
  if (style === 'single' && (isSpecial || /\t|[\n\r\x85\u2028\u2029] /.test(value))) style = 'double'
  const isBlock = style === 'literal' || style === 'folded'
  if (isBlock && (value === '' || isSpecial || value.endsWith(' ') || isFlow || isKey)) style = 'double'
  return style
}

function hasIndicator(value: string, isFlow: boolean): boolean {
  if (value.startsWith('---') || value.startsWith('...') || /^[#,[\]{}&*!|>'"%@`]/.test(value)) return true
  if (/^[?:-](?:[ \t]|$)|:(?:[ \t]|$)|[ \t]#/.test(value)) return true
  return isFlow && /^[?:]|[,?[\]{}:]/.test(value)
}

function write(value: string, style: ScalarStyle, { indent }: ScalarPlace): string {
  switch (style) {
    case 'plain':
      return value
    case 'single':
      return writeSingle(value, indent)
    case 'double':
      return writeDouble(value)
    default:
      return writeBlock(value, style === 'literal' ? '|' : '>', indent)
  }
}

/** A line break in single quotes is doubled, and what follows is indented. */
function writeSingle(value: string, indent: number): string {
  const inner = value.replaceAll("'", "''").replace(/\n+/g, (lines, offset, whole) => {
    const isLast = Number(offset) + String(lines).length === String(whole).length
    return `\n${lines}${isLast ? '' : ' '.repeat(Math.max(indent + 2, 2))}`
  })
  return `'${inner}'`
}

function writeDouble(value: string): string {
  let text = ''
  for (const character of value) {
    const mustEscape = unprintable.test(character) || breaks.test(character) || '"\\\t\ufeff'.includes(character)
    text += mustEscape ? escapeCharacter(character) : character
  }
  return `"${text}"`
}

function writeBlock(value: string, indicator: '|' | '>', indent: number): string {
  const hint = /^[ \n]/.test(value) ? '2' : ''
  const chomp = !value.endsWith('\n') ? '-' : value === '\n' || value.endsWith('\n\n') ? '+' : ''
  const pad = ' '.repeat(Math.max(indent + 2, 2))
  const text = indicator === '>' ? unfold(value) : value
  const lines = text.replace(/\n$/, '').split('\n')
  return [`${indicator}${hint}${chomp}`, ...lines.map((line) => (line === '' ? '' : pad + line))].join('\n')
}

/** Folded lines are divided by blank ones, but for those that are indented further; the first line must not be. */
function unfold(value: string): string {
  if (!/^\n*[^\n \t]/.test(value)) return value
  return value.replace(/^([^\n \t].*)\n/gm, '$1\n\n')
}
