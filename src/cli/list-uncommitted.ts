import { openGitRevision } from '../files/git-revision-file-system.ts'
import { listGitStatus } from '../files/git-status.ts'
import { createSourceFile } from '../model/create-source-file.ts'
import type { Repository } from '../model/repository.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'

/**
 * Where the work tree of the repository at a directory differs from the commit that is checked out. Git's own answer needs
 * the user's filters, which it does not run in a work tree of another user, as containers of CI have it: there the texts
 * are compared instead. Throws a UserError where Git cannot read the commit.
 */
export async function listUncommitted(root: string, repository: Repository): Promise<ReadonlySet<RepoPath>> {
  try {
    return new Set(Object.values(await listGitStatus(root, [''])).flat())
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return compareTexts(root, repository)
  }
}

/** A file that is not there may be left out by a sparse checkout, and is taken for unchanged. */
async function compareTexts(root: string, { files }: Repository): Promise<ReadonlySet<RepoPath>> {
  const head = await openGitRevision(root, 'HEAD')
  const committed = new Map(head.entries.map((entry) => [entry.path, entry]))
  const differing = new Set<RepoPath>()
  for (const [path, file] of files) {
    // Those lie in checkouts of other repositories.
    if (path.startsWith('../')) continue
    const entry = committed.get(path)
    if (entry?.kind !== 'file') differing.add(path)
    else if (file.isYaml) {
      const { text } = createSourceFile(head, entry, false, true)
      if (plainLines(text) !== plainLines(file.text)) differing.add(path)
    }
  }
  return differing
}

/** Without the line breaks that Git may have converted. */
function plainLines(text: string): string {
  return text.replaceAll('\r\n', '\n')
}
