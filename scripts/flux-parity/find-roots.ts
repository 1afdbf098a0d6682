import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { isFluxKustomization, isJsonObject, type JsonObject, type JsonValue } from './flux-object.ts'

/** Where a cluster starts. */
export interface ClusterRoot {
  /** The cluster's directory in its repository. */
  readonly directory: string
  /** The Flux Kustomization that applies it. */
  readonly kustomization: JsonObject
}

/** Clusters without a file that Flux bootstrap wrote, and where it exists the file that applies them. */
const otherRoots: Readonly<Record<string, readonly { readonly directory: string; readonly file?: string }[]>> = {
  'giantswarm+gitops-template': [
    { directory: 'management-clusters/MC_NAME', file: 'management-clusters/MC_NAME/MC_NAME.yaml' },
  ],
  'joryirving+home-ops': ['main', 'test', 'utility'].map((name) => ({ directory: `kubernetes/clusters/${name}` })),
  'onedr0p+home-ops': [{ directory: 'kubernetes/flux/cluster' }],
  'ricsanfre+pi-cluster': [
    { directory: 'kubernetes/clusters/dev', file: 'kubernetes/clusters/dev/config/cluster.yaml' },
    { directory: 'kubernetes/clusters/prod' },
  ],
}

/** The clusters of a repository of the corpus, by directory. */
export function findRoots(repository: string, name: string): readonly ClusterRoot[] {
  const bootstrapped = readdirSync(repository, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/flux-system/gotk-sync.yaml'))
    .map((file) => ({ directory: dirname(dirname(file)), file }))
  return [...bootstrapped, ...(otherRoots[name] ?? [])]
    .map(({ directory, file }: { readonly directory: string; readonly file?: string }) => ({
      directory,
      kustomization:
        readKustomization(file === undefined ? undefined : join(repository, file)) ?? synthesise(directory),
    }))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1))
}

/** The Flux Kustomization of a file; undefined where it holds none, as in a repository that serves as an example. */
function readKustomization(file: string | undefined): JsonObject | undefined {
  if (file === undefined || !existsSync(file)) return undefined
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document): JsonValue => document.toJS())
    .filter(isJsonObject)
    .find(isFluxKustomization)
}

/** What `flux bootstrap` would write for a directory. */
function synthesise(directory: string): JsonObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'flux-system', namespace: 'flux-system' },
    spec: {
      interval: '10m0s',
      path: `./${directory}`,
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    },
  }
}
