import type { Cache } from '../../files/cache/cache.ts'
import { openGitRevision } from '../../files/git-revision-file-system.ts'
import { lintRepository } from '../../lint/lint-repository.ts'
import { rules } from '../../rules/generated/registry.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { configurationPath, type OpenedWorkTree } from '../open-repository.ts'

/**
 * What is found in a repository as it was at a commit, judged by the configuration that it has now: as an earlier run
 * found it, or anew. Where checkouts of other repositories are read, nothing is kept. Throws a UserError where the commit
 * cannot be read.
 */
export async function judgeEarlier(
  { root, branch, remotes, checkouts, files, configuration, toEarlierModel }: OpenedWorkTree,
  commit: string,
  cache: Cache | undefined,
): Promise<readonly Diagnostic[]> {
  const isConfigured = files.entries.some(({ path }) => path === configurationPath)
  const bytes = isConfigured ? files.read(configurationPath) : { reason: 'there is none' }
  const settings = 'reason' in bytes ? undefined : new TextDecoder().decode(bytes)
  const key = JSON.stringify(['earlier judgement', root, commit, settings ?? null, branch ?? null, remotes])
  const known = checkouts.size === 0 ? cache?.read(key) : undefined
  if (known !== undefined) return JSON.parse(known) as readonly Diagnostic[]
  const findings = lintRepository(toEarlierModel(await openGitRevision(root, commit)), configuration, rules)
  if (checkouts.size === 0) cache?.write(key, JSON.stringify(findings))
  return findings
}
