import { findGitCommit } from '../../files/git-commit.ts'
import { type GitRevision, openGitRevision } from '../../files/git-revision-file-system.ts'
import { listSecretFiles } from '../../model/queries/list-secret-files.ts'
import type { Repository } from '../../model/repository.ts'
import { createDirectoryTest } from '../../promote/plan/create-directory-test.ts'
import type { LeakWords } from '../../promote/plan/create-name-test.ts'
import type { DirectoryPair } from '../../promote/plan/directory-pair.ts'
import { findEnvironment } from '../../promote/plan/find-environment.ts'
import { listDirectoryPairs } from '../../promote/plan/list-directory-pairs.ts'
import { mapPath } from '../../promote/plan/map-path.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import { type OpenedWorkTree, openWorkTree } from '../open-repository.ts'
import type { Terminal } from '../terminal.ts'
import { openPromotionSide, type PromotionSide } from './open-promotion-side.ts'

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
  /** Paths in the target of files that Secrets are made of as a whole. */
  readonly secretFiles: ReadonlySet<RepoPath>
  /** Texts of the `.sops.yaml` of the repository, by path. */
  readonly sopsConfigurations: ReadonlyMap<RepoPath, string>
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
  const settings = target.layout.promotion
  return {
    root,
    workTree,
    head,
    source: {
      ...(await openPromotionSide(root, {
        environment: from,
        repository: source,
        files: revision ?? workTree.files,
        directories: pairs.map((pair) => pair.from),
        settings,
        commit: revision?.commit,
      })),
      revision: sourceRef,
      commit: revision?.commit ?? head,
    },
    target: await openPromotionSide(root, {
      environment: to,
      repository: target,
      files: workTree.files,
      directories: pairs.map((pair) => pair.to),
      settings,
      commit: undefined,
    }),
    pairs,
    secretFiles: new Set([
      ...listSecretFiles(target),
      ...[...listSecretFiles(source)].map((path) => mapPath(path, pairs) ?? path),
    ]),
    sopsConfigurations: new Map(
      [...target.files.values()].flatMap(({ path, text }) =>
        /(?:^|\/)\.sops\.yaml$/.test(path) ? [[path, text] as const] : [],
      ),
    ),
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
      isDirectory: createDirectoryTest(new Set([...source.files.keys(), ...target.files.keys()])),
    },
  }
}

/** An environment's name and those of its clusters. */
function listNames(name: string, directories: readonly string[], { clusters }: Repository): readonly string[] {
  const own = clusters.filter(({ directory }) => directories.includes(directory)).map((cluster) => cluster.name)
  return [...new Set([name, ...own])]
}
