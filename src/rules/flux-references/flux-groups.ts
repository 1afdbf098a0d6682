/** The groups of the kinds that Flux' references name. */
export const fluxGroups: ReadonlyMap<string, string> = new Map([
  ['GitRepository', 'source.toolkit.fluxcd.io'],
  ['OCIRepository', 'source.toolkit.fluxcd.io'],
  ['Bucket', 'source.toolkit.fluxcd.io'],
  ['HelmRepository', 'source.toolkit.fluxcd.io'],
  ['HelmChart', 'source.toolkit.fluxcd.io'],
  ['ExternalArtifact', 'source.toolkit.fluxcd.io'],
  ['Kustomization', 'kustomize.toolkit.fluxcd.io'],
  ['HelmRelease', 'helm.toolkit.fluxcd.io'],
  ['ImageRepository', 'image.toolkit.fluxcd.io'],
  ['ImagePolicy', 'image.toolkit.fluxcd.io'],
  ['ImageUpdateAutomation', 'image.toolkit.fluxcd.io'],
  ['Provider', 'notification.toolkit.fluxcd.io'],
  ['Terraform', 'infra.contrib.fluxcd.io'],
])
