import type { Reference } from '../kustomize/reference.ts'
import type { Repository } from '../model/repository.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import { defineRule } from './define-rule.ts'

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
  create: ({ repository, report }) => ({
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
        const near = findNear(reference, target.tried[0] ?? '', repository)
        report(
          near === undefined
            ? { message: 'missing', data: { text }, at, pointer }
            : { message: 'missingNear', data: { text, near }, at, pointer },
        )
      }
    },
  }),
})

/** The path as the author probably meant it: the first segment that does not exist, in the nearest spelling. */
function findNear(reference: Reference, path: string, { tree }: Repository): string | undefined {
  let missing = path
  while (missing !== '' && !tree.isDirectory(parentDirectory(missing))) missing = parentDirectory(missing)
  const parent = parentDirectory(missing)
  const name = missing.slice(parent === '' ? 0 : parent.length + 1)
  const near = nearestMatch(name, tree.childrenOf(parent))
  if (near === undefined) return undefined
  const corrected = `${parent === '' ? '' : `${parent}/`}${near}${path.slice(missing.length)}`
  const exists = tree.isFile(corrected) || tree.isDirectory(corrected)
  if (!exists) return undefined
  const lastNamed = reference.text.lastIndexOf(name)
  return lastNamed < 0
    ? corrected
    : reference.text.slice(0, lastNamed) + near + reference.text.slice(lastNamed + name.length)
}
