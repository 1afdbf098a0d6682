import { isScalar, visit } from 'yaml'
import { createLineIndex } from '../../source/line-index.ts'
import { maskCredentials } from '../../source/mask-credentials.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { parseYaml } from '../../yaml/parse-yaml.ts'
import { spanOf } from '../../yaml/span-of.ts'
import { isTextFile } from './is-text-file.ts'

/** A text in the target that still names the source. */
export interface Leak {
  readonly path: RepoPath
  /** Begins with 1. */
  readonly line: number
  /** The text without its secrets; undefined where it is, or may be, a secret. */
  readonly text: string | undefined
}

/** How the two environments are named. */
export interface LeakWords {
  readonly source: readonly string[]
  readonly target: readonly string[]
  /** Texts that hold a name of the source and mean something else. */
  readonly mayName: readonly string[]
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
): readonly Leak[] {
  const text = readText(after)
  const names = createNameTest(words)
  if (text === undefined || !names(text)) return []
  const old = before === undefined ? undefined : readText(before)
  const known = new Set(old === undefined ? [] : listTexts(path, old).map((one) => one.text))
  const lines = createLineIndex(text)
  return listTexts(path, text)
    .filter((one) => names(one.text) && !known.has(one.text))
    .map(({ text: found, start, isSecret }) => ({
      path,
      line: lines.positionAt(start).line,
      text: isSecret ? undefined : shorten(maskCredentials(found)),
    }))
}

interface PlacedLine {
  readonly text: string
  readonly start: number
  readonly isSecret: boolean
}

function listTexts(path: RepoPath, text: string): readonly PlacedLine[] {
  const isYaml = /\.(?:ya?ml|json)$/.test(path) || /(?:^|\/)Kustomization$/.test(path)
  const documents = isYaml ? parseYaml(text) : []
  if (documents.some(({ problems }) => problems.length > 0) || !isYaml) return splitLines(text, 0, false)
  const found: PlacedLine[] = []
  for (const { root } of documents) {
    if (root === undefined) continue
    const { start: from, end: to } = spanOf(root)
    const isSecret = /^\s*kind:\s*["']?Secret\b/m.test(text.slice(from, to))
    visit(root, {
      Pair: (_, { key }) => (isScalar(key) && key.value === 'sops' ? visit.SKIP : undefined),
      Scalar: (_, { range, type }) => {
        if (range == null) return
        const written = text.slice(range[0], range[1])
        if (written.startsWith('ENC[')) return
        // Of a block scalar every line counts for itself, so that what is old in it stays old.
        if (type?.startsWith('BLOCK')) found.push(...splitLines(written, range[0], isSecret))
        else found.push({ text: written, start: range[0], isSecret })
      },
    })
  }
  return found
}

function splitLines(text: string, start: number, isSecret: boolean): readonly PlacedLine[] {
  const found: PlacedLine[] = []
  let at = start
  for (const line of text.split('\n')) {
    found.push({ text: line.trim(), start: at, isSecret })
    at += line.length + 1
  }
  return found
}

function createNameTest({ source, target, mayName }: LeakWords): (text: string) => boolean {
  const passed = [...target, ...mayName].map((one) => one.toLowerCase()).sort((a, b) => b.length - a.length)
  const names = source.map((one) => one.toLowerCase())
  return (text) => {
    let rest = text.toLowerCase()
    if (!names.some((name) => rest.includes(name))) return false
    for (const one of passed) rest = rest.replaceAll(one, '\0')
    return names.some((name) => standsAlone(rest, name))
  }
}

function standsAlone(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/[a-z0-9]/.test(text[at - 1] ?? '') && !/[a-z0-9]/.test(text[at + name.length] ?? '')) return true
  }
  return false
}

function readText(bytes: Uint8Array): string | undefined {
  return isTextFile(bytes) ? new TextDecoder().decode(bytes) : undefined
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > maximumShown ? `${line.slice(0, maximumShown)}…` : line
}
