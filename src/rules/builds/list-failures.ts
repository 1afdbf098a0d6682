import type { Build } from '../../kustomize/build/build.ts'
import { depthOf } from '../../kustomize/build/list-causes.ts'
import { isLimit } from '../../kustomize/build/set-limits-aside.ts'
import type { BuildProblem } from '../../kustomize/build-problem.ts'
import { clustersOfBuilds } from '../../model/queries/clusters-of-builds.ts'
import { hasAllInputs } from '../../model/queries/has-all-inputs.ts'
import { isChartTemplate } from '../../model/queries/is-chart-template.ts'
import { listJudgedBuilds } from '../../model/queries/list-judged-builds.ts'
import { referencesAt } from '../../model/queries/references-at.ts'
import { referencesTo } from '../../model/queries/references-to.ts'
import type { Repository } from '../../model/repository.ts'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { isUnrendered } from '../kustomization/is-unrendered.ts'
import { isReportedElsewhere } from './is-reported-elsewhere.ts'

/** One cause that makes builds fail. */
export interface Failure {
  readonly problem: BuildProblem
  readonly at: Location
  /** Those that fail on it, sorted by directory; at least one. */
  readonly builds: readonly Build[]
  readonly clusters: readonly string[]
  /** Whether this program has not read something, so that nobody knows whether they fail. */
  readonly isUnchecked: boolean
  /** Whether a cluster loads one of the builds, or no clusters are known. */
  readonly isLoaded: boolean
}

/**
 * What builds fail on, each cause once at its place, without what other rules report. What may only follow from another
 * problem, or from objects that cannot be had offline, is left out too.
 */
export function listFailures(repository: Repository): readonly Failure[] {
  const judgeFile = judgeFiles(repository)
  const causes = new Map<string, { problem: BuildProblem; at: Location; builds: Build[] }>()
  for (const build of listJudgedBuilds(repository)) {
    for (const problem of listJudged(repository, build)) {
      const at = locate(problem, build, repository)
      if (at === undefined || judgeFile(at.file).isNobodys || isEncrypted(at, repository, judgeFile)) continue
      const again = problem.entries?.again
      const key = [problem.code, at.file, at.start, again?.file, again?.start].join('\0')
      const known = causes.get(key)
      if (known === undefined) causes.set(key, { problem, at, builds: [build] })
      else if (known.builds.at(-1) !== build) known.builds.push(build)
    }
  }
  return [...causes.values()]
    .filter(({ problem }) => !isReportedElsewhere(problem, repository))
    .map((cause) => {
      const clusters = clustersOfBuilds(repository, cause.builds)
      const isUnchecked = isLimit(cause.problem)
      return { ...cause, clusters, isUnchecked, isLoaded: clusters.length > 0 || repository.clusters.length === 0 }
    })
}

/** What lacks an object or a field may only follow from what Flux adds to the build. */
function listJudged(repository: Repository, build: Build): readonly BuildProblem[] {
  const failing = build.problems.filter((problem) => depthOf(problem) === 0 || hasAllInputs(repository, build))
  return [...failing, ...build.unverified.filter(isLimit)]
}

/** What is wrong with the name of a data file is mended where a generator names it. */
function locate({ at }: BuildProblem, { directory }: Build, repository: Repository): Location | undefined {
  if (at === undefined) {
    const path = repository.kustomizations.get(directory)?.path
    return path === undefined ? undefined : { file: path, start: 0, end: 0 }
  }
  const names = referencesTo(repository).get(at.file) ?? []
  const [reference, ...others] = names.filter(({ field }) => field.endsWith('Generator.files'))
  return reference !== undefined && others.length === 0 ? reference.at : at
}

/** What is to be known of a file for each problem in it, looked at once. */
interface FileVerdict {
  /** Ignored by the configuration, or a template that is still to be rendered. */
  readonly isNobodys: boolean
  readonly isEncrypted: boolean
}

function judgeFiles(repository: Repository): (path: RepoPath) => FileVerdict {
  const verdicts = new Map<RepoPath, FileVerdict>()
  return (path) => {
    const known = verdicts.get(path)
    if (known !== undefined) return known
    const file = repository.files.get(path)
    const isNobodys =
      file === undefined || file.isIgnored || isChartTemplate(repository, path) || isUnrendered(file, repository)
    const verdict = { isNobodys, isEncrypted: file?.text.includes('ENC[AES256_GCM') === true }
    verdicts.set(path, verdict)
    return verdict
  }
}

/** Flux decrypts files before it builds; as they are here they need not be what they are named. */
function isEncrypted(at: Location, repository: Repository, judgeFile: (path: RepoPath) => FileVerdict): boolean {
  const paths = referencesAt(repository, at).flatMap(({ target, loads }) =>
    target.kind === 'file' && loads === 'data' ? [target.path] : [],
  )
  return [...paths, at.file].some((path) => judgeFile(path).isEncrypted)
}
