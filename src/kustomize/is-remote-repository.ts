/**
 * Whether kustomize takes this text for a Git repository: `NewRepoSpecFromURL` (api internal/git/repospec.go). It wants
 * a scheme, or `user@host`, or `github.com`, then a host and, without an explicit marker, two segments of a path.
 */
export function isRemoteRepository(text: string): boolean {
  if (text.startsWith('/')) return false
  const question = text.indexOf('?')
  const withoutQuery = (question < 0 ? text : text.slice(0, question)).replace(/^git::/i, '')
  const scheme = /^(?:ssh|https?|file):\/\//i.exec(withoutQuery)?.[0].toLowerCase() ?? ''
  const afterScheme = withoutQuery.slice(scheme.length)
  const username = /^[a-zA-Z][a-zA-Z0-9-]*@/.exec(afterScheme)?.[0] ?? ''
  const rest = afterScheme.slice(username.length)
  const isGithub = /^github\.com[/:]/i.test(rest)
  const acceptsScp = scheme === '' && (username !== '' || isGithub)
  if (scheme === '' && !acceptsScp) return false
  if (scheme === 'file://') return isRepositoryPath(username + rest, true)
  const separator = findSeparator(rest, acceptsScp)
  if (separator < 0 && rest === '') return false
  return isRepositoryPath(separator < 0 ? '' : rest.slice(separator + 1), false)
}

/** Where the host ends: at the first slash, or at a colon before it in the style of scp. */
function findSeparator(text: string, acceptsScp: boolean): number {
  const slash = text.indexOf('/')
  const colon = acceptsScp ? text.indexOf(':') : -1
  return colon > 0 && (slash < 0 || colon < slash) ? colon : slash
}

/** Whether a path holds a repository, and after it a directory that does not leave it. */
function isRepositoryPath(path: string, takesAll: boolean): boolean {
  const [repository, directory] = splitRepository(path, takesAll)
  if (repository === '') return false
  let depth = 0
  for (const segment of directory.split('/')) {
    if (segment === '..') depth -= 1
    else if (segment !== '' && segment !== '.') depth += 1
    if (depth < 0) return false
  }
  return true
}

function splitRepository(path: string, takesAll: boolean): readonly [repository: string, directory: string] {
  const azure = path.indexOf('_git/')
  if (azure >= 0) {
    const [name = '', ...rest] = path.slice(azure + 5).split('/')
    return [path.slice(0, azure + 5) + name, rest.join('/')]
  }
  const double = path.indexOf('//')
  if (double >= 0) return [path.slice(0, double), path.slice(double + 2)]
  const suffix = path.indexOf('.git')
  if (suffix >= 0) return [path.slice(0, suffix + 4), path.slice(suffix + 4)]
  if (takesAll) return [path, '']
  const segments = path.split('/')
  return segments.length < 2 ? ['', ''] : [segments.slice(0, 2).join('/'), segments.slice(2).join('/')]
}
