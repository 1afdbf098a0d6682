import type { Bench } from './bench.ts'
import { createRepository, removeRepository } from './create-repository.ts'
import { describeRepository, formatCount } from './describe-repository.ts'
import { makeRepository, type Size } from './make-repository.ts'
import type { Group } from './row.ts'
import { runRounds } from './run-rounds.ts'
import { mostProcesses, workOnBuilds } from './work-on-builds.ts'
import { workOnCluster } from './work-on-cluster.ts'
import { workOnNode, workOnParsing } from './work-on-floors.ts'
import { type LintInput, workOnLint } from './work-on-lint.ts'

/** A made-up repository: lint, one cluster and builds, beside the floors. With Flux's own manifests in each, lint alone. */
export function measureMade(bench: Bench, name: string, size: Size): Group {
  const repository = createRepository(bench, name, (write) => makeRepository(size, write))
  const change = chooseChange(repository.paths)
  const rows = runRounds(bench, [
    workOnNode(bench),
    workOnParsing(bench, repository),
    ...workOnLint(bench, { repository, ...(change === undefined ? {} : { change }) }),
    ...(size.toolkit === undefined
      ? [workOnCluster(bench, repository), ...workOnBuilds(bench, [repository], mostProcesses)]
      : []),
  ])
  removeRepository(repository)
  const made = `${formatCount(size.files)} files, ${size.clusters} clusters${size.toolkit === undefined ? '' : ' with gotk-components.yaml'}`
  return { name, title: `${made}: ${describeRepository(repository)}`, rows }
}

/** A probe of the deployment in the middle of all components, which its clusters get. */
function chooseChange(paths: readonly string[]): LintInput['change'] {
  const deployments = paths.filter((path) => path.startsWith('components/') && path.endsWith('/deployment.yaml'))
  const path = deployments[Math.floor(deployments.length / 2)]
  if (path === undefined) return undefined
  return { path, edit: (text, nth) => text.replace(/initialDelaySeconds: \d+/, `initialDelaySeconds: ${10 + nth}`) }
}
