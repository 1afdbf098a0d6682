import type { Cache } from '../../files/cache/cache.ts'
import type { FileSystem } from '../../files/file-system.ts'
import { type RecallQuestion, recall, remember } from '../../lint/recall/recall.ts'
import { type WatchedFiles, watchFiles } from '../../lint/recall/watched-files.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { openCheckout } from '../open-checkout.ts'
import type { OpenedRepository } from '../open-repository.ts'
import type { WorkTree } from '../read-work-tree.ts'
import type { Judged, JudgeQuestion } from './judge-anew.ts'
import type { ListedFindings } from './list-findings.ts'

/** What is kept of a judgement: all that reports tell of it. */
interface Remembered {
  readonly findings: readonly Diagnostic[]
  readonly suppressed: readonly Diagnostic[]
  readonly judgedFiles: number
  readonly clusters: readonly string[]
  readonly fluxKustomizations: number
  /** Which of the files with findings are read as YAML. */
  readonly yaml: readonly RepoPath[]
}

/** Whether all of a repository is judged as it is: such judgements are kept. */
export function isKept(question: Pick<JudgeQuestion, 'base' | 'changedOnly' | 'filesFrom'>): boolean {
  const { base, changedOnly, filesFrom } = question
  return base === undefined && !changedOnly && filesFrom === undefined
}

/** What an earlier run found in the same repository. */
export interface RecalledFindings {
  readonly findings: ListedFindings
  /**
   * Names the state of all that reports tell; undefined where they may tell of files that were not read, or that are not
   * as they were.
   */
  readonly state: () => string | undefined
  /** The judgement with the files that findings are in. */
  open(): Promise<Judged>
}

/** What an earlier run found in the same repository, without a base; undefined where it has to be judged anew. */
export async function recallFindings(
  cache: Cache,
  tree: WorkTree,
  asked: readonly RepoPath[],
): Promise<RecalledFindings | undefined> {
  const question = { given: listGiven(tree, asked), files: tree.files }
  const found = await recall<Remembered>(cache, question, (path) => openCheckout(tree.root, path))
  if (found === undefined) return undefined
  const { findings: fresh, suppressed, judgedFiles, clusters, fluxKustomizations } = found.result
  const findings = { fresh, older: [], suppressed, part: undefined, elsewhere: 0 }
  const unread = new Set(found.unread)
  const isTold = !listPlaces(found.result).some((path) => unread.has(path))
  // Reports read the files once more, and somebody may have saved one meanwhile.
  const watched = watchFiles(tree.files)
  return {
    findings,
    state: () =>
      isTold && [...watched.contents].every(([path, hash]) => hash === found.hashOf(path)) ? found.state : undefined,
    open: async () => ({
      findings,
      part: undefined,
      warnings: [],
      repository: {
        judgedFiles,
        clusters: clusters.map((name) => ({ name })),
        fluxKustomizations: { length: fluxKustomizations },
        files: await openFiles(watched.files, found.result),
      },
    }),
  }
}

/**
 * Keeps a judgement without a base, unless it has places in other checkouts. `watched` are the files that it was made
 * from.
 */
export function rememberFindings(
  cache: Cache,
  { asked, repository, checkouts, ...tree }: OpenedRepository,
  watched: WatchedFiles,
  { fresh: findings, suppressed }: ListedFindings,
): void {
  const { judgedFiles, clusters, fluxKustomizations, files } = repository
  const places = listPlaces({ findings, suppressed })
  if (places.some((path) => path.startsWith('../'))) return
  const result: Remembered = {
    findings,
    suppressed,
    judgedFiles,
    clusters: clusters.map(({ name }) => name),
    fluxKustomizations: fluxKustomizations.length,
    yaml: places.filter((path) => files.get(path)?.isYaml === true),
  }
  remember(cache, listGiven(tree, asked), watched, checkouts, result)
}

function listGiven({ branch, remotes }: WorkTree, asked: readonly RepoPath[]): RecallQuestion['given'] {
  return ['judgement', asked, branch ?? null, remotes]
}

/** The files that findings are in. Only for them the parser is loaded. */
async function openFiles(files: FileSystem, found: Remembered): Promise<ReadonlyMap<RepoPath, SourceFile>> {
  const places = new Set(listPlaces(found))
  if (places.size === 0) return new Map()
  const yaml = new Set(found.yaml)
  const { createSourceFile } = await import('../../model/create-source-file.ts')
  return new Map(
    files.entries.flatMap((entry): readonly [RepoPath, SourceFile][] => {
      const { path, kind } = entry
      return places.has(path) && kind === 'file' ? [[path, createSourceFile(files, entry, false, yaml.has(path))]] : []
    }),
  )
}

function listPlaces({ findings, suppressed }: Pick<Remembered, 'findings' | 'suppressed'>): readonly RepoPath[] {
  const places = [...findings, ...suppressed].flatMap(({ at, related }) => [
    at.file,
    ...related.map((one) => one.at.file),
  ])
  return [...new Set(places)]
}
