/** What floats in a URL: a name, or, without one, the default branch. */
export interface FloatingRef {
  readonly ref: string | undefined
  /** Where the name begins in the text; undefined where it is not written in plain letters. */
  readonly start: number | undefined
}

/** Names of branches and tags that move by their very meaning; of any other name it cannot be told. */
const movingNames = new Set(
  'main master mainline trunk develop development dev head default latest stable nightly edge next'.split(' '),
)
/** Hosts where an address of two steps is a repository, as kustomize takes it. */
const gitHosts = /^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$/

/**
 * The part of a remote reference that lets its content change without a commit here, or undefined where it is pinned
 * or cannot be told. `mayBeGit` is false in fields that take files alone. Query and path as in kustomize
 * api/internal/git/repospec.go.
 */
export function findFloatingRef(url: string, mayBeGit: boolean): FloatingRef | undefined {
  const question = url.indexOf('?')
  const address = question < 0 ? url : url.slice(0, question)
  const query = question < 0 ? '' : url.slice(question + 1)
  const steps = splitSteps(address)
  const inFile = findInFileAddress(steps)
  if (inFile !== 'no file address') return inFile
  if (!mayBeGit || !isGitAddress(address, steps, query)) return undefined
  const parameters = new URLSearchParams(query)
  const ref = parameters.get('ref') || parameters.get('version')
  if (!ref) return { ref: undefined, start: undefined }
  if (!ref.startsWith('refs/heads/') && !movingNames.has(ref.toLowerCase())) return undefined
  const start = url.indexOf(`=${ref}`, question)
  return { ref, start: start < 0 ? undefined : start + 1 }
}

interface Step {
  readonly text: string
  readonly start: number
}

/** The host and the steps of the path, each with its place in the text. */
function splitSteps(address: string): readonly Step[] {
  const scheme = /^(?:git::)?[a-z]+:\/\//i.exec(address)?.[0].length ?? 0
  const steps: Step[] = []
  let start = scheme
  for (const text of address.slice(scheme).split('/')) {
    if (text !== '') steps.push({ text, start })
    start += text.length + 1
  }
  return steps
}

/** The ref in the address of one file: raw content, a release, a copy that a content network serves. */
function findInFileAddress(steps: readonly Step[]): FloatingRef | undefined | 'no file address' {
  const host = steps[0]?.text.toLowerCase() ?? ''
  if (host === 'raw.githubusercontent.com') return findInSteps(steps, 3)
  if (host === 'cdn.jsdelivr.net') {
    const at = steps.find(({ text }, index) => index > 1 && text.includes('@'))
    return (
      at && toFloating({ text: at.text.slice(at.text.indexOf('@') + 1), start: at.start + at.text.indexOf('@') + 1 })
    )
  }
  const raw = steps.findIndex(({ text }, index) => index > 2 && text === 'raw')
  if (raw > 0) return findInSteps(steps, raw + 1)
  const releases = steps.findIndex(({ text }, index) => index > 2 && text === 'releases')
  if (releases > 0 && steps[releases + 1]?.text === 'download') return toFloating(steps[releases + 2])
  if (!/\.(?:ya?ml|json)$/i.test(steps.at(-1)?.text ?? '')) return 'no file address'
  const latest = steps.find(({ text }, index) => index > 0 && text === 'latest')
  return latest && toFloating(latest)
}

/** A ref as steps of a path: `main`, `refs/heads/main`, or, in Gitea, `branch/main`. */
function findInSteps(steps: readonly Step[], index: number): FloatingRef | undefined {
  const first = steps[index]
  if (first?.text === 'refs') {
    const name = steps[index + 2]
    if (steps[index + 1]?.text !== 'heads' || name === undefined) return undefined
    return { ref: `refs/heads/${name.text}`, start: first.start }
  }
  if (first?.text === 'branch') {
    const name = steps[index + 1]
    return name && { ref: name.text, start: name.start }
  }
  return first?.text === 'tag' || first?.text === 'commit' ? undefined : toFloating(first)
}

function toFloating(step: Step | undefined): FloatingRef | undefined {
  return step !== undefined && movingNames.has(step.text.toLowerCase())
    ? { ref: step.text, start: step.start }
    : undefined
}

/** Whether kustomize would clone it: kept to forms that cannot be a plain file. */
function isGitAddress(address: string, steps: readonly Step[], query: string): boolean {
  if (!/^(?:git::)?https?:\/\//i.test(address)) return true
  const path = address.slice(address.indexOf('://') + 3)
  if (/\.git(?:\/|$)|\/\/|\/_git\//.test(path) || /(?:^|&)(?:ref|version)=/.test(query)) return true
  return steps.length > 2 && gitHosts.test(steps[0]?.text.toLowerCase() ?? '') && !/\.(?:ya?ml|json)$/i.test(path)
}
