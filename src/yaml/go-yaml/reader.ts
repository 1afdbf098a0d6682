/**
 * Who reads a file. `manifest`: kustomize through kyaml, which cuts the text at `---` itself and uses go-yaml v3.
 * `kustomization`: kustomize through sigs.k8s.io/yaml, which reads the first document with go-yaml v2. `other`:
 * something unknown, of which only YAML can be expected.
 */
export type Reader = 'manifest' | 'kustomization' | 'other'
