import { trimSlashes } from '../source/trim-slashes.ts'

/**
 * The part of a Git URL that names the repository, so that its ssh, scp and https forms compare equal:
 * host and path without scheme, user, port, trailing slash and `.git`, in lower case.
 */
export function normalizeGitUrl(url: string): string {
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(?!\d+\/)(.+)$/.exec(url)
  const plain = scp ? `${scp[1]}/${scp[2]}` : url.replace(/^[a-z+]+:\/\//i, '').replace(/^[^/@]*@/, '')
  return trimSlashes(plain.replace(/^(\[[^\]]*\]|[^/:]+):\d+/, '$1').replace(/^([^/]+)\/+/, '$1/'))
    .replace(/\.git$/i, '')
    .toLowerCase()
}
