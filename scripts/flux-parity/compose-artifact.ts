import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type JsonObject, listAt, textAt } from './flux-object.ts'

/**
 * Makes a directory of what an ArtifactGenerator copies from the repository for an artifact. Only whole directories
 * (`@alias/directory/**` to `@artifact/directory/`) are understood. Returns whether one
 * of the objects makes that artifact.
 */
export function composeArtifact(
  objects: readonly JsonObject[],
  namespace: string,
  name: string,
  repository: string,
  directory: string,
): boolean {
  const artifact = objects
    .filter((object) => textAt(object, 'kind') === 'ArtifactGenerator')
    .filter((generator) => textAt(generator, 'metadata', 'namespace') === namespace)
    .flatMap((generator) => listAt(generator, 'spec', 'artifacts'))
    .find((one) => textAt(one, 'name') === name)
  if (artifact === undefined) return false
  mkdirSync(directory, { recursive: true })
  for (const copy of listAt(artifact, 'copy')) {
    const [, from] = /^@[^/]+\/(.*)\/\*\*$/.exec(textAt(copy, 'from')) ?? []
    const [, to] = /^@artifact\/(.*)$/.exec(textAt(copy, 'to')) ?? []
    if (from === undefined || to === undefined) throw new Error(`${name}: not a copy of a whole directory`)
    const target = join(directory, to)
    mkdirSync(dirname(target), { recursive: true })
    if (existsSync(join(repository, from))) cpSync(join(repository, from), target, { recursive: true })
  }
  return true
}
