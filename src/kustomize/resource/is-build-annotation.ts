import * as annotations from './build-annotations.ts'

const { origin, transformations, ...own } = annotations
const others = [
  'internal.config.kubernetes.io/path',
  'internal.config.kubernetes.io/index',
  'internal.config.kubernetes.io/seqindent',
  'internal.config.kubernetes.io/id',
  'internal.config.kubernetes.io/annotations-migration-resource-id',
  'internal.config.kubernetes.io/helm-generated',
  'config.kubernetes.io/path',
  'config.kubernetes.io/index',
  'config.k8s.io/id',
]
const known = new Set([...Object.values(own), ...others])

/** Whether kustomize keeps an annotation for itself and takes it out at the end of a build. */
export function isBuildAnnotation(key: string): boolean {
  return known.has(key)
}
