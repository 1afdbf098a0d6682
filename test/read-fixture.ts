import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { ReadProblem } from '../src/files/file-system.ts'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import type { Configuration } from '../src/lint/configuration.ts'
import { defaultConfiguration, readConfiguration } from '../src/lint/read-configuration.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import type { JudgedChange } from '../src/model/change/environment-change.ts'
import type { Repository } from '../src/model/repository.ts'
import { judgeChange } from '../src/promote/policy/judge-change.ts'
import { rules } from '../src/rules/generated/registry.ts'
import { type FixtureChange, readFixtureChange } from './read-fixture-change.ts'

/** What a fixture may say in its `fixture.json` of Git and of what a directory of plain files cannot hold. */
interface FixtureGit {
  readonly branch?: string
  readonly remotes?: readonly string[]
  readonly symlinks?: readonly string[]
  readonly ignoredByGit?: readonly string[]
  readonly unreadable?: readonly ReadProblem[]
  readonly change?: FixtureChange
}

/** A fixture directory read as a repository. `expected.txt` and `fixture.json` at its top are no part of it. */
export function readFixture(directory: string): {
  repository: Repository
  configuration: Configuration
  change: JudgedChange | undefined
} {
  const files: Record<string, Uint8Array> = {}
  let git: FixtureGit = {}
  const walk = (path: string): void => {
    for (const name of readdirSync(path)) {
      const child = join(path, name)
      const inside = relative(directory, child)
      if (statSync(child).isDirectory()) walk(child)
      else if (inside === 'fixture.json') git = JSON.parse(readFileSync(child, 'utf8'))
      else if (inside !== 'expected.txt') files[inside] = readFileSync(child)
    }
  }
  walk(directory)
  const text = files['.gitops.yaml']
  const configuration =
    text === undefined ? defaultConfiguration : readConfiguration('.gitops.yaml', new TextDecoder().decode(text), rules)
  if ('errors' in configuration) throw new Error(`${directory}: ${JSON.stringify(configuration.errors)}`)
  const repository = buildRepository(createMemoryFileSystem(files, git), configuration.layout, { remotes: [], ...git })
  const change = git.change === undefined ? undefined : readFixtureChange(git.change, files, repository)
  return { repository, configuration, change: change && judgeChange(change, repository) }
}
