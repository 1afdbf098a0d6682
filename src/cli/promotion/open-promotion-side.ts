import type { FileSystem } from '../../files/file-system.ts'
import { listGitSubmodules } from '../../files/git-submodules.ts'
import type { PromotionSettings } from '../../model/layout.ts'
import type { Repository } from '../../model/repository.ts'
import { createOwnTest, type OwnTest } from '../../promote/plan/create-own-test.ts'
import type { FoundEnvironment } from '../../promote/plan/find-environment.ts'
import { readUnit, type Unit } from '../../promote/plan/read-unit.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** One side of a promotion, read. */
export interface PromotionSide {
  readonly name: string
  readonly environment: FoundEnvironment
  readonly repository: Repository
  readonly unit: Unit
  readonly isOwn: OwnTest
}

/** Reads an environment; `commit` is where its files are from, undefined for the work tree. */
export async function openPromotionSide(
  root: string,
  side: Pick<PromotionSide, 'environment' | 'repository'> & {
    readonly files: FileSystem
    readonly directories: readonly RepoPath[]
    readonly settings: PromotionSettings
    readonly commit: string | undefined
  },
): Promise<PromotionSide> {
  const { environment, repository, files, directories, settings, commit } = side
  const systems = repository.clusters.flatMap(({ fluxSystem }) => fluxSystem ?? [])
  const isOwn = createOwnTest(directories, systems, settings)
  const submodules = await listGitSubmodules(root, commit)
  const unit = readUnit(files, directories, submodules, (path) => isOwn(path) !== undefined)
  return { name: environment.name, environment, repository, unit, isOwn }
}
