import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { copyRepository, type Repository, removeRepository } from './create-repository.ts'
import { formatCount } from './describe-repository.ts'
import type { Group } from './row.ts'
import { runRounds, type Work } from './run-rounds.ts'
import { type BuildInput, workOnBuilds } from './work-on-builds.ts'
import { workOnNode, workOnParsing } from './work-on-floors.ts'
import { workOnLint } from './work-on-lint.ts'

interface RecordedBuild {
  readonly repo: string
  readonly dir: string
  readonly ok: boolean
  readonly restrictor?: 'rooted' | 'none'
}

/**
 * Repositories as people have them: each is linted, and every directory that the real kustomize builds is built, by one
 * kustomize each as well. Undefined where there is no corpus.
 */
export function measureCorpus(bench: Bench, corpus: string): Group | undefined {
  if (!existsSync(join(corpus, 'builds.json'))) return undefined
  const names = readdirSync(join(corpus, 'repos')).sort()
  const repositories = names.map((name) => copyRepository(bench, name, [`${join(corpus, 'repos', name)}/.`]))
  const recorded: readonly RecordedBuild[] = JSON.parse(readFileSync(join(corpus, 'builds.json'), 'utf8'))
  const builds = names.flatMap((name, index) =>
    listBuilds(
      repositories[index],
      recorded.filter((one) => one.repo === name && one.ok),
    ),
  )
  const lints = names.flatMap((name, index) => workOnOne(bench, name, repositories[index]))
  const rows = runRounds(bench, [workOnNode(bench), ...lints, ...workOnBuilds(bench, builds, Number.POSITIVE_INFINITY)])
  repositories.forEach(removeRepository)
  const files = repositories.reduce((sum, { paths }) => sum + paths.length, 0)
  const roots = builds.reduce((sum, one) => sum + one.roots.length, 0)
  const title = `The corpus: ${names.length} repositories, ${formatCount(files)} YAML files, ${formatCount(roots)} build roots`
  return { name: 'corpus', title, rows }
}

function workOnOne(bench: Bench, name: string, repository: Repository | undefined): Work[] {
  if (repository === undefined) return []
  const label = `${name.replace('+', '/')}: `
  return [workOnParsing(bench, repository, label), ...workOnLint(bench, { repository, label, mayFind: true })]
}

/** What kustomize reads from outside of the directory, if anything, decides about the restrictor. */
function listBuilds(repository: Repository | undefined, recorded: readonly RecordedBuild[]): BuildInput[] {
  if (repository === undefined) return []
  const { directory } = repository
  const rootsOf = (isFree: boolean): string[] =>
    recorded.filter(({ restrictor }) => (restrictor === 'none') === isFree).map(({ dir }) => dir)
  return [
    { directory, roots: rootsOf(false) },
    { directory, roots: rootsOf(true), restrictor: 'LoadRestrictionsNone' as const },
  ].filter(({ roots }) => roots.length > 0)
}
