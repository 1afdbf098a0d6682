import type { FileTree } from '../../files/file-tree.ts'
import type { Change, ChangedFile } from '../../model/change/change.ts'
import type { EnvironmentChange, EnvironmentFile, JudgedChange } from '../../model/change/environment-change.ts'
import { isReached } from '../../model/queries/is-reached.ts'
import type { Repository } from '../../model/repository.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { createOwnTest, type OwnTest } from '../plan/create-own-test.ts'
import { createOwnerTest } from './create-owner-test.ts'
import { judgeFile } from './judge-file.ts'
import { createOriginJudge } from './judge-origin.ts'
import { listStages, type Stage } from './list-stages.ts'

/** Adds what a change does to each environment, which is found out when it is first asked for. */
export function judgeChange(change: Change, repository: Repository): JudgedChange {
  let environments: readonly EnvironmentChange[] | undefined
  return {
    ...change,
    get environments() {
      environments ??= listEnvironments(change, repository)
      return environments
    },
  }
}

function listEnvironments(change: Change, repository: Repository): readonly EnvironmentChange[] {
  const stages = listStages(repository)
  const findOwner = createOwnerTest(stages, repository.layout)
  const judgeOrigin = createOriginJudge(change)
  const systems = repository.clusters.flatMap(({ fluxSystem }) => fluxSystem ?? [])
  const ownTests = new Map<RepoPath, OwnTest>()
  const found = new Map<Stage, { files: EnvironmentFile[]; directories: Set<RepoPath> }>()
  for (const file of change.files) {
    const { path } = file
    const owner = findOwner(path)
    if (owner === undefined || !isConfiguration(file, repository)) continue
    const { stage, directory } = owner
    const isOwn = ownTests.get(directory) ?? createOwnTest([directory], systems, repository.layout.promotion)
    ownTests.set(directory, isOwn)
    if (isOwn(path) !== undefined) continue
    const parts = judgeFile(file)
    if (parts === undefined) continue
    const known = found.get(stage) ?? { files: [], directories: new Set() }
    found.set(stage, known)
    known.files.push({ path, by: judgeOrigin(path, stage.names), ...parts })
    known.directories.add(directory)
  }
  return stages.flatMap((stage): EnvironmentChange[] => {
    const { files, directories } = found.get(stage) ?? { files: [], directories: new Set<RepoPath>() }
    const stays = (tree: FileTree): boolean =>
      [...directories, ...stage.directories].some((directory) => tree.isDirectory(directory))
    // Nobody depends on what comes with the change, or goes with it.
    if (files.length === 0 || !stays(change.before) || !stays(repository.tree)) return []
    const { name, clusters, source, isPromotable } = stage
    return [{ name, clusters, stage: stage.stage, source, isPromotable, files }]
  })
}

/** What may reach a cluster. Documentation beside it does not; nor is judged what is set aside. */
function isConfiguration({ path, before, after }: ChangedFile, repository: Repository): boolean {
  const file = after ?? before
  return file !== undefined && !file.isIgnored && (file.isYaml || isReached(repository, path))
}
