import type { Location } from '../source/location.ts'
import { type Failure, listFailures } from './builds/list-failures.ts'
import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'duplicate-object',
  severity: 'error',
  summary: 'No build holds the same object twice.',
  why: 'kustomize stops at an object of the same kind, name and namespace as another one, and nothing of that build is applied any more. Two directories that build well alone often clash only in the build that includes both.',
  fix: 'Remove one of the two, or give it another name or namespace.',
  messages: {
    twice: '{problem}, in the build of `{directory}`',
    again: '`{text}` brings in what `{first}` has brought in already: {objects}',
  },
  create: ({ report }) => ({
    Repository(repository) {
      const textOf = ({ file, start, end }: Location): string =>
        repository.files.get(file)?.text.slice(start, end) ?? ''
      const again = new Map<string, Failure[]>()
      for (const failure of listFailures(repository)) {
        const { problem, at, builds, clusters, isLoaded } = failure
        if (problem.code !== 'duplicate-object') continue
        if (problem.entries !== undefined && isSame(problem.related?.[0]?.at, at)) {
          const key = Object.values(problem.entries.again).join('\0')
          again.set(key, [...(again.get(key) ?? []), failure])
          continue
        }
        report({
          message: 'twice',
          data: { problem: problem.message, directory: builds[0]?.directory || '.' },
          at,
          pointer: problem.message,
          clusters,
          severity: isLoaded ? 'error' : 'warning',
          ...(problem.help === undefined ? {} : { help: problem.help }),
          ...(problem.related === undefined ? {} : { related: problem.related }),
        })
      }
      for (const failures of again.values()) {
        const [failure] = failures
        const entries = failure?.problem.entries
        if (failure === undefined || entries === undefined) continue
        const { problem, clusters, isLoaded, at } = failure
        const others = failures.length - 1
        const object = problem.message.replace(/(?: in the namespace `[^`]*`)? is there (?:twice|already).*$/, '')
        report({
          message: 'again',
          data: {
            text: textOf(entries.again),
            first: textOf(entries.first),
            objects: others === 0 ? object : `${object} and ${others === 1 ? 'one more' : `${others} more`}`,
          },
          at: entries.again,
          pointer: `again[${textOf(entries.again)}]`,
          help: 'Remove one of the two entries, or move what both bring in to the build that includes them.',
          clusters,
          severity: isLoaded ? 'error' : 'warning',
          related: [
            { message: 'brought in first here', at: entries.first },
            { message: 'the object', at },
          ],
        })
      }
    },
  }),
})

function isSame(a: Location | undefined, b: Location): boolean {
  return a?.file === b.file && a.start === b.start
}
