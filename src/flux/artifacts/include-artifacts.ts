import { clampPath } from '../../source/clamp-path.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { addWithParents } from './add-with-parents.ts'
import type { Checkout } from './check-out.ts'
import { listTree } from './list-tree.ts'
import type { Include } from './source-options.ts'

/**
 * Moves what a GitRepository includes into its checkout. The destination must not exist as a directory, not even an
 * empty one; a file is replaced by a file only.
 */
export function includeArtifacts(checkout: Checkout, includes: readonly Include[]): void {
  for (const include of includes) {
    const to = clampPath(include.toPath === '' ? include.name : include.toPath)
    const refusal = includeArtifact(checkout, include, to)
    if (refusal === undefined) continue
    const message = `\`include\` of \`${include.name}\` cannot be copied to \`${to === '' ? '.' : to}\`: ${refusal}`
    checkout.problems.push({ kind: 'fails', message, at: include.at })
  }
}

/** Says what is in the way, if anything. */
function includeArtifact(checkout: Checkout, include: Include, to: RepoPath): string | undefined {
  const { files, directories, absent, unseen, problems } = checkout
  for (let at = parentDirectory(to); at !== ''; at = parentDirectory(at)) {
    if (files.has(at)) return `\`${at}\` is a file`
  }
  if (to === '' || directories.has(to)) return 'there is a directory already'
  const { artifact } = include
  if (artifact === undefined) {
    problems.push({ kind: 'unseen', message: `what \`${include.name}\` holds cannot be seen`, at: include.at })
    unseen.push(to)
    return undefined
  }
  const from = clampPath(include.fromPath)
  const { tree } = artifact
  if (tree.isFile(from)) {
    addWithParents(directories, to)
    files.set(to, artifact.sourceOf(from))
    absent.delete(to)
    return undefined
  }
  if (!tree.isDirectory(from)) {
    if (artifact.isComplete) return `it holds no \`${from}\``
    unseen.push(to)
    return undefined
  }
  if (files.has(to)) return 'there is a file already'
  addWithParents(directories, to)
  directories.add(to)
  for (const { path, inside, isDirectory } of listTree(tree, from)) {
    const destination = `${to}/${inside}`
    if (isDirectory) directories.add(destination)
    else files.set(destination, artifact.sourceOf(path))
  }
  if (!artifact.isComplete) unseen.push(to)
  return undefined
}
