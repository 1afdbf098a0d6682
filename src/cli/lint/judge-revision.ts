import { openGitRevision } from '../../files/git-revision-file-system.ts'
import { createMemoryFileSystem } from '../../files/memory-file-system.ts'
import { lintRepository } from '../../lint/lint-repository.ts'
import { rules } from '../../rules/generated/registry.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { configurationPath, configureWorkTree } from '../open-repository.ts'
import type { WorkTree } from '../read-work-tree.ts'

/** A commit to judge, as plain data that can be handed to another thread. */
export interface RevisionQuestion extends Pick<WorkTree, 'root' | 'branch' | 'remotes'> {
  readonly commit: string
  /** The text of the configuration to judge it by; undefined where there is none. */
  readonly settings: string | undefined
}

/** What is found in a repository as it was at a commit. Throws a UserError where the commit cannot be read. */
export async function judgeRevision(question: RevisionQuestion): Promise<readonly Diagnostic[]> {
  const { root, branch, remotes, commit, settings } = question
  const files = createMemoryFileSystem(settings === undefined ? {} : { [configurationPath]: settings })
  const { toEarlierModel, configuration } = await configureWorkTree(
    { root, files, index: undefined, branch, remotes },
    { tell: () => {} },
  )
  return lintRepository(toEarlierModel(await openGitRevision(root, commit)), configuration, rules)
}
