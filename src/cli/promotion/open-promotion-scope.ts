import type { FileSystem } from '../../files/file-system.ts'
import { findGitCommit } from '../../files/git-commit.ts'
import { type GitRevision, openGitRevision } from '../../files/git-revision-file-system.ts'
import { listGitSubmodules } from '../../files/git-submodules.ts'
import type { Repository } from '../../model/repository.ts'
import { createOwnTest, type OwnTest } from '../../promote/plan/create-own-test.ts'
import type { DirectoryPair } from '../../promote/plan/directory-pair.ts'
import { type FoundEnvironment, findEnvironment } from '../../promote/plan/find-environment.ts'
import type { LeakWords } from '../../promote/plan/find-leaks.ts'
import { listDirectoryPairs } from '../../promote/plan/list-directory-pairs.ts'
import { readUnit, type Unit } from '../../promote/plan/read-unit.ts'
import { UserError } from '../../source/user-error.ts'
import { type OpenedWorkTree, openWorkTree } from '../open-repository.ts'
import type { Terminal } from '../terminal.ts'

/** Both sides of a promotion, read. */
export interface PromotionScope {
  readonly root: string
  readonly workTree: OpenedWorkTree
  /** The commit that is checked out. */
  readonly head: string
  readonly source: PromotionSide & {
    /** As it was asked for; the work tree without it. */
    readonly revision: string | undefined
    readonly commit: string
  }
  readonly target: PromotionSide
  readonly pairs: readonly DirectoryPair[]
  readonly words: LeakWords
}

/** One side. */
export interface PromotionSide {
  readonly name: string
  readonly environment: FoundEnvironment
  readonly repository: Repository
  readonly unit: Unit
  readonly isOwn: OwnTest
}

/** What is asked for. */
export interface ScopeQuestion {
  readonly root: string
  readonly source: string
  readonly target: string
  /** The revision that the source is read from; the work tree without it. */
  readonly sourceRef: string | undefined
}

/**
 * Finds two environments with the directories that they own, and reads them. Throws a UserError where one is unknown,
 * both are the same, or the one may not be promoted to the other.
 */
export async function openPromotionScope(question: ScopeQuestion, terminal: Terminal): Promise<PromotionScope> {
  const { root, sourceRef } = question
  const head = await findGitCommit(root, 'HEAD')
  const workTree = await openWorkTree(root, terminal)
  const target = workTree.toModel(workTree.files)
  const revision: GitRevision | undefined = sourceRef === undefined ? undefined : await openGitRevision(root, sourceRef)
  const source = revision === undefined ? target : workTree.toModel(revision)
  const from = findEnvironment(question.source, source)
  const to = findEnvironment(question.target, target)
  if (from.name === to.name) throw new UserError(`\`${from.name}\` cannot be promoted to itself`)
  const pairs = listDirectoryPairs(from.name, to.name, { source, target })
  const sides = async (
    environment: FoundEnvironment,
    repository: Repository,
    files: FileSystem,
    side: 'from' | 'to',
    commit: string | undefined,
  ): Promise<PromotionSide> => {
    const directories = pairs.map((pair) => pair[side])
    const systems = repository.clusters.flatMap(({ fluxSystem }) => fluxSystem ?? [])
    const isOwn = createOwnTest(directories, systems, target.layout.promotion)
    const submodules = await listGitSubmodules(root, commit)
    const unit = readUnit(files, directories, submodules, (path) => isOwn(path) !== undefined)
    return { name: environment.name, environment, repository, unit, isOwn }
  }
  return {
    root,
    workTree,
    head,
    source: {
      ...(await sides(from, source, revision ?? workTree.files, 'from', revision?.commit)),
      revision: sourceRef,
      commit: revision?.commit ?? head,
    },
    target: await sides(to, target, workTree.files, 'to', undefined),
    pairs,
    words: {
      source: listNames(
        from.name,
        pairs.map((pair) => pair.from),
        source,
      ),
      target: [
        ...listNames(
          to.name,
          pairs.map((pair) => pair.to),
          target,
        ),
        ...pairs.map((pair) => pair.to),
      ],
      mayName: target.layout.promotion.mayName,
    },
  }
}

/** An environment's name and those of its clusters. */
function listNames(name: string, directories: readonly string[], { clusters }: Repository): readonly string[] {
  const own = clusters.filter(({ directory }) => directories.includes(directory)).map((cluster) => cluster.name)
  return [...new Set([name, ...own])]
}
