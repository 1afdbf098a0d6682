/**
 * Whether kustomize would fetch this text rather than read it from disk: an URL, or a Git repository in one of the
 * forms that its `git.NewRepoSpecFromURL` accepts (scheme, `user@host:path`, `github.com/org/repo`).
 */
export function isRemoteReference(text: string): boolean {
  const rest = text.replace(/^git::/i, '')
  return /^(?:https?|ssh|file):\/\//i.test(rest) || /^[\w.-]+@[\w.-]+[:/]/.test(rest) || /^github\.com[:/]/i.test(rest)
}
