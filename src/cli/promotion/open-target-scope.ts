import { findGitCommit } from '../../files/git-commit.ts'
import type { Repository } from '../../model/repository.ts'
import type { Promotion } from '../../promote/history/promotion.ts'
import type { DirectoryPair } from '../../promote/plan/directory-pair.ts'
import { findEnvironment } from '../../promote/plan/find-environment.ts'
import { listDirectoryPairs, listOwnDirectories } from '../../promote/plan/list-directory-pairs.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import { openWorkTree } from '../open-repository.ts'
import type { Terminal } from '../terminal.ts'
import type { PromotionScope } from './open-promotion-scope.ts'
import { openPromotionSide } from './open-promotion-side.ts'

/** What a rollback needs of both sides of a promotion. */
export type TargetScope = Pick<PromotionScope, 'root' | 'workTree' | 'head' | 'target' | 'pairs'>

/**
 * Finds and reads the target of a promotion of the past, whose source may be gone: then the directories are those of the
 * target and those that the promotion names. Throws a UserError where the target is unknown.
 */
export async function openTargetScope(
  { root, source, target: name, trees }: { readonly root: string } & Pick<Promotion, 'source' | 'target' | 'trees'>,
  terminal: Terminal,
): Promise<TargetScope> {
  const head = await findGitCommit(root, 'HEAD')
  const workTree = await openWorkTree(root, terminal)
  const repository = workTree.toModel(workTree.files)
  const environment = findEnvironment(name, repository)
  const pairs = listPastPairs(source, environment.name, repository, [...trees.keys()])
  const target = await openPromotionSide(root, {
    environment,
    repository,
    files: workTree.files,
    directories: pairs.map(({ to }) => to),
    settings: repository.layout.promotion,
    commit: undefined,
  })
  return { root, workTree, head, target, pairs }
}

function listPastPairs(
  source: string,
  target: string,
  repository: Repository,
  named: readonly RepoPath[],
): readonly DirectoryPair[] {
  try {
    return listDirectoryPairs(findEnvironment(source, repository).name, target, {
      source: repository,
      target: repository,
    })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const all = [...new Set([...listOwnDirectories(target, repository), ...named])]
    return all
      .filter((one) => !all.some((other) => other !== one && isWithin(one, other)))
      .sort()
      .map((to) => ({ from: to, to }))
  }
}
