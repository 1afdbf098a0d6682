import type { Reference } from '../kustomize/reference.ts'
import type { MissingReason } from '../kustomize/target.ts'
import { defineRule } from './define-rule.ts'
import { createNearFinder } from './references/create-near-finder.ts'
import type { Report } from './rule.ts'

export default defineRule({
  id: 'reference-exists',
  severity: 'error',
  summary: 'Every local reference leads to something that exists.',
  why: 'kustomize and Flux stop at the first entry that is missing: nothing of that build is applied any more, and what is running goes stale without a word.',
  fix: 'Correct the path, restore what it names, or remove the entry.',
  messages: {
    missing: '`{text}` does not exist',
    missingNear: '`{text}` does not exist; there is `{near}`',
    ignored: '`{text}` is on disk but ignored by Git, so Flux will not find it',
    leftOut: '`{text}` is in the repository, but not in the artifact that Flux builds from',
  },
  create: ({ repository, report }) => {
    const findNear = createNearFinder(repository)
    const explain = (reference: Reference, reason: MissingReason, tried: string): Explanation | undefined => {
      // A Flux Kustomization without a path applies the root of its source.
      const text = reference.text || './'
      if (reason.is === 'ignored-by-git') {
        const help = 'Add the file to Git (`git add -f`), or generate what it holds in another way.'
        return { message: 'ignored', data: { text }, help }
      }
      if (reason.is === 'left-out') {
        const related = reason.by === undefined ? [] : [{ message: 'this keeps it out of the artifact', at: reason.by }]
        return { message: 'leftOut', data: { text }, help: letIn, related }
      }
      if (reason.is !== 'absent') return undefined
      const found = findNear(reference, tried)
      const isCluster = repository.clusters.some(({ directory }) => directory === found?.replace(/^\.\//, ''))
      const near = found === undefined || isCluster ? undefined : spell(found, reference, tried)
      return near === undefined
        ? { message: 'missing', data: { text } }
        : { message: 'missingNear', data: { text, near } }
    }
    return {
      Reference(reference) {
        const { target, at, pointer, clusters } = reference
        if (target.kind !== 'missing') return
        const found = explain(reference, target.reason, target.tried[0] ?? '')
        if (found !== undefined) report({ ...found, at, pointer, ...(clusters === undefined ? {} : { clusters }) })
      },
    }
  },
})

type Explanation = Pick<
  Report<'missing' | 'missingNear' | 'ignored' | 'leftOut'>,
  'message' | 'data' | 'help' | 'related'
>

const letIn =
  'Change the ignore rule or the sparse checkout that keeps it out, or move what the path names to where the artifact has it.'

/**
 * Paths in Flux objects start from the root of their source, or from `spec.path`, and that need not be the root of the
 * repository. Undefined for what lies outside of that.
 */
function spell(near: string, { field, text }: Reference, tried: string): string | undefined {
  if (!field.startsWith('spec.')) return near
  const path = near.replace(/^\.\//, '')
  const [, lead = '', rest = ''] = /^((?:\.{0,2}\/)*)(.*?)\/*$/.exec(text) ?? []
  if (tried === rest) return `${lead}${path}`
  if (rest === '' || !tried.endsWith(`/${rest}`)) return undefined
  const start = tried.slice(0, -rest.length)
  return path.startsWith(start) ? `${lead}${path.slice(start.length)}` : undefined
}
