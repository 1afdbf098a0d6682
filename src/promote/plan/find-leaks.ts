import { isPair, isScalar, visit } from 'yaml'
import type { Span } from '../../model/queries/list-secret-spans.ts'
import { createLineIndex } from '../../source/line-index.ts'
import { maskCredentials } from '../../source/mask-credentials.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { parseYaml } from '../../yaml/parse-yaml.ts'
import { createNameTest, type LeakWords, type NameMatch, type TextRole } from './create-name-test.ts'
import { findSecrets } from './find-secrets.ts'
import { isTextFile } from './is-text-file.ts'

/** A text in the target that still names the source. */
export interface Leak {
  readonly path: RepoPath
  /** Begins with 1. */
  readonly line: number
  /** The text without its secrets; undefined where the name stands in one. */
  readonly text: string | undefined
  /** The word around the name, for `promotion.mayName`; undefined where it stands in a secret. */
  readonly word: string | undefined
}

/** Longer texts are shown in part. */
const maximumShown = 100

/**
 * What names the source in a file that is carried and did not stand there before: values and keys of YAML, any line of
 * other texts. Comments do no harm and are left alone. A name counts where it stands alone between separators.
 */
export function findLeaks(
  path: RepoPath,
  after: Uint8Array,
  before: Uint8Array | undefined,
  words: LeakWords,
  secretFiles: ReadonlySet<RepoPath> = new Set(),
): readonly Leak[] {
  const text = readText(after)
  const findName = createNameTest(words)
  if (text === undefined || !words.source.some((name) => text.toLowerCase().includes(name.toLowerCase()))) return []
  const found = listTexts(path, text).flatMap((one) => {
    const match = findName(one.text, one.role, one.key)
    return match === undefined ? [] : [{ match, ...one }]
  })
  if (found.length === 0) return []
  const old = before === undefined ? undefined : readText(before)
  const known = new Set(old === undefined ? [] : listTexts(path, old).map((one) => one.text))
  const lines = createLineIndex(text)
  const secrets = findSecrets(path, text, secretFiles)
  return found
    .filter((one) => !known.has(one.text))
    .map((one) => {
      const [from, to] = [one.start + one.match.start, one.start + one.match.end]
      const isSecret = secrets.some(({ start, end }) => start < to && end > from)
      const { line } = lines.positionAt(one.start)
      if (isSecret) return { path, line, text: undefined, word: undefined }
      const shown = maskSpans(one, secrets)
      return { path, line, text: shorten(maskCredentials(shown)), word: wordAt(one.text, one.match) }
    })
}

interface PlacedText {
  readonly text: string
  readonly start: number
  readonly role: TextRole
  /** Of a value in a map. */
  readonly key: string
}

function listTexts(path: RepoPath, text: string): readonly PlacedText[] {
  const isYaml = /\.ya?ml$/.test(path) || /(?:^|\/)Kustomization$/.test(path)
  const documents = isYaml ? parseYaml(text) : []
  if (documents.some(({ problems }) => problems.length > 0) || !isYaml) return splitLines(text, 0)
  const found: PlacedText[] = []
  for (const { root } of documents) {
    if (root === undefined) continue
    visit(root, {
      Pair: (_, { key }) => (isScalar(key) && key.value === 'sops' ? visit.SKIP : undefined),
      Scalar: (at, { range, type }, above) => {
        if (range == null) return
        const written = text.slice(range[0], range[1])
        if (written.startsWith('ENC[')) return
        // Of a block scalar every line counts for itself, so that what is old in it stays old.
        if (type?.startsWith('BLOCK')) found.push(...splitLines(written, range[0]))
        else {
          const inside = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' ? 1 : 0
          const value = inside > 0 ? written.slice(1, -1) : written
          found.push({ text: value, start: range[0] + inside, role: at === 'key' ? 'key' : 'value', key: keyOf(above) })
        }
      },
    })
  }
  return found
}

/** The key of the pair that a scalar is the value of. */
function keyOf(above: readonly unknown[]): string {
  const pair = above.at(-1)
  return isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : ''
}

function splitLines(text: string, start: number): readonly PlacedText[] {
  let at = start
  return text.split('\n').map((line) => {
    const indent = line.length - line.trimStart().length
    const found: PlacedText = { text: line.trim(), start: at + indent, role: 'line', key: '' }
    at += line.length + 1
    return found
  })
}

function maskSpans({ text, start: from }: PlacedText, secrets: readonly Span[]): string {
  let result = ''
  let done = 0
  for (const { start, end } of secrets) {
    const [first, last] = [Math.max(start - from, done), Math.min(end - from, text.length)]
    if (first >= last) continue
    result += `${text.slice(done, first)}•••`
    done = last
  }
  return result + text.slice(done)
}

/** The piece without separators around a name, at most some 100 characters. */
function wordAt(text: string, { start, end }: NameMatch): string {
  const before = /[\w.-]*$/.exec(text.slice(Math.max(0, start - maximumShown / 2), start))?.[0] ?? ''
  const behind = /^[\w.-]*/.exec(text.slice(end, end + maximumShown / 2))?.[0] ?? ''
  return before + text.slice(start, end) + behind
}

function readText(bytes: Uint8Array): string | undefined {
  return isTextFile(bytes) ? new TextDecoder().decode(bytes) : undefined
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > maximumShown ? `${line.slice(0, maximumShown)}…` : line
}
