import { openNodeFileSystem } from '../../src/files/node-file-system.ts'
import { renderObjects } from '../../src/kustomize/build/render-objects.ts'
import { defaultConfiguration } from '../../src/lint/read-configuration.ts'
import { buildRepository } from '../../src/model/build-repository.ts'
import type { Repository } from '../../src/model/repository.ts'
import type { OwnedObject } from './flux-object.ts'
import { readObjects } from './read-objects.ts'

let last: { readonly directory: string; readonly repository: Repository } | undefined

/**
 * What our closure says that a cluster gets. `directory` is the path of the repository on disk, `clusterDirectory` the
 * cluster's directory in it. What only may be there is left
 * out. Undefined where we see no cluster.
 */
export async function listOwnObjects(
  directory: string,
  clusterDirectory: string,
): Promise<readonly OwnedObject[] | undefined> {
  if (last?.directory !== directory) {
    const files = await openNodeFileSystem(directory, undefined)
    last = { directory, repository: buildRepository(files, defaultConfiguration.layout, { remotes: [] }) }
  }
  const { repository } = last
  const cluster = repository.clusters.find((one) => one.directory === clusterDirectory)
  if (cluster === undefined) return undefined
  const applied = repository.closures.get(cluster.name)?.applied ?? []
  return applied
    .filter(({ isCertain }) => isCertain)
    .flatMap(({ name, namespace, objects }) =>
      readObjects(renderObjects(objects)).map((object) => ({ owner: `${namespace}/${name}`, object })),
    )
}
