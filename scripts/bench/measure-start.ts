import type { Bench } from './bench.ts'
import { type Command, measureProcess } from './measure-process.ts'
import type { Group } from './row.ts'
import { runRounds } from './run-rounds.ts'
import { workOnNode } from './work-on-floors.ts'

/** What a command costs that does nothing. */
export function measureStart(bench: Bench): Group {
  const versionOf = (binary: string): Command => ({
    command: process.execPath,
    args: [binary, '--version'],
    directory: bench.work,
  })
  const [lint, gitops] = [versionOf(bench.lint), versionOf(bench.gitops)]
  for (const command of [lint, gitops]) measureProcess(bench, command)
  const against = ['bare Node']
  const rows = runRounds(bench, [
    workOnNode(bench),
    { name: 'gitops-lint --version', commands: [lint], against },
    { name: 'gitops --version', commands: [gitops], against },
  ])
  return { name: 'start', title: 'Start', rows }
}
