import * as annotations from '../resource/build-annotations.ts'
import { isBuildAnnotation } from '../resource/is-build-annotation.ts'
import { getMetadataMap, setMetadataMap } from '../resource/metadata.ts'
import type { Resource } from '../resource/resource.ts'
import { transformLabels } from '../transformers/transform-labels.ts'
import type { Step } from '../tree/step.ts'
import { attempt } from './attempt.ts'
import type { BuildRun } from './build-run.ts'
import { ownLabels } from './label-fields.ts'

const by: Step = { cause: 'build', at: undefined, value: undefined, before: undefined }

/**
 * Takes the build's own notes out of the annotations, but for those that `buildMetadata` asks for, and adds its label.
 * All annotations are texts afterwards, and none is no field at all (krusty.Kustomizer.Run).
 */
export function finishMetadata(
  run: BuildRun,
  resources: readonly Resource[],
  buildMetadata: ReadonlySet<string>,
): void {
  if (buildMetadata.has('managedByLabel')) {
    const managedBy = `kustomize-${run.version}`
    const value = { text: managedBy, by: { ...by, value: managedBy } }
    const pairs = [{ key: 'app.kubernetes.io/managed-by', value }]
    attempt(run, () => transformLabels(resources, { pairs, fieldSpecs: [ownLabels] }))
  }
  for (const { root } of resources) {
    const values = getMetadataMap(root, 'annotations')
    for (const name of [...values.keys()].filter(isBuildAnnotation)) values.delete(name)
    if (!buildMetadata.has('originAnnotations')) values.delete(annotations.origin)
    if (!buildMetadata.has('transformerAnnotations')) values.delete(annotations.transformations)
    attempt(run, () => setMetadataMap(root, 'annotations', values, by))
  }
}
