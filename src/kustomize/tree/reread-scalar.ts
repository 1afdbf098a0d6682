import { analyzeScalar } from '../../yaml/emit/analyze-scalar.ts'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import { BuildError } from '../build-error.ts'
import { copyShallow } from './copy-shallow.ts'
import type { TreeNode } from './tree-node.ts'

/**
 * A scalar as it is after go-yaml v3 has printed it and read it again, which kyaml does on its way to JSON: with the type
 * that its text then has, and the faults of folded blocks. Throws a BuildError `unreadable-text` for blocks that begin
 * with a tab. Between brackets more texts need quotes, and become texts by them.
 */
export function rereadScalar(node: TreeNode, isKey: boolean, isInFlow = false): TreeNode {
  const { tag, style, value } = node
  // The one case that matters: texts and plain words that say themselves what they are.
  if (!node.isTagged && tag === '!!str' && (style === 'double' || style === 'single')) return node
  const isText = tag === '!!str'
  const isPlainWord = !node.isTagged && style === 'plain' && isSimpleWord.test(value)
  if (isPlainWord && isText) return node
  const found = value === '<<' ? '!!str' : resolveScalar(value).tag
  if (isPlainWord && tag === found) return node
  if (isPlainWord && tag === '' && beginsWithLetter.test(value)) return copyShallow(node, { tag: found })
  const keepsTag = node.isTagged || (tag !== '' && tag !== found && !isText)
  const printed = chooseStyle(node, found, isKey, keepsTag, isInFlow)
  const text = printed === 'literal' || printed === 'folded' ? rereadBlock(node, printed) : value
  if (keepsTag) return copyShallow(node, { value: text })
  if (printed !== 'plain') return copyShallow(node, { value: text, tag: '!!str', style: printed })
  return copyShallow(node, { tag: value === '<<' ? '!!merge' : found, style: 'plain' })
}

const isSimpleWord = /^[\w./-]+$/
const beginsWithLetter = /^[A-Za-z]/

function chooseStyle(
  node: TreeNode,
  found: string,
  isKey: boolean,
  keepsTag: boolean,
  isInFlow: boolean,
): TreeNode['style'] {
  const { style, value } = node
  const forms = analyzeScalar(value)
  const canBeBlock = analyzeScalar(value.replaceAll('\t', 'x')).canBeBlock
  const isSimpleKey = isKey && !forms.isMultiline && Buffer.byteLength(value) <= 128
  const mustQuote = node.tag === '!!str' && found !== '!!str' && !keepsTag
  if (style === 'literal' || style === 'folded' || (style === 'plain' && value.includes('\n'))) {
    if (!canBeBlock || isSimpleKey || isInFlow) return 'double'
    return style === 'folded' ? 'folded' : 'literal'
  }
  if (style === 'double' || mustQuote) return 'double'
  const needsQuotes = isInFlow ? value === '' || flowIndicator.test(value) : value === '' && isSimpleKey
  if (style === 'plain' && forms.canBePlain && !needsQuotes) return 'plain'
  return 'single'
}

/** What no plain text may hold between brackets (libyaml's flow_indicators). */
const flowIndicator = /[,?[\]{}:]|^[-](?=[ \t]|$)/

const lineBreaks = /([\n\u2028\u2029]+)/

function rereadBlock(node: TreeNode, style: 'literal' | 'folded'): string {
  const { value } = node
  if (value.startsWith('\t')) {
    const message = 'a text of several lines begins with a tab, which kustomize writes but cannot read back'
    throw new BuildError({ code: 'unreadable-text', message, at: node.step?.at })
  }
  if (style === 'literal') return value
  // libyaml decides by the first line whether breaks between any lines must be doubled.
  const doubles = /^[\n\u2028\u2029]*[^\n\u2028\u2029 \t\0]/.test(value)
  const parts = value.split(lineBreaks)
  for (let index = 1; index < parts.length; index += 2) {
    const before = parts[index - 1] ?? ''
    const after = parts[index + 1] ?? ''
    const breaks = parts[index] ?? ''
    if (before === '' || !breaks.startsWith('\n')) continue
    const isDoubled = doubles && !isBlank(before)
    const printed = isDoubled ? `\n${breaks}` : breaks
    const isFolded = after !== '' && !isBlank(before) && !isBlank(after)
    if (isFolded) parts[index] = printed.slice(1) || ' '
    else if (after !== '' || breaks.length > 1) parts[index] = printed
  }
  return parts.join('')
}

function isBlank(line: string): boolean {
  return line.startsWith(' ') || line.startsWith('\t')
}
