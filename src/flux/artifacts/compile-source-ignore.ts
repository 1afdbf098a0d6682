import type { Location } from '../../source/location.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { defaultPatterns, versionControlPatterns } from './built-in-ignore-patterns.ts'
import { compileIgnorePattern, type IgnorePattern } from './compile-ignore-pattern.ts'
import { readIgnoreLines } from './read-ignore-lines.ts'
import { toByteText } from './to-byte-text.ts'

/** A text with ignore rules: a `.sourceignore` with its directory in the artifact, or a spec.ignore for the root. */
export interface IgnoreText {
  readonly origin: 'sourceignore' | 'spec'
  readonly directory: RepoPath
  readonly text: string
  /** The place of a rule, given its offsets in the text. */
  locate(start: number, end: number): Location | undefined
}

/** The rule that decides about a path. */
export interface IgnoreRule {
  /** The line as it is written. */
  readonly pattern: string
  readonly origin: 'version-control' | 'default' | IgnoreText['origin']
  readonly at: Location | undefined
}

/** Rules of one artifact. */
export interface SourceIgnore {
  /** Whether anybody wrote a rule, so that the defaults do not hold. */
  readonly hasOwnRules: boolean
  /** The rule that keeps a path of the artifact out; undefined where it stays. */
  findRule(path: RepoPath, isDirectory: boolean): IgnoreRule | undefined
}

type CompiledRule = IgnorePattern & { readonly rule: IgnoreRule }

interface RuleGroup {
  /** Names in the path of the directory that the rules are written for. */
  readonly depth: number
  /** The last first. */
  readonly rules: readonly CompiledRule[]
}

/** What is the same for everything in a directory. */
interface Scope {
  readonly names: readonly string[]
  /** Whom to ask, in the order of their priority. */
  readonly groups: readonly (RuleGroup & { readonly inherited: readonly boolean[] })[]
}

/**
 * Compiles the rules of an artifact. The last rule that matches decides: spec.ignore before any `.sourceignore`, deeper
 * directories before those above. Any rule, even one that brings nothing about, drops the defaults but for those of
 * version control; a text of comments drops none (fluxcd/pkg sourceignore and artifact/storage).
 * `builtIn: false` is for a Bucket, which knows no defaults at all.
 */
export function compileSourceIgnore(
  texts: readonly IgnoreText[],
  options: { readonly builtIn: boolean },
): SourceIgnore {
  const rulesOf = new Map<RepoPath, CompiledRule[]>()
  const specRules: CompiledRule[] = []
  let hasOwnRules = false
  for (const { origin, directory, text, locate } of texts) {
    for (const line of readIgnoreLines(text)) {
      hasOwnRules = true
      const rule = { pattern: line.text, origin, at: locate(line.start, line.end) }
      const compiled = { rule, ...compileIgnorePattern(line.text) }
      if (origin === 'spec') specRules.push(compiled)
      else getOrCreate(rulesOf, directory).push(compiled)
    }
  }
  const builtIn = options.builtIn ? compileBuiltIn(!hasOwnRules) : []
  const rootRules = rulesOf.get('') ?? []
  rulesOf.delete('')
  const top: RuleGroup = { depth: 0, rules: specRules.toReversed() }
  const bottom: RuleGroup = { depth: 0, rules: [...builtIn, ...rootRules].toReversed() }
  const scopeOf = createScopeFinder(rulesOf, top, bottom)
  return {
    hasOwnRules,
    findRule(path, isDirectory) {
      const directory = parentDirectory(path)
      const scope = scopeOf(directory)
      const name = toByteText(path.slice(directory === '' ? 0 : directory.length + 1))
      const names = [...scope.names, name]
      for (const { depth, rules, inherited } of scope.groups) {
        for (let index = 0; index < rules.length; index++) {
          const one = rules[index]
          if (one === undefined) continue
          const isMatch =
            one.kind === 'path'
              ? one.matches(names, depth, isDirectory)
              : inherited[index] === true || ((isDirectory || !one.isDirectoryOnly) && one.fits(name))
          if (isMatch) return one.isInclusion ? undefined : one.rule
        }
      }
      return undefined
    },
  }
}

function compileBuiltIn(withDefaults: boolean): readonly CompiledRule[] {
  const compile = (pattern: string, origin: 'version-control' | 'default'): CompiledRule => ({
    rule: { pattern, origin, at: undefined },
    ...compileIgnorePattern(pattern),
  })
  return [
    ...versionControlPatterns.map((pattern) => compile(pattern, 'version-control')),
    ...(withDefaults ? defaultPatterns.map((pattern) => compile(pattern, 'default')) : []),
  ]
}

function getOrCreate(map: Map<RepoPath, CompiledRule[]>, directory: RepoPath): CompiledRule[] {
  const known = map.get(directory)
  if (known !== undefined) return known
  const created: CompiledRule[] = []
  map.set(directory, created)
  return created
}

function createScopeFinder(
  rulesOf: ReadonlyMap<RepoPath, readonly CompiledRule[]>,
  top: RuleGroup,
  bottom: RuleGroup,
): (directory: RepoPath) => Scope {
  const known = new Map<RepoPath, Scope>()
  return (directory) => {
    let scope = known.get(directory)
    if (scope === undefined) {
      const groups = [top]
      for (let at = directory; at !== '' && rulesOf.size > 0; at = parentDirectory(at)) {
        const rules = rulesOf.get(at)
        if (rules !== undefined) groups.push({ depth: at.split('/').length, rules: rules.toReversed() })
      }
      const names = directory === '' ? [] : toByteText(directory).split('/')
      scope = { names, groups: [...groups, bottom].map((group) => inherit(group, names)) }
      known.set(directory, scope)
    }
    return scope
  }
}

/** Which rules match whatever is in a directory, as they match a directory above it or itself. */
function inherit(group: RuleGroup, names: readonly string[]): Scope['groups'][number] {
  const below = names.slice(group.depth)
  return { inherited: group.rules.map((one) => one.kind === 'name' && below.some((name) => one.fits(name))), ...group }
}
