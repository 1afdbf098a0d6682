import type { Reference } from '../kustomize/reference.ts'
import type { MissingReason } from '../kustomize/target.ts'
import type { Repository } from '../model/repository.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { trimSlashes } from '../source/trim-slashes.ts'
import { defineRule } from './define-rule.ts'
import { relativeTo } from './references/relative-to.ts'

export default defineRule({
  id: 'reference-portable',
  severity: 'error',
  summary: 'A reference means the same on every machine and in Flux.',
  why: 'Flux builds on Linux, from a copy of the repository in another place and without its symbolic links. A path in other letter case works on macOS and Windows only, one with backslashes on Windows only, an absolute one on one machine only.',
  fix: 'Write the path relative to the file, with slashes and in the letter case on disk.',
  messages: {
    letterCase: '`{text}` exists only as `{right}`: the letter case differs',
    backslash: '`{text}` is written with backslashes; write `{right}`',
    absolute: '`{text}` is an absolute path, which means something else on each machine',
    absoluteNear: '`{text}` is an absolute path, which means something else on each machine; write `{right}`',
    symlink: '`{text}` needs the symbolic link `{link}`, and Flux drops symbolic links',
  },
  create: ({ repository, report }) => {
    const isFluxSeen = repository.clusters.length > 0 || repository.fluxKustomizations.length > 0
    return {
      Reference(reference) {
        const { target, text, at, pointer, directory } = reference
        if (target.kind === 'outside' && text.startsWith('/')) {
          const path = findTail(text, repository)
          report(
            path === undefined
              ? { message: 'absolute', data: { text }, at, pointer }
              : { message: 'absoluteNear', data: { text, right: relativeTo(directory, path) }, at, pointer },
          )
        }
        if (target.kind !== 'missing') return
        const { reason, tried } = target
        if (reason.is === 'letter-case') {
          const right = respell(reference, tried[0] ?? '', reason.actual)
          report({ message: 'letterCase', data: { text, right }, at, pointer })
        } else if (reason.is === 'backslash') {
          report({ message: 'backslash', data: { text, right: text.replaceAll('\\', '/') }, at, pointer })
        }
        const link = findLink(reason, tried, repository)
        if (link !== undefined) {
          report({
            message: 'symlink',
            data: { text, link },
            at,
            pointer,
            help: 'Put a file or directory in the place of the link, or name what it points to.',
            severity: isFluxSeen ? 'error' : 'warning',
          })
        }
      },
    }
  },
})

/** The end of an absolute path that exists in the repository: most of it first. */
function findTail(text: string, { tree }: Repository): RepoPath | undefined {
  const steps = text.split('/').filter((step) => step !== '')
  for (let first = 0; first < steps.length; first++) {
    const path = steps.slice(first).join('/')
    if (tree.isFile(path) || tree.isDirectory(path)) return path
  }
  return undefined
}

/** The text with the end of its path in the letters on disk; the way up in front of it stays as it is written. */
function respell({ text, directory, field }: Reference, path: RepoPath, actual: RepoPath): string {
  const named = trimSlashes(text)
  const start = /^[./]*\//.exec(named)?.[0].length ?? 0
  const down = named.slice(start)
  if (path.endsWith(down)) return named.slice(0, start) + actual.slice(actual.length - down.length)
  return field.startsWith('spec.') ? `./${actual}` : relativeTo(directory, actual)
}

/** The symbolic link that hides the target itself or the kustomization file in it. */
function findLink(reason: MissingReason, tried: readonly RepoPath[], { tree }: Repository): RepoPath | undefined {
  if (reason.is === 'symlink') return reason.actual
  return reason.is === 'no-kustomization-file' ? tried.find((path) => tree.isSymlink(path)) : undefined
}
