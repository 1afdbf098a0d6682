import * as annotations from '../resource/build-annotations.ts'
import { getMetadata, getMetadataMap } from '../resource/metadata.ts'
import type { Resource } from '../resource/resource.ts'
import { getField } from '../tree/get-field.ts'
import { joinOrigin } from './mark-origin.ts'
import type { Origin } from './origin.ts'
import type { Target } from './target.ts'

/** What `buildMetadata` says of what a field of the kustomization file did; undefined where it asks for nothing. */
export function pluginOrigin({ origin, kustomization }: Target, kind: string): Origin | undefined {
  const name = kustomization.file.slice(kustomization.file.lastIndexOf('/') + 1)
  const configuredIn = joinOrigin(origin, name)?.path
  return configuredIn === undefined ? undefined : { configuredIn, configuredBy: { apiVersion: 'builtin', kind } }
}

/** What it says of what a configuration in a file of its own did (OriginFromCustomPlugin). */
export function readPluginOrigin({ root }: Resource): Origin | undefined {
  const written = getMetadataMap(root, 'annotations').get(annotations.origin)
  const configuredIn = written === undefined ? undefined : /^path: (.*)$/m.exec(written)?.[1]
  if (configuredIn === undefined) return undefined
  const configuredBy = {
    apiVersion: getField(root, 'apiVersion')?.value ?? '',
    kind: getField(root, 'kind')?.value ?? '',
    name: getMetadata(root, 'name'),
    namespace: getMetadata(root, 'namespace'),
  }
  return { configuredIn, configuredBy }
}
