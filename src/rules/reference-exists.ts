import { defineRule } from './define-rule.ts'
import { createNearFinder } from './references/create-near-finder.ts'

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
  },
  create: ({ repository, report }) => {
    const findNear = createNearFinder(repository)
    return {
      Reference(reference) {
        const { target, text, at, pointer } = reference
        if (target.kind !== 'missing') return
        if (target.reason.is === 'ignored-by-git') {
          report({
            message: 'ignored',
            data: { text },
            at,
            pointer,
            help: 'Add the file to Git (`git add -f`), or generate what it holds in another way.',
          })
        } else if (target.reason.is === 'absent') {
          const near = findNear(reference, target.tried[0] ?? '')
          report(
            near === undefined
              ? { message: 'missing', data: { text }, at, pointer }
              : { message: 'missingNear', data: { text, near }, at, pointer },
          )
        }
      },
    }
  },
})
