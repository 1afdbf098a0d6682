import type { Cache } from '../../files/cache/cache.ts'
import { openParsedFiles } from '../../lint/recall/parsed-files.ts'
import { watchFiles } from '../../lint/recall/watched-files.ts'
import type { KnownParts } from '../../model/build-repository.ts'
import type { JudgedRepository } from '../../report/judged-repository.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { configureWorkTree, type OpenedRepository, type OpenedWorkTree } from '../open-repository.ts'
import type { WorkTree } from '../read-work-tree.ts'
import type { Terminal } from '../terminal.ts'
import { countListed, type ListedPart } from './count-listed.ts'
import { type FoundBase, findLintBase } from './find-lint-base.ts'
import { judgeEarlier } from './judge-earlier.ts'
import { type ListedFindings, listFindings } from './list-findings.ts'
import { readFileList } from './read-file-list.ts'
import { isKept, rememberFindings } from './recall-findings.ts'

/** Which parts of a repository are asked for. */
export interface PartsQuestion {
  /** What of it the user named. */
  readonly asked: readonly RepoPath[]
  /** Whether `asked` are paths that the user named, which a list of files adds to. */
  readonly hasNames: boolean
  /** Where a list of files stands that are reported on. */
  readonly filesFrom: string | undefined
}

/** A judgement, and what is to be said of it. */
export interface Judged {
  readonly findings: ListedFindings
  readonly repository: JudgedRepository
  /** Which of the YAML files are reported on; undefined for all of them. */
  readonly part: string | undefined
  /** What the user may have meant otherwise. */
  readonly warnings: readonly string[]
}

/** How a repository is to be judged. */
export interface JudgeQuestion extends PartsQuestion {
  /** Whether it is as the next commit would have it. */
  readonly isStaged: boolean
  /** The revision that the branch left, or `auto`; undefined to judge everything as it is. */
  readonly base: string | undefined
  /** Whether only findings in files that differ from the base are wanted; the base is then not judged. */
  readonly changedOnly: boolean
}

/**
 * Models and judges a repository. What is found without a base and a list is kept in `cache`, and what is found in a base.
 * Throws a UserError for mistakes in the configuration, in the list, or where the base is not found.
 */
export async function judgeAnew(
  tree: WorkTree,
  question: JudgeQuestion,
  cache: Cache | undefined,
  terminal: Terminal,
): Promise<Judged> {
  const { isStaged, base, changedOnly, hasNames } = question
  const watched = watchFiles(tree.files)
  const parsed = cache && openParsedFiles(cache, tree.root, watched)
  const configured = await configureWorkTree({ ...tree, files: watched.files }, terminal)
  const wanted = base ?? (changedOnly ? 'HEAD' : undefined)
  const { base: found, warning } = wanted === undefined ? noBase : await findLintBase(configured, wanted, terminal)
  const isCompared = found !== undefined && !changedOnly
  const known = { parse: parsed?.parse, builds: isCompared ? configured.builds : undefined }
  const { opened, listed } = await openParts(configured, question, terminal, known)
  const findings = await listFindings(
    opened,
    {
      isStaged,
      base: found,
      isNamed: base !== undefined,
      earlier: isCompared ? () => judgeEarlier(configured, found.commit, cache) : undefined,
    },
    terminal,
  )
  if (cache !== undefined && isKept(question)) rememberFindings(cache, opened, watched, findings)
  parsed?.keep()
  return {
    findings,
    repository: opened.repository,
    part: findings.part ?? (hasNames ? undefined : listed?.part),
    warnings: [
      ...(listed?.warning === undefined ? [] : [`${listed.warning}.`]),
      ...(warning === undefined ? [] : [warning]),
    ],
  }
}

const noBase: FoundBase = { base: undefined, warning: undefined }

/** Models a repository of which parts are asked for. Throws a UserError for mistakes in the list. */
export async function openParts(
  configured: OpenedWorkTree,
  { asked, hasNames, filesFrom }: PartsQuestion,
  terminal: Terminal,
  known?: KnownParts,
): Promise<{ readonly opened: OpenedRepository; readonly listed: ListedPart | undefined }> {
  const list = filesFrom === undefined ? undefined : await readFileList(filesFrom, configured.root, terminal)
  const found = { ...configured, repository: configured.toModel(configured.files, known) }
  const listed = list && (await countListed(list, found))
  const paths = [...(list?.paths ?? []), ...(listed?.referring ?? [])]
  return {
    opened: { ...found, asked: [...(list === undefined || hasNames ? asked : []), ...paths] },
    listed,
  }
}
