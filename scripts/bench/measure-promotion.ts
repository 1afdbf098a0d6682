import { rmSync } from 'node:fs'
import type { Bench } from './bench.ts'
import { createRepository, removeRepository, runGit } from './create-repository.ts'
import { formatCount } from './describe-repository.ts'
import { makeEnvironments } from './make-environments.ts'
import type { Group } from './row.ts'
import { runRounds } from './run-rounds.ts'

/** A promotion of environments of these numbers of files, beside a copy of the source's directory. */
export function measurePromotion(bench: Bench, counts: readonly number[]): Group {
  const rows = counts.flatMap((count) => {
    const repository = createRepository(bench, `promotion-${count}`, (write) => makeEnvironments(count, write))
    const { directory } = repository
    const files = `${formatCount(count)} files`
    const copy = `${directory}.copy`
    const measured = runRounds(bench, [
      {
        name: `cp -r, ${files}`,
        commands: [{ command: 'cp', args: ['-r', 'clusters/staging', copy], directory }],
        prepare: () => rmSync(copy, { recursive: true, force: true }),
      },
      {
        name: `gitops promote, ${files}`,
        commands: [
          {
            command: process.execPath,
            args: [bench.gitops, 'promote', 'staging', 'production', '--allow-delete', `${count}`],
            directory,
          },
        ],
        prepare: () => {
          rmSync(bench.cache, { recursive: true, force: true })
          runGit(bench, directory, ['checkout', '--', '.'])
          runGit(bench, directory, ['clean', '-fdq'])
        },
        against: [`cp -r, ${files}`],
      },
    ])
    removeRepository(repository)
    return measured
  })
  return { name: 'promotion', title: 'Promotion of an environment', rows }
}
