import { posix } from 'node:path'
import type { Reference } from '../../kustomize/reference.ts'
import type { Repository } from '../../model/repository.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Fixer } from '../fix.ts'
import { editableText } from '../text/editable-text.ts'

/** Mends the findings of `reference-portable`: letter case, backslashes, absolute paths of what is in the repository. */
export const respellReference: Fixer = (finding, repository) => {
  const { file, start, end } = finding.at
  const title = 'spell the path as it is on disk'
  const reference = (repository.references.get(file) ?? []).find((one) => one.at.start === start && one.at.end === end)
  const source = editableText(file, repository)
  if (reference === undefined) return { title, why: 'the path comes from somewhere else' }
  if ('why' in source) return { title, why: source.why }
  const right = respell(reference, repository)
  if (right === undefined) return { title, why: 'it is not certain what is meant' }
  // In double quotes a backslash is written twice, so that the text is not what stands there.
  if (source.text.slice(start, end) !== reference.text) return { title, why: 'the path is written with escapes' }
  if (!/^[\w./-]+$/.test(right)) return { title, why: `\`${right}\` might need quotes` }
  const edits = new Map([[file, [{ start, end, text: right }]]])
  return {
    finding,
    title: `write \`${right}\` instead of \`${reference.text}\``,
    effect: 'mends',
    isPoint: true,
    edits,
  }
}

function respell({ target, text, directory, field }: Reference, repository: Repository): string | undefined {
  if (target.kind === 'outside' && text.startsWith('/')) {
    const path = findTail(text, repository)
    return path === undefined || field.startsWith('spec.') ? undefined : posix.relative(`/${directory}`, `/${path}`)
  }
  if (target.kind !== 'missing') return undefined
  if (target.reason.is === 'backslash') return text.replaceAll('\\', '/')
  if (target.reason.is !== 'letter-case') return undefined
  const actual = target.reason.actual.split('/')
  const written = text.replace(/\/+$/, '').split('/')
  for (let back = 1; back <= Math.min(actual.length, written.length); back += 1) {
    const segment = actual.at(-back)
    const own = written.at(-back)
    if (segment === undefined || own?.toLowerCase() !== segment.toLowerCase()) break
    written[written.length - back] = segment
  }
  return written.join('/')
}

/** The end of an absolute path that exists in the repository: most of it first, and more than a single name. */
function findTail(text: string, { tree }: Repository): RepoPath | undefined {
  const steps = text.split('/').filter((step) => step !== '')
  for (let first = 0; first < steps.length - 1; first += 1) {
    const path = steps.slice(first).join('/')
    if (tree.isFile(path) || tree.isDirectory(path)) return path
  }
  return undefined
}
