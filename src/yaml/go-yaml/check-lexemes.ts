import { createTabCheck } from './create-tab-check.ts'
import { excerpt } from './excerpt.ts'
import { lexemesOf } from './lexemes-of.ts'
import type { Reader } from './reader.ts'
import type { SyntaxProblem } from './syntax-problem.ts'

/** Without any of this there is nothing to find. */
const signs = /\t|^%|^\.\.\.|\\[/u]|(?:^|[\s[{,])[&*!]|:[[{]/m
/** More are not looked for in one text. */
const maximumProblems = 1000

/**
 * What go-yaml's scanner refuses although it is YAML 1.2, as far as it can be told from the tokens: tabs, directives,
 * names of anchors, prefixes of tags, escapes. In the order of the text. `original` is the text before it was rewritten
 * for the library: of the same length, with other line breaks.
 */
export function checkLexemes(text: string, original: string, reader: Reader): readonly SyntaxProblem[] {
  if (!signs.test(text)) return []
  const problems: SyntaxProblem[] = []
  const add = (cause: SyntaxProblem['cause'], start: number, end: number, data: Record<string, string> = {}): void => {
    problems.push({ cause, start, end, data })
  }
  const tabs = original.includes('\t') ? createTabCheck(original, reader, add) : undefined
  const prefixes = new Set(['!', '!!'])

  let hasContent = false
  let hasEnded = false
  let flowKey = ''

  for (const lexeme of lexemesOf(text)) {
    if (problems.length >= maximumProblems) break
    tabs?.(lexeme)
    const { type, text: token, start } = lexeme
    const end = start + token.length
    if (type === 'content' || type === 'flow-map-start' || type === 'flow-seq-start') hasContent = true
    if (flowKey.endsWith(':') && flowKey.length > 1 && /^[{[]$/.test(token)) {
      add('missingSpace', start - flowKey.length, start, { text: excerpt(flowKey + token) })
    }
    flowKey = type === 'content' ? token : type === 'map-value-ind' && flowKey !== '' ? `${flowKey}:` : ''
    if (
      hasEnded &&
      reader === 'manifest' &&
      !/^(?:newline|space|comment|directive-line|doc-start|doc-end)$/.test(type)
    ) {
      add('textAfterDocument', start, end)
      hasEnded = false
    }
    if (type === 'doc-end') hasEnded = true
    else if (type === 'doc-start') {
      hasContent = false
      hasEnded = false
    }
    if (type === 'directive-line' && !hasContent) {
      const tag = /^%TAG\s+(\S+)\s+\S/.exec(token)
      if (tag?.[1] !== undefined) prefixes.add(tag[1])
      const isKnown = tag !== null || /^%YAML\s+1\.1\s*$/.test(token)
      // kyaml cuts the directives off from the document that they are for
      if (reader === 'manifest' || !isKnown) add('directive', start, end, { text: excerpt(token) })
    } else if (type === 'anchor' || (type === 'alias' && /^\*[\w-]/.test(token))) {
      const name = token.slice(1).replace(/:$/, type === 'alias' ? '' : ':')
      if (name !== '' && !/^[A-Za-z0-9_-]+$/.test(name)) {
        add('anchorName', start, end, { text: excerpt(token), mark: token.slice(0, 1) })
      }
    } else if (type === 'alias' && token.length > 1) add('needsQuotes', start, end, { mark: '`*`' })
    else if (type === 'tag') {
      const prefix = /^!(?:<[^>]*$|[\w-]*!)?/.exec(token)?.[0] ?? ''
      if (!prefixes.has(prefix)) add('tagPrefix', start, end, { text: excerpt(token) })
    } else if (type === 'double-quoted-scalar' && token.includes('\\')) {
      for (const match of token.matchAll(/\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}|[\s\S])/g)) {
        const at = start + match.index
        if (match[0] === '\\/' || match[0].length > 2) add('badEscape', at, at + match[0].length, { escape: match[0] })
      }
    }
  }
  tabs?.('end')
  return problems
}
