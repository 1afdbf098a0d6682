/** The names kustomize recognises, in its order (api konfig/general.go); two of them in one directory are an error. */
export const kustomizationFileNames: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
