import { readArtifacts } from '../../flux/read-artifacts.ts'
import { readText } from '../../flux/read-text.ts'
import { toFluxObject } from '../../flux/to-flux-object.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listObjectsOfKind } from '../../model/queries/list-objects-of-kind.ts'
import type { NamedObject } from './named-object.ts'
import { readRootSource } from './read-root-source.ts'

/** The objects of a kind of Flux that a cluster has, those that controllers make and its root with its source included. */
export function listFluxObjects(closure: Closure, group: string, kind: string): readonly NamedObject[] {
  const found: NamedObject[] = listObjectsOfKind(closure, group, kind).map(({ id, root }) => ({
    name: id.name,
    namespace: id.namespace,
    at: locateField(root, ['metadata', 'name']),
  }))
  if (kind === 'ExternalArtifact') found.push(...listArtifacts(closure))
  if (kind === 'HelmChart') found.push(...listChartsOfReleases(closure))
  const [root] = closure.applied
  if (kind === 'Kustomization' && root !== undefined) {
    found.push({ name: root.name, namespace: root.namespace, at: undefined })
  }
  const rootSource = readRootSource(closure)
  if (rootSource?.kind === kind) found.push(rootSource)
  return found
}

/** What ArtifactGenerators make. */
function listArtifacts(closure: Closure): readonly NamedObject[] {
  return listObjectsOfKind(closure, 'source.extensions.fluxcd.io', 'ArtifactGenerator').flatMap((object) =>
    readArtifacts(toFluxObject(object)).map(({ name }, index) => ({
      name,
      namespace: object.id.namespace,
      at: locateField(object.root, ['spec', 'artifacts', index, 'name']),
    })),
  )
}

/** The HelmCharts that HelmReleases with a chart of their own make, beside their sources. */
function listChartsOfReleases(closure: Closure): readonly NamedObject[] {
  return listObjectsOfKind(closure, 'helm.toolkit.fluxcd.io', 'HelmRelease').flatMap(({ id, root }) => {
    if (getNode(root, ['spec', 'chart']) === undefined) return []
    const namespace = readText(root, ['spec', 'chart', 'spec', 'sourceRef', 'namespace'])?.text ?? id.namespace
    return { name: `${id.namespace}-${id.name}`, namespace, at: locateField(root, ['metadata', 'name']) }
  })
}
