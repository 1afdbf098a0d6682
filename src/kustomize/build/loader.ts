import { isWithin } from '../../source/is-within.ts'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { resolveRepoPath } from '../../source/resolve-repo-path.ts'
import { BuildError } from '../build-error.ts'
import { isRemoteFile } from '../is-remote-file.ts'
import type { BuildRun } from './build-run.ts'
import { explainMissingPath } from './explain-missing-path.ts'

/** Where paths in a kustomization file start from, and what has been entered to get there. */
export interface Loader {
  readonly directory: RepoPath
  /** The directories from the root of the build to this one. */
  readonly visited: readonly RepoPath[]
}

/** More levels only come from programs. */
const maximumDepth = 500
/** A build that enters more directories is a bomb of diamonds. */
const maximumDirectories = 5_000

/** The path of a file that a kustomization file names, if it may be read (kustomize's FileLoader.Load). */
export function findFile(run: BuildRun, { directory }: Loader, text: string, at: Location | undefined): RepoPath {
  if (isRemoteFile(text)) {
    throw new BuildError({ code: 'remote', message: `\`${text}\` would be fetched from the network`, at })
  }
  const path = text.startsWith('/') ? undefined : resolveRepoPath(directory, text)
  if (path === undefined) {
    throw outside(text, at)
  }
  const { tree } = run.files
  if (tree.isDirectory(path)) {
    throw new BuildError({ code: 'not-a-file', message: `\`${text}\` is a directory, but must be a file`, at })
  }
  if (!tree.isFile(path)) throw explainMissingPath(tree, path, text, at)
  if (run.restrictor === 'LoadRestrictionsRootOnly' && !isWithin(path, directory)) {
    throw new BuildError({
      code: 'load-restriction',
      message: `\`${text}\` is not in or below \`${directory || '.'}\`, which kustomize refuses by default`,
      help: 'Flux allows it; on the command line add `--load-restrictor LoadRestrictionsNone`, or move the file.',
      at,
    })
  }
  return path
}

/** Enters a directory that a kustomization file names (kustomize's FileLoader.New). */
export function enterDirectory(run: BuildRun, loader: Loader, text: string, at: Location | undefined): Loader {
  const path = text.startsWith('/') ? undefined : resolveRepoPath(loader.directory, text)
  if (path === undefined) {
    throw outside(text, at)
  }
  const { tree } = run.files
  if (tree.isFile(path)) {
    throw new BuildError({ code: 'not-a-directory', message: `\`${text}\` is a file, but must be a directory`, at })
  }
  if (text === '' || !tree.isDirectory(path)) throw explainMissingPath(tree, path, text, at)
  const above = loader.visited.find((visited) => isWithin(visited, path))
  if (above !== undefined) {
    const what = above === path ? 'is being built already' : `contains \`${above}\`, which is being built`
    throw new BuildError({ code: 'cycle', message: `\`${text}\` leads back: \`${path || '.'}\` ${what}`, at })
  }
  run.directories += 1
  if (loader.visited.length >= maximumDepth || run.directories > maximumDirectories) {
    const message =
      loader.visited.length >= maximumDepth
        ? `kustomizations are nested more than ${maximumDepth} levels deep`
        : `the build enters more than ${maximumDirectories} directories`
    throw new BuildError({ code: 'too-large', message, at })
  }
  return { directory: path, visited: [...loader.visited, path] }
}

function outside(text: string, at: Location | undefined): BuildError {
  return new BuildError({
    code: 'outside-repository',
    message: `\`${text}\` lies outside of the repository`,
    help: 'The repository begins where `.git` or `.gitops.yaml` is; without them, at the working directory.',
    at,
  })
}
