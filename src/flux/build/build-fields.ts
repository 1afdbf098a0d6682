/** The fields in the `spec` of a Flux Kustomization that change what kustomize builds from its path. */
export const buildFields = [
  'targetNamespace',
  'namePrefix',
  'nameSuffix',
  'patches',
  'components',
  'images',
  'buildMetadata',
] as const
