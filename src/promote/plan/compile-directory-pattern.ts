import { RE2JS } from 're2js'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'

/** A pattern of `promotion.directories`, ready to be asked. */
export interface DirectoryPattern {
  /** The glob of an environment's directories, or the directory itself. */
  globOf(environment: string): string
  /**
   * A directory that matches with one environment, as it is called with another: what `*`, `**` and `?` stood for stays.
   * Throws a UserError where that cannot be told.
   */
  exchange(path: RepoPath, from: string, to: string): RepoPath
}

type Part = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'environment' } | Wildcard

interface Wildcard {
  readonly kind: 'wildcard'
  readonly pattern: string
}

/** Compiles a pattern such as `clusters/{environment}-*`. */
export function compileDirectoryPattern(pattern: string): DirectoryPattern {
  const parts = pattern.replace(/\/+$/, '').split('/').flatMap(readSegment)
  const readable = new Map<string, RE2JS>()
  const compile = (environment: string): RE2JS => {
    const written = parts.map((part) => {
      if (part.kind === 'wildcard') return part.pattern
      return RE2JS.quote(part.kind === 'text' ? part.text : environment)
    })
    const compiled = readable.get(environment) ?? RE2JS.compile(written.join(''))
    readable.set(environment, compiled)
    return compiled
  }
  return {
    globOf: (environment) => pattern.replaceAll('{environment}', () => environment),
    exchange: (path, from, to) => {
      const matcher = compile(from).matcher(`${path}/`)
      if (!matcher.matches()) throw refuse(pattern, path)
      let group = 0
      const filled = parts.map((part) => {
        if (part.kind === 'text') return part.text
        if (part.kind === 'environment') return to
        group += 1
        return matcher.group(group) ?? ''
      })
      const result = filled.join('').replace(/\/$/, '')
      if (/[*?]/.test(result)) throw refuse(pattern, path)
      return result
    },
  }
}

/** Every segment ends with its slash; one without an environment may be any glob, and stays as it is as a whole. */
function readSegment(segment: string): readonly Part[] {
  if (segment === '**') return [{ kind: 'wildcard', pattern: '((?:[^/]+/)*)' }]
  const slash: Part = { kind: 'text', text: '/' }
  if (!segment.includes('{environment}')) {
    const isPlain = !/[*?[\]{}()!+@|\\]/.test(segment)
    return [isPlain ? { kind: 'text', text: segment } : { kind: 'wildcard', pattern: '([^/]+)' }, slash]
  }
  const parts = segment.split(/(\{environment\}|\*+|\?)/).filter((text) => text !== '')
  return [
    ...parts.map((text): Part => {
      if (text === '{environment}') return { kind: 'environment' }
      if (text === '?') return { kind: 'wildcard', pattern: '([^/])' }
      return text.startsWith('*') ? { kind: 'wildcard', pattern: '([^/]*)' } : { kind: 'text', text }
    }),
    slash,
  ]
}

function refuse(pattern: string, path: RepoPath): UserError {
  return new UserError(
    `\`${pattern}\` of \`promotion.directories\` in .gitops.yaml matches \`${path}\`, and does not tell what that is ` +
      'called in the other environment: beside `{environment}` write names, `*` or `?` alone',
  )
}
