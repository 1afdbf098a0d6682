import { isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml'
import { spanOf } from '../span-of.ts'
import type { YamlDocument } from '../yaml-document.ts'
import { excerpt } from './excerpt.ts'
import type { SyntaxProblem } from './syntax-problem.ts'

/** More are not looked for in one document. */
const maximumProblems = 100

/**
 * What kustomize refuses in the nodes of a document although it is YAML 1.2: aliases without an anchor or inside
 * themselves, merges of no map, keys that are empty, too long, over several lines, or no text. `text` is the text as it
 * is written. Walks without recursion, and never into what an alias names.
 */
export function checkNodes(text: string, document: YamlDocument): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = []
  const open = new Set<unknown>()
  const stack: unknown[] = [document.root]
  while (stack.length > 0 && problems.length < maximumProblems) {
    const node = stack.pop()
    if (node instanceof Leave) open.delete(node.collection)
    else if (isPair(node)) {
      checkPair(text, node, document, problems)
      stack.push(node.value, node.key)
    } else if (isAlias(node)) {
      const target = document.resolveAlias(node)
      const at = spanOf(node)
      const data = { name: excerpt(node.source) }
      if (target === undefined) problems.push({ cause: 'unknownAnchor', ...at, data })
      else if (open.has(target)) problems.push({ cause: 'aliasInItself', ...at, data })
    } else if (isCollection(node)) {
      open.add(node)
      stack.push(new Leave(node))
      for (let index = node.items.length - 1; index >= 0; index -= 1) stack.push(node.items[index])
    }
  }
  return problems
}

class Leave {
  readonly collection: unknown
  constructor(collection: unknown) {
    this.collection = collection
  }
}

function checkPair(text: string, { key, value }: Pair, document: YamlDocument, problems: SyntaxProblem[]): void {
  if (!isNode(key)) return
  const { start, end } = spanOf(key)
  if (isPlainWord(key, start, end) && text.charAt(end) === ':') return
  const colon = end + Math.max(0, text.slice(end, end + 2000).search(/[^\s]/))
  if (isCollection(key)) {
    const isTemplate = text[start - 1] === '{' && text[start] === '{'
    problems.push(
      isTemplate
        ? { cause: 'template', start: start - 1, end: start + 1, data: { mark: '{{' } }
        : { cause: 'collectionAsKey', start, end: endOfLine(text, start, end) },
    )
    return
  }
  const isExplicit = /(?:^|\s|[{[,])(?:\?\s*|[&!]\S*\s*)$/.test(text.slice(Math.max(0, start - 200), start))
  if (isScalar(key) && isEmpty(key) && !isExplicit) {
    problems.push({ cause: 'emptyKey', start, end: Math.min(text.length, start + 1) })
  } else if (!isExplicit && text[colon] === ':') {
    if (end - start > 1024) problems.push({ cause: 'longKey', start, end })
    else if (text.slice(start, colon).includes('\n')) problems.push({ cause: 'keyOverLines', start, end })
  }
  if (isScalar(key) && isMergeKey(key) && !isMergeable(value, document, true)) {
    problems.push({ cause: 'mergeOfNoMap', start, end })
  }
}

/** As nearly all keys are: a word on its own line, with which nothing is wrong. */
function isPlainWord(key: Node, start: number, end: number): boolean {
  if (!isScalar(key) || key.type !== 'PLAIN' || key.source === undefined) return false
  const { source } = key
  const length = end - start
  return length > 0 && length <= 1024 && source.length === length && source !== '<<' && !source.includes(' ')
}

function isEmpty(key: Scalar): boolean {
  return key.source === '' && (key.type === undefined || key.type === 'PLAIN') && key.anchor === undefined
}

function isMergeKey(key: Scalar): boolean {
  return key.source === '<<' && key.type === 'PLAIN'
}

function isMergeable(value: unknown, document: YamlDocument, mayBeList: boolean): boolean {
  const target = isAlias(value) ? document.resolveAlias(value) : value
  if (isAlias(value) && target === undefined) return true
  if (isSeq(target)) {
    return mayBeList && !isAlias(value) && target.items.every((item) => isMergeable(item, document, false))
  }
  return isMap(target)
}

function endOfLine(text: string, start: number, end: number): number {
  const length = text.slice(start, Math.min(end, start + 200)).indexOf('\n')
  return length < 0 ? end : start + length
}
