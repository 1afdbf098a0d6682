import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { copyRepository, removeRepository } from './create-repository.ts'
import { describeRepository } from './describe-repository.ts'
import type { Group } from './row.ts'
import { runRounds } from './run-rounds.ts'
import { mostProcesses, workOnBuilds } from './work-on-builds.ts'
import { workOnNode, workOnParsing } from './work-on-floors.ts'
import { workOnLint } from './work-on-lint.ts'

/** The reference hierarchy of this checkout, in a repository of its own. */
export function measureReference(bench: Bench): Group {
  const top = join(import.meta.dirname, '../..')
  const sources = ['.gitops.yaml', 'clusters', 'cluster-templates', 'components'].map((each) => join(top, each))
  const repository = copyRepository(bench, 'reference', sources)
  // The clusters take Flux's own manifests from a URL, which kustomize would fetch.
  const builds = { ...repository, roots: repository.roots.filter((root) => root.startsWith('components/')) }
  const rows = runRounds(bench, [
    workOnNode(bench),
    workOnParsing(bench, repository),
    ...workOnLint(bench, { repository, mayFind: true }),
    ...workOnBuilds(bench, [builds], mostProcesses),
  ])
  removeRepository(repository)
  return { name: 'reference', title: `The reference hierarchy: ${describeRepository(repository)}`, rows }
}
