import * as annotations from '../resource/build-annotations.ts'
import { isBuildAnnotation } from '../resource/is-build-annotation.ts'
import { getMetadataMap, setMetadataMap } from '../resource/metadata.ts'
import type { Resource } from '../resource/resource.ts'
import type { Step } from '../tree/step.ts'

const by: Step = { cause: 'build', at: undefined, value: undefined, before: undefined }

/**
 * Takes the build's own notes out of the annotations, but for those that `buildMetadata` asks for, and adds its label.
 * All annotations are texts afterwards, and none is no field at all (krusty.Kustomizer.Run).
 */
export function finishMetadata(resources: readonly Resource[], buildMetadata: ReadonlySet<string>): void {
  for (const { root } of resources) {
    if (buildMetadata.has('managedByLabel')) {
      const labels = getMetadataMap(root, 'labels').set('app.kubernetes.io/managed-by', 'kustomize-v5.8.1')
      setMetadataMap(root, 'labels', labels, by)
    }
    const values = getMetadataMap(root, 'annotations')
    for (const name of [...values.keys()].filter(isBuildAnnotation)) values.delete(name)
    if (!buildMetadata.has('originAnnotations')) values.delete(annotations.origin)
    if (!buildMetadata.has('transformerAnnotations')) values.delete(annotations.transformations)
    setMetadataMap(root, 'annotations', values, by)
  }
}
