import { createTwoFilesPatch } from 'diff'
import type { FoundDifference } from './found-difference.ts'

const printedAtMost = 20
const linesAtMost = 40

/** Prints the smallest case of each kind of difference, and both outcomes. */
export function printDifferences(found: readonly FoundDifference[], seed: number): void {
  const sorted = [...found].sort((a, b) => b.others - a.others || sizeOf(a) - sizeOf(b))
  for (const difference of sorted.slice(0, printedAtMost)) printDifference(difference, seed)
  const rest = sorted.slice(printedAtMost)
  for (const { verdict, signature, index, others } of rest) {
    console.log(`${verdict}: ${signature} (index ${index}${others > 0 ? `, and ${others} more` : ''})`)
  }
}

/** How much there is to read in a case. */
export function sizeOf({ one }: FoundDifference): number {
  return Object.values(one.files).reduce((sum, content) => sum + content.length + 20, 0)
}

function printDifference({ verdict, signature, index, others, one, own, real }: FoundDifference, seed: number): void {
  console.log(`\n${'='.repeat(100)}\n${verdict}: ${signature}${others > 0 ? ` (and ${others} more like it)` : ''}`)
  console.log(`alone: npm run parity -- --generate 1 --seed ${seed} --index ${index}`)
  console.log(`build ${one.directory}${one.order === 'none' ? ', --reorder none' : ''}, ${one.restrictor}`)
  for (const [path, content] of Object.entries(one.files)) {
    const text =
      typeof content === 'string' ? content : `(${content.length} bytes) ${Buffer.from(content).toString('base64')}`
    console.log(`--- ${path}\n${visible(text)}`)
  }
  if ('text' in own && 'text' in real) {
    const patch = createTwoFilesPatch('kustomize', 'ours', real.text, own.text, '', '', { context: 2 })
    console.log(visible(patch.split('\n').slice(1, linesAtMost).join('\n')))
  } else {
    console.log(`kustomize: ${describe(real)}\nours:      ${describe(own)}`)
  }
}

function describe(outcome: FoundDifference['own']): string {
  return 'error' in outcome ? outcome.error : `succeeds with ${outcome.text.split('\n').length - 1} lines`
}

/** Characters that a terminal does not show are written out. */
function visible(text: string): string {
  const show = (character: string): string => {
    const code = character.codePointAt(0) ?? 0
    const isShown = character === '\n' || character === '\t' || (code >= 32 && code < 127) || code > 160
    return isShown && ![0x2028, 0xfeff].includes(code) ? character : `\\u${code.toString(16).padStart(4, '0')}`
  }
  return Array.from(text, show).join('')
}
