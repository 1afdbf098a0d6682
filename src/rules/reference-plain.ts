import { posix } from 'node:path'
import { isRemoteReference } from '../kustomize/is-remote-reference.ts'
import type { Reference } from '../kustomize/reference.ts'
import type { Repository } from '../model/repository.ts'
import { isPlainText } from '../yaml/is-plain-text.ts'
import { defineRule } from './define-rule.ts'
import { isUnrendered } from './kustomization/is-unrendered.ts'
import { toPlainPath } from './references/to-plain-path.ts'

export default defineRule({
  id: 'reference-plain',
  severity: 'info',
  summary: 'A path is written without detours.',
  why: 'A path such as `../base//shop` or `apps/../base` leads where the plain one leads, but whoever searches for the plain one does not find it, and a second entry for the same thing is not seen beside it. kustomize and Flux take detours out by the text alone: what is on the way need not even exist.',
  fix: 'Write the plain path.',
  messages: {
    detour: '`{text}` takes a detour; write `{right}`',
    spelling: '`{text}` is longer than need be; write `{right}`',
  },
  options: {
    withoutPrefix: {
      description: 'Whether entries of kustomization files are to be without `./` at their beginning.',
      default: false as boolean,
    },
    withoutSlash: {
      description: 'Whether entries of kustomization files are to be without `/` at their end.',
      default: false as boolean,
    },
  },
  create: ({ repository, options, report }) => {
    const reported = new Set<string>()
    return {
      Reference(reference) {
        const { text, at, pointer, field, from } = reference
        const detour = toPlainPath(text, { withoutPrefix: false, withoutSlash: false })
        // `./clusters/production` is how Flux itself writes a path.
        const right = field.startsWith('spec.') ? detour : toPlainPath(text, options)
        if (right === text || !isJudged(reference, repository) || !canStand(right, reference, repository)) return
        const place = `${from}\0${at.start}`
        if (reported.has(place)) return
        reported.add(place)
        report({ message: detour === text ? 'spelling' : 'detour', data: { text, right }, at, pointer })
      },
    }
  },
})

/** Whether a path is written at its place as it is read, leads to something here, and passes no symbolic link. */
function isJudged({ text, at, field, target, directory }: Reference, repository: Repository): boolean {
  if (target.kind !== 'kustomization' && target.kind !== 'file' && target.kind !== 'directory') return false
  if (field.startsWith('spec.') && (field !== 'spec.path' || isGenerated(at.file))) return false
  const file = repository.files.get(at.file)
  if (file === undefined || file.isIgnored || file.text.slice(at.start, at.end) !== text) return false
  return !isUnrendered(file, repository) && !passesLink(text, directory, repository)
}

/** Whether the plain path is read as a path in the place of the other: not as a repository elsewhere, nor as no text. */
function canStand(right: string, { at }: Reference, { files }: Repository): boolean {
  if (isRemoteReference(right)) return false
  return /["']/.test(files.get(at.file)?.text[at.end] ?? '') || isPlainText(right)
}

/** `flux bootstrap` writes these anew. */
function isGenerated(path: string): boolean {
  return posix.basename(path).startsWith('gotk-')
}

/** Follows a path step by step, as deep as there are directories: what is below something missing is no link either. */
function passesLink(text: string, directory: string, { tree }: Repository): boolean {
  const steps = directory === '' ? [] : directory.split('/')
  let depth = steps.length
  for (const step of text.split('/')) {
    if (step === '' || step === '.') continue
    if (step === '..') {
      steps.pop()
      depth = Math.min(depth, steps.length)
      continue
    }
    steps.push(step)
    if (depth < steps.length - 1) continue
    const path = steps.join('/')
    if (tree.isSymlink(path)) return true
    if (tree.isDirectory(path)) depth = steps.length
  }
  return false
}
