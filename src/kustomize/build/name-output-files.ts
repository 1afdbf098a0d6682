import { effectiveNamespace } from '../resource/effective-namespace.ts'
import { clusterScope } from '../resource/resource-id.ts'
import type { BuiltObject } from './built-object.ts'

/**
 * The names of the objects' own files in an output directory, such as `apps_v1_deployment_web.yaml`; with the namespace
 * in front where there are several (kustomize's commands/build/writer.go).
 */
export function nameOutputFiles(objects: readonly BuiltObject[]): ReadonlyMap<string, BuiltObject> {
  const namespaces = new Set(objects.map(({ id }) => effectiveNamespace(id)))
  namespaces.delete(clusterScope)
  return new Map(
    objects.map((object) => {
      const { group, version, kind, name } = object.id
      const namespace = effectiveNamespace(object.id)
      const prefix = namespaces.size > 1 && namespace !== clusterScope ? [namespace] : []
      const parts = [...prefix, group, version, kind, name].filter((part) => part !== '')
      return [`${parts.join('_').toLowerCase().replaceAll('/', '_')}.yaml`, object]
    }),
  )
}
