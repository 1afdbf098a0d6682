import type { FileTree } from '../../files/file-tree.ts'
import type { Location } from '../../source/location.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { BuildError } from '../build-error.ts'

/** Why a path leads nowhere, with the name that was perhaps meant. */
export function explainMissingPath(tree: FileTree, path: RepoPath, text: string, at: Location | undefined): BuildError {
  for (let link = path; link !== ''; link = parentDirectory(link)) {
    if (!tree.isSymlink(link)) continue
    const message = `\`${text}\` leads over the symbolic link \`${link}\`, which is not followed`
    return new BuildError({
      code: 'symlink',
      message,
      help: 'Flux leaves symbolic links out too: name the file itself.',
      at,
    })
  }
  if (tree.isUnreadable(path)) {
    const message = `\`${text}\` lies in a directory that cannot be seen from here, such as a submodule`
    return new BuildError({ code: 'out-of-sight', message, at })
  }
  const parent = parentDirectory(path)
  const name = path.slice(parent === '' ? 0 : parent.length + 1)
  const near = tree.withOtherCase(path) ?? nearestMatch(name, tree.childrenOf(parent))
  const hint = near === undefined ? '' : `; did you mean \`${near.slice(near.lastIndexOf('/') + 1)}\`?`
  return new BuildError({ code: 'missing', message: `\`${text}\` does not exist${hint}`, at })
}
