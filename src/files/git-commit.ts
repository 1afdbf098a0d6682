import { nearestMatch } from '../source/nearest-match.ts'
import { UserError } from '../source/user-error.ts'
import { type GitAnswer, runGit } from './run-git.ts'

/**
 * The full hash of the commit that a revision (a branch, a tag, a hash, `HEAD~2`…) names in the repository that holds a
 * directory. Throws a UserError where git is not installed, there is no repository, or it has no such commit.
 */
export async function findGitCommit(directory: string, revision: string): Promise<string> {
  const repository = await runGit(directory, ['rev-parse', '--is-shallow-repository'])
  if (!repository.ok) throw new UserError(explainNoRepository(repository))
  const object = await findObject(directory, revision)
  const commit = object === undefined ? undefined : await findObject(directory, `${object}^{commit}`)
  if (commit !== undefined) return commit
  const isShallow = repository.output.toString().trim() === 'true'
  throw new UserError(await explainUnknown(directory, revision, isShallow))
}

/** A revision as git resolves it. What begins with a dash is an option for git, and no name that it would give. */
async function findObject(directory: string, revision: string): Promise<string | undefined> {
  if (revision === '' || revision.startsWith('-') || revision.includes('\0')) return undefined
  const found = await runGit(directory, ['rev-parse', '--verify', '--quiet', revision])
  const hash = found.ok ? found.output.toString().trim() : ''
  // `^main` and the like name commits to leave out.
  return /^[0-9a-f]{40,64}$/.test(hash) ? hash : undefined
}

function explainNoRepository(answer: GitAnswer & { readonly ok: false }): string {
  if (answer.problem === 'not installed') return 'revisions are read with git, which is not installed'
  if (/not a git repository/i.test(answer.message)) {
    return 'revisions can only be read in a Git repository, and this directory lies in none'
  }
  const [reason = ''] = answer.message.replace(/^fatal: /, '').split('\n')
  return `Git cannot open the repository: ${reason === '' ? 'it gives no reason' : reason}`
}

async function explainUnknown(directory: string, revision: string, isShallow: boolean): Promise<string> {
  const names = await listNames(directory)
  if (names.length === 0 && (await findObject(directory, 'HEAD')) === undefined) {
    return `there is no revision \`${revision}\`: the repository has no commit yet`
  }
  // A clone of one branch has the others at most as branches of the remote.
  const near = names.find((name) => name.endsWith(`/${revision}`)) ?? nearestMatch(revision, names)
  const suggestion = near === undefined || near === revision ? '' : `; there is \`${near}\``
  const advice = isShallow
    ? '; this clone is shallow, so fetch more history first (`git fetch --unshallow`; in CI a checkout with `fetch-depth: 0`)'
    : ''
  return `there is no commit \`${revision}\` in this repository${suggestion}${advice}`
}

/** Branches, branches of remotes and tags, as one would write them. */
async function listNames(directory: string): Promise<readonly string[]> {
  const kinds = ['refs/heads', 'refs/remotes', 'refs/tags']
  const found = await runGit(directory, ['for-each-ref', '--format=%(refname)', ...kinds])
  if (!found.ok) return []
  const lines = found.output.toString().split('\n')
  return lines.filter((line) => line !== '').map((line) => line.replace(/^refs\/\w+\//, ''))
}
