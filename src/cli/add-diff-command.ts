import { resolve } from 'node:path'
import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { findRepositoryRoot } from '../files/find-repository-root.ts'
import { readGitContext } from '../files/git-context.ts'
import { isDirectory } from '../files/is-directory.ts'
import type { Cluster } from '../model/cluster.ts'
import { compareClosures } from '../model/diff/compare-closures.ts'
import { simulatePrune } from '../model/diff/simulate-prune.ts'
import type { Repository } from '../model/repository.ts'
import type { DiffReport } from '../report/diff-report.ts'
import { groupDiffReports, hasDifference, stringifyDiff } from '../report/group-diff-reports.ts'
import { renderDiff } from '../report/render-diff.ts'
import { renderDiffMarkdown } from '../report/render-diff-markdown.ts'
import { toDiffReport } from '../report/to-diff-report.ts'
import { clampPath } from '../source/clamp-path.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'
import { exitCode } from './exit-code.ts'
import { findDiffBase } from './find-diff-base.ts'
import { openRevisions } from './open-repository.ts'
import { readPipeline } from './read-pipeline.ts'
import type { Terminal } from './terminal.ts'

/** `diff`: prints what a change does to clusters, and what Flux will delete because of it. */
export function addDiffCommand(parser: Argv, terminal: Terminal, exit: (code: number) => void): Argv {
  return parser.command(
    'diff [cluster] [path]',
    'print what a change does to clusters, and what Flux will delete',
    (yargs) =>
      yargs
        .positional('cluster', { type: 'string', describe: 'the name of a cluster, or its directory (default: all)' })
        .positional('path', { type: 'string', describe: 'the repository (default: the one you are in)' })
        .option('base', {
          type: 'string',
          requiresArg: true,
          describe: 'the revision before the change (default: where it left the main branch)',
        })
        .option('head', {
          type: 'string',
          requiresArg: true,
          describe: 'the revision after the change (default: the work tree)',
        })
        .option('format', {
          choices: ['text', 'json', 'markdown'] as const,
          default: 'text' as const,
          requiresArg: true,
          describe: 'how to print it',
        })
        .option('exit-code', {
          type: 'boolean',
          default: false,
          describe: 'exit with 1 where anything differs',
        })
        .example('$0 diff production', 'what your branch does to the cluster `production`')
        .example('$0 diff --base HEAD~1 --format markdown', 'the last commit, as a comment on a merge request'),
    async ({ cluster, path, base, head, format, exitCode: wantsExitCode }) => {
      // A directory of a cluster also says in which repository to look.
      const isTyped =
        path === undefined && cluster !== undefined && isDirectory(resolve(terminal.workingDirectory, cluster))
      const place = path ?? (isTyped ? cluster : '.')
      const { root, asked } = findRepositoryRoot(terminal.workingDirectory, [place])
      const git = await readGitContext(root)
      let found = { revision: base ?? '', name: base ?? '' }
      const findBase = async ({ mainBranch }: Repository['layout']): Promise<string> => {
        if (base === undefined) {
          const pipeline = await readPipeline(terminal.environment, root)
          found = await findDiffBase({
            root,
            head: head ?? 'HEAD',
            branch: git?.branch,
            mainBranch: mainBranch ?? pipeline.mainBranch,
            pipeline,
          })
        }
        return found.revision
      }
      const { before, after, commits } = await openRevisions({ root, findBase, head }, terminal)
      const reports = pairClusters(before, after, cluster, isTyped ? asked[0] : undefined).map(([old, now]) => {
        const diff = compareClosures(
          old === undefined ? undefined : before.closures.get(old.name),
          now === undefined ? undefined : after.closures.get(now.name),
        )
        return toDiffReport({ diff, consequences: simulatePrune(diff), before, after })
      })
      const report: DiffReport = {
        version: 1,
        base: { revision: found.name, commit: commits.before },
        head: { revision: head ?? 'the work tree', commit: commits.after ?? null },
        clusters: groupDiffReports(reports),
      }
      const colors = new Chalk({ level: terminal.supportsColor ? 1 : 0 })
      if (format === 'json') terminal.print(`${stringifyDiff(report, 2)}\n`)
      else terminal.print(format === 'markdown' ? renderDiffMarkdown(report) : renderDiff(report, colors))
      if (wantsExitCode && report.clusters.some(hasDifference)) exit(exitCode.findings)
    },
  )
}

/** The clusters of both states by their directories, or the one that is asked for; sorted by name. */
function pairClusters(
  before: Repository,
  after: Repository,
  wanted: string | undefined,
  directory: RepoPath | undefined,
): readonly (readonly [Cluster | undefined, Cluster | undefined])[] {
  const nameOf = (pair: readonly [Cluster | undefined, Cluster | undefined]): string => (pair[1] ?? pair[0])?.name ?? ''
  const old = new Map(before.clusters.map((one) => [one.directory, one]))
  const now = new Map(after.clusters.map((one) => [one.directory, one]))
  const pairs = [...new Set([...now.keys(), ...old.keys()])]
    .map((directory) => [old.get(directory), now.get(directory)] as const)
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  if (wanted === undefined) return pairs
  const tests: readonly ((one: Cluster) => boolean)[] = [
    ({ name }) => name === wanted,
    (one) => one.directory === directory,
    (one) => one.directory === clampPath(wanted),
  ]
  const found = tests
    .map((isWanted) => pairs.filter((pair) => pair.some((one) => one !== undefined && isWanted(one))))
    .find((some) => some.length > 0)
  if (found !== undefined) return found
  const names = pairs.map(nameOf)
  if (names.length === 0) {
    throw new UserError('no cluster was found here; name their directories under `clusters` in .gitops.yaml')
  }
  const near = nearestMatch(wanted, names)
  const hint = near === undefined ? '' : `did you mean \`${near}\`? `
  throw new UserError(`there is no cluster \`${wanted}\`; ${hint}there are ${names.slice(0, 20).join(', ')}`)
}
