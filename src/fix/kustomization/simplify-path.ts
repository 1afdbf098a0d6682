import { toPlainPath } from '../../rules/references/to-plain-path.ts'
import { isPlainText } from '../../yaml/is-plain-text.ts'
import type { Fixer } from '../fix.ts'
import { editableText } from '../text/editable-text.ts'

/** Mends the findings of `reference-plain`: the plain path takes the place of the one with a detour. */
export const simplifyPath: Fixer = (finding, repository) => {
  const { file, start, end } = finding.at
  const title = 'write the plain path'
  const source = editableText(file, repository)
  if ('why' in source) return { title, why: source.why }
  const reference = (repository.references.get(file) ?? []).find(({ at }) => at.start === start && at.end === end)
  const text = source.text.slice(start, end)
  // How plain it is to be is a setting, which the message has followed.
  const right = listPlainPaths(text).find((path) => path !== text && finding.message.includes(`\`${path}\``))
  if (right === undefined || reference === undefined) return { title, why: 'the path comes from somewhere else' }
  const isQuoted = /["']/.test(source.text[end] ?? '')
  if (!isQuoted && !isPlainText(right)) return { title, why: `\`${right}\` would need quotes` }
  return {
    finding,
    title: `write \`${right}\` instead of \`${text}\``,
    effect: reference.field.startsWith('spec.') ? 'spelling' : 'nothing',
    isPoint: true,
    edits: new Map([[file, [{ start, end, text: right }]]]),
  }
}

function listPlainPaths(text: string): readonly string[] {
  return [false, true].flatMap((withoutPrefix) =>
    [false, true].map((withoutSlash) => toPlainPath(text, { withoutPrefix, withoutSlash })),
  )
}
