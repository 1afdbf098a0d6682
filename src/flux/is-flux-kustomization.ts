/** Whether an object is a Flux Kustomization, of whatever version, rather than a kustomization file. */
export function isFluxKustomization({ group, kind }: { readonly group: string; readonly kind: string }): boolean {
  return kind === 'Kustomization' && group === 'kustomize.toolkit.fluxcd.io'
}
