import { makeCluster, makeOverlay } from './make-cluster.ts'
import { filesOfComponent, makeComponent } from './make-component.ts'
import type { MakeFile } from './make-file.ts'
import { makeTemplate, platformName } from './make-template.ts'

/** How large a made-up repository is. */
export interface Size {
  /** How many YAML files there are, to within one application, but for a platform and clusters that need more. */
  readonly files: number
  /** How many clusters there are. */
  readonly clusters: number
  /** How many templates they share; by default up to five, and one for each two clusters. */
  readonly templates?: number
  /** How many components each template loads; by default up to 24, by the number of files. */
  readonly platform?: number
  /** The `gotk-components.yaml` that each cluster has, or nothing for clusters without it. */
  readonly toolkit?: string
}

const templateNames = ['management', 'standard', 'edge', 'data', 'sandbox']
const platformComponents = 24
/** How many clusters load an application. */
const sharers = 2

/**
 * Writes the files of a made-up repository: clusters that each load one of a few templates, templates that load the
 * components of a platform, and applications that two clusters share, each with an overlay of its own. Nothing is wrong
 * with it. The same size gives the same files.
 */
export function makeRepository(size: Size, write: MakeFile): void {
  const { files, clusters, toolkit } = size
  const templateCount = size.templates ?? Math.floor(clusters / 2)
  const templates = templateNames.slice(0, Math.max(1, Math.min(templateNames.length, templateCount)))
  const platform = size.platform ?? Math.max(2, Math.min(platformComponents, Math.floor(files / 40)))
  let written = 0
  const put: MakeFile = (path, text) => {
    written += 1
    write(path, text)
  }
  for (let index = 0; index < platform; index += 1) makeComponent(put, `platform/${platformName(index)}`, index)
  for (const template of templates) makeTemplate(put, template, platform)
  const names = Array.from({ length: clusters }, (_, index) => `cluster-${String(index + 1).padStart(3, '0')}`)
  const applications = new Map<string, string[]>(names.map((name) => [name, []]))
  const ownFiles = clusters * (toolkit === undefined ? 5 : 6)
  for (let index = 0; written + ownFiles + filesOfComponent + 2 * sharers <= files; index += 1) {
    const name = `app-${String(index + 1).padStart(4, '0')}`
    makeComponent(put, `apps/${name}`, platform + index)
    for (let sharer = 0; sharer < sharers; sharer += 1) {
      const cluster = names[(index * sharers + sharer) % names.length]
      const own = applications.get(cluster ?? '')
      if (cluster === undefined || own === undefined || own.includes(name)) continue
      own.push(name)
      makeOverlay(put, cluster, name, sharer)
    }
  }
  for (const [index, cluster] of names.entries()) {
    const template = templates[index % templates.length] ?? ''
    makeCluster(put, cluster, template, applications.get(cluster) ?? [], toolkit)
  }
}
