import { defineRule } from './define-rule.ts'
import { findFloatingRef } from './references/find-floating-ref.ts'

export default defineRule({
  id: 'remote-reference-pinned',
  severity: 'warning',
  summary: 'What is fetched from elsewhere is pinned to a tag or a commit.',
  why: 'A branch changes without a commit here: each build takes what it holds at that moment, no merge request shows the change, and reverting one does not bring the old state back.',
  fix: 'Name a tag or a commit: `?ref=v1.2.3`, or its place in the path of a raw file or a release.',
  messages: {
    moving: '`{ref}` in `{text}` moves, so what is built changes without a commit here',
    none: '`{text}` names no `ref`, so what is built changes with the default branch there',
  },
  create: ({ repository, report }) => ({
    Reference({ target, text, at, pointer, accepts, mayBeRemote }) {
      if (target.kind !== 'remote' || !mayBeRemote) return
      const floating = findFloatingRef(text, accepts !== 'file')
      if (floating === undefined) return
      const { ref, start } = floating
      if (ref === undefined) return report({ message: 'none', data: { text }, at, pointer })
      const isVerbatim = repository.files.get(at.file)?.text.slice(at.start, at.end) === text
      const from = at.start + (start ?? 0)
      const span = isVerbatim && start !== undefined ? { start: from, end: from + ref.length } : {}
      report({ message: 'moving', data: { ref, text }, at: { ...at, ...span }, pointer })
    },
  }),
})
