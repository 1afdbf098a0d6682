import { posix } from 'node:path'
import type { Reference } from '../kustomize/reference.ts'
import type { Repository } from '../model/repository.ts'
import { isWithin } from '../source/is-within.ts'
import { resolveRepoPath } from '../source/resolve-repo-path.ts'
import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'reference-inside-repository',
  severity: 'error',
  summary: 'No relative reference leads out of the repository.',
  why: 'Flux builds from a copy of this repository and nothing beside it, so the build stops there. On a laptop the result depends on what happens to lie next to the checkout.',
  fix: 'Correct the path, move what it names into the repository, or fetch it from its own repository at a pinned `ref`.',
  messages: {
    outside: '`{text}` leads out of the repository',
    outsideNear: '`{text}` leads out of the repository; there is `{near}`',
  },
  create: ({ repository, report }) => ({
    Reference(reference) {
      const { target, text, at, pointer } = reference
      if (target.kind !== 'outside' || text.startsWith('/')) return
      const near = findInside(reference, repository)
      report(
        near === undefined
          ? { message: 'outside', data: { text }, at, pointer }
          : { message: 'outsideNear', data: { text, near }, at, pointer },
      )
    },
  }),
})

/** The same path with fewer steps up, where that exists. */
function findInside({ text, directory, accepts }: Reference, { tree, kustomizations }: Repository): string | undefined {
  let shorter = posix.normalize(text).replace(/\/$/, '')
  while (shorter.startsWith('../')) {
    shorter = shorter.slice('../'.length)
    const path = resolveRepoPath(directory, shorter)
    if (path === undefined || isWithin(directory, path)) continue
    const isThere = (accepts !== 'directory' && tree.isFile(path)) || (accepts !== 'file' && kustomizations.has(path))
    if (isThere) return shorter
  }
  return undefined
}
