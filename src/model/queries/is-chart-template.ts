import type { RepoPath } from '../../source/repo-path.ts'
import type { Repository } from '../repository.ts'

/** Whether a file is a template of a Helm chart in the tree: text for Helm, no manifest, whatever its name says. */
export function isChartTemplate({ tree }: Pick<Repository, 'tree'>, path: RepoPath): boolean {
  for (let at = path.indexOf('templates/'); at >= 0; at = path.indexOf('templates/', at + 1)) {
    if ((at === 0 || path[at - 1] === '/') && tree.isFile(`${path.slice(0, at)}Chart.yaml`)) return true
  }
  return false
}
