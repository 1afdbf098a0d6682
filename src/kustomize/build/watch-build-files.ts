import { createHash } from 'node:crypto'
import type { RepoPath } from '../../source/repo-path.ts'
import { BuildError } from '../build-error.ts'
import type { BuildFiles } from './build-files.ts'

/** What a build asked of its files, and was told: from the same answers it comes to the same. */
export interface BuildReads {
  /** Asks other files the same. */
  isSame(files: BuildFiles): boolean
}

/** Files that remember what they are asked. */
export interface WatchedBuildFiles {
  readonly files: BuildFiles
  /** What was asked so far; undefined where something could not be told, which other files may tell after all. */
  reads(): BuildReads | undefined
}

type Question = keyof typeof ask
type Answer = string | boolean | undefined

interface Asked {
  readonly question: Question
  readonly path: RepoPath
  readonly answer: Answer
}

/**
 * Everything that can be asked, by a word and a path. What is made of a text is the same where the text is. Texts are asked
 * for by their paths in the repository, for what was computed once may be told under another path of an artifact.
 */
const ask = {
  isFile: ({ tree }, path) => tree.isFile(path),
  isDirectory: ({ tree }, path) => tree.isDirectory(path),
  isSymlink: ({ tree }, path) => tree.isSymlink(path),
  isIgnoredByGit: ({ tree }, path) => tree.isIgnoredByGit(path),
  isUnreadable: ({ tree }, path) => tree.isUnreadable(path),
  childrenOf: ({ tree }, path) => tree.childrenOf(path).join('\0'),
  withOtherCase: ({ tree }, path) => tree.withOtherCase(path),
  sourceOf: (files, path) => files.sourceOf(path),
  isText: (files, file) => files.isText(file),
  text: (files, file) => (files.isText(file) ? files.textAt({ file, start: 0, end: 0 }) : undefined),
  bytes: (files, path) => hash(files.bytes(path, undefined)),
} as const satisfies Record<string, (files: BuildFiles, path: RepoPath) => Answer>

/** Watches what one build asks. */
export function watchBuildFiles(files: BuildFiles): WatchedBuildFiles {
  const { tree } = files
  let answers = new Map<string, Asked>()
  let isComplete = true

  const note = <Value extends Answer>(question: Question, path: RepoPath, answer: Value): Value => {
    answers.set(`${question} ${path}`, { question, path, answer })
    return answer
  }
  const noteText = (path: RepoPath, text: string): string =>
    note('text', note('sourceOf', path, files.sourceOf(path)), text)
  const attempt = <Value>(step: () => Value): Value => {
    try {
      return step()
    } catch (error) {
      isComplete = false
      throw error
    }
  }
  return {
    files: {
      tree: {
        isFile: (path) => note('isFile', path, tree.isFile(path)),
        isDirectory: (path) => note('isDirectory', path, tree.isDirectory(path)),
        isSymlink: (path) => note('isSymlink', path, tree.isSymlink(path)),
        isIgnoredByGit: (path) => note('isIgnoredByGit', path, tree.isIgnoredByGit(path)),
        isUnreadable: (path) => note('isUnreadable', path, tree.isUnreadable(path)),
        childrenOf: (directory) => {
          const children = tree.childrenOf(directory)
          note('childrenOf', directory, children.join('\0'))
          return children
        },
        withOtherCase: (path) => note('withOtherCase', path, tree.withOtherCase(path)),
      },
      sourceOf: (path) => note('sourceOf', path, files.sourceOf(path)),
      isText: (file) => note('isText', file, files.isText(file)),
      textAt: (at) => attempt(() => note('text', at.file, files.textAt(at))),
      bytes: (path, at) =>
        attempt(() => {
          const bytes = files.bytes(path, at)
          note('sourceOf', path, files.sourceOf(path))
          note('bytes', path, hash(bytes))
          return bytes
        }),
      text: (path, at) => attempt(() => noteText(path, files.text(path, at))),
      documents: (path) => {
        const documents = files.documents(path)
        if (documents !== undefined) attempt(() => noteText(path, files.text(path, undefined)))
        return documents
      },
      objects: (path, cause, at) =>
        attempt(() => {
          const objects = files.objects(path, cause, at)
          noteText(path, files.text(path, at))
          return objects
        }),
      once: (key, compute) =>
        attempt(() => {
          const outer = { answers, isComplete }
          // Who is told later what was computed now has asked for all of that as well.
          const known = files.once(`watched ${key}`, () => {
            answers = new Map()
            isComplete = true
            try {
              const value = compute()
              return { value, answers, isComplete }
            } finally {
              answers = outer.answers
            }
          })
          for (const [name, answer] of known.answers) answers.set(name, answer)
          isComplete = outer.isComplete && known.isComplete
          return known.value
        }),
    },
    reads: () => {
      const asked = [...answers.values()]
      return isComplete ? { isSame: (others) => asked.every((one) => isAnswered(one, others)) } : undefined
    },
  }
}

function isAnswered({ question, path, answer }: Asked, files: BuildFiles): boolean {
  try {
    return ask[question](files, path) === answer
  } catch (error) {
    if (error instanceof BuildError) return false
    throw error
  }
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}
