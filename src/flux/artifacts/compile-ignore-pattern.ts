import { compileGlob } from './compile-glob.ts'

/**
 * One line of ignore rules, ready to be asked. All names are byte texts. A pattern for `name`s fits that of a file or of
 * any directory above it, one for a `path` is given the names from the first one below the line's directory.
 */
export type IgnorePattern = {
  /** Whether the line begins with `!`: what it matches stays in. */
  readonly isInclusion: boolean
  /** Whether the line ends with `/`: it fits no file, but what lies in a directory. */
  readonly isDirectoryOnly: boolean
} & (
  | { readonly kind: 'name'; fits(name: string): boolean }
  | { readonly kind: 'path'; matches(names: readonly string[], from: number, isDirectory: boolean): boolean }
)

/**
 * Compiles one line of a `.sourceignore` as Flux reads it (fluxcd/pkg sourceignore). Unlike in Git, a pattern matches
 * everything below what it matches, `!` brings back files of an excluded directory, a `**` within a name matches nothing,
 * the first place that a name after `**` fits is final, and a malformed pattern matches nothing.
 */
export function compileIgnorePattern(line: string): IgnorePattern {
  const isInclusion = line.startsWith('!')
  let text = isInclusion ? line.slice(1) : line
  if (!text.endsWith('\\ ')) text = trimSpacesAtEnd(text)
  const isDirectoryOnly = text.endsWith('/')
  if (isDirectoryOnly) text = text.slice(0, -1)
  return text.includes('/')
    ? { isInclusion, isDirectoryOnly, kind: 'path', matches: compilePath(text, isDirectoryOnly) }
    : { isInclusion, isDirectoryOnly, kind: 'name', fits: compileGlob(text) ?? never }
}

function trimSpacesAtEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ') end--
  return text.slice(0, end)
}

const never = (): boolean => false

type Step = 'nothing' | 'any-depth' | ((name: string) => boolean)

function compilePath(
  text: string,
  isDirectoryOnly: boolean,
): (names: readonly string[], from: number, isDirectory: boolean) => boolean {
  const steps: Step[] = []
  const parts = text.split('/')
  for (const [index, part] of parts.entries()) {
    if (part === '') steps.push('nothing')
    else if (part === '**') {
      if (index === parts.length - 1) break
      steps.push('any-depth')
    } else {
      const glob = part.includes('**') ? undefined : compileGlob(part)
      if (glob === undefined) return never
      steps.push(glob)
    }
  }
  return (names, from, isDirectory) => followSteps(steps, names, from, isDirectoryOnly && !isDirectory)
}

function followSteps(steps: readonly Step[], names: readonly string[], from: number, mustBeInside: boolean): boolean {
  let at = from
  let isMatched = false
  let isAnyDepth = false
  for (const step of steps) {
    if (step === 'nothing') isAnyDepth = false
    else if (step === 'any-depth') isAnyDepth = true
    else if (at >= names.length) return false
    else if (isAnyDepth) {
      isAnyDepth = false
      while (at < names.length && !step(names[at] ?? '')) at++
      isMatched = at < names.length
      at++
    } else {
      if (!step(names[at] ?? '')) return false
      isMatched = true
      at++
    }
  }
  return isMatched && !(mustBeInside && at >= names.length)
}
