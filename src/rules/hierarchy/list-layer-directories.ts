import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/**
 * The directories of the layers that hold something to judge, each before what lies in it, beginning with the one above
 * a layer's globs (`clusters` for `clusters/*`). What lies in a Helm chart belongs to the chart, and hidden directories
 * to tools.
 */
export function listLayerDirectories({ layout, tree, files }: Repository): readonly RepoPath[] {
  const tops = layout.layers.flatMap(({ paths }) => paths.map(withoutGlob)).filter((top) => tree.isDirectory(top))
  const filled = new Set<RepoPath>()
  for (const { path, isIgnored } of files.values()) {
    if (isIgnored) continue
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) filled.add(path.slice(0, at))
  }
  const found = new Set<RepoPath>()
  const walk = (directory: RepoPath): void => {
    if (!filled.has(directory) || found.has(directory)) return
    found.add(directory)
    if (tree.isFile(`${directory}/Chart.yaml`)) return
    for (const name of tree.childrenOf(directory)) if (!name.startsWith('.')) walk(`${directory}/${name}`)
  }
  for (const top of tops.filter((one) => one !== '' && !tops.some((other) => other !== one && isWithin(one, other)))) {
    walk(top)
  }
  return [...found]
}

function withoutGlob(pattern: string): RepoPath {
  const segments = pattern.split('/')
  const glob = segments.findIndex((segment) => /[*?[\](){}!]/.test(segment))
  return segments.slice(0, glob < 0 ? undefined : glob).join('/')
}
