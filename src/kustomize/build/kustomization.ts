import type { RepoPath } from '../../source/repo-path.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** A kustomization file that has been read and found valid. */
export interface Kustomization {
  readonly file: RepoPath
  readonly kind: 'Kustomization' | 'Component'
  /** Every scalar knows where it is written. */
  readonly root: TreeNode
  /** The text of the file, to find places inside of inline patches. */
  readonly text: string
}
