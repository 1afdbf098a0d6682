import type { FixPlan } from '../fix/fix-plan.ts'
import { toPrintable } from './to-printable.ts'

type Effect = FixPlan['applied'][number]['effect']

/** What a fix changes in what clusters get, where it is not nothing. */
const effects: Readonly<Record<Effect, string>> = {
  nothing: 'renders the same',
  origin: 'renders the same but for the annotation of its origin',
  order: 'the same objects in another order',
  spelling: 'only the spelling of the path differs, as it is meant to',
  mends: 'what failed builds now',
  'api-version': 'only the API version differs, as it is meant to',
  adds: 'adds an object, as it is meant to',
}

/** What was mended and what was not, a line each, for a person; `remaining` is the number of findings left. */
export function renderFixes(
  { applied, refused, changes }: FixPlan,
  { isDry, remaining }: { readonly isDry: boolean; readonly remaining: number },
): string {
  const rows: string[] = []
  for (const { title, effect, files, compared, isWhole } of applied) {
    const extent = isWhole ? '' : ', as far as they can be built here'
    const builds =
      compared === 0 ? 'nothing loads it' : `${effects[effect]}; ${count(compared, 'build')} compared${extent}`
    rows.push(`fixed  ${toPrintable(files.join(', '))}  ${toPrintable(title)} (${builds})`)
  }
  for (const { finding, title, why } of refused) {
    rows.push(`left   ${toPrintable(finding.at.file)}  ${toPrintable(title)}: ${toPrintable(why)}`)
  }
  const [done, left] = [count(applied.length, 'fix'), refused.length]
  const what = applied.length === 0 ? 'Nothing to fix' : `${done} in ${count(changes.length, 'file')}`
  const rest =
    remaining === 0
      ? ''
      : ` ${count(remaining, 'finding')} ${remaining === 1 ? 'remains' : 'remain'}: see \`gitops-lint\`.`
  rows.push(
    `${what}${left > 0 ? `, ${left} left` : ''}${isDry && applied.length > 0 ? '; nothing is written' : ''}.${rest}`,
  )
  return `${rows.join('\n')}\n`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : noun.endsWith('x') ? 'es' : 's'}`
}
