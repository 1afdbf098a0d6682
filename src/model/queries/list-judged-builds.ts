import type { Build } from '../../kustomize/build/build.ts'
import { isSetAside } from '../is-set-aside.ts'
import type { Repository } from '../repository.ts'
import { clustersOfBuilds } from './clusters-of-builds.ts'
import { isChartTemplate } from './is-chart-template.ts'
import { isReached } from './is-reached.ts'
import { layerOf } from './layer-of.ts'

/** The builds that are somebody's: not those of ignored files, of charts, and of scaffolds that no cluster loads. */
export function listJudgedBuilds(repository: Repository): readonly Build[] {
  const { builds, kustomizations, files, clusters, layout } = repository
  return builds.filter((build) => {
    const { directory } = build
    const path = kustomizations.get(directory)?.path
    if (path === undefined) return clustersOfBuilds(repository, [build]).length > 0
    const file = files.get(path)
    if (file === undefined || file.isIgnored || isChartTemplate(repository, path)) return false
    if (isReached(repository, path)) return true
    if (/\{\{|\{%|<%/.test(file.text)) return false
    return clusters.length === 0 || !isSetAside(directory) || layerOf(layout, path) !== undefined
  })
}
