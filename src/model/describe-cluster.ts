import { readBootstrapHeader } from '../flux/read-bootstrap-header.ts'
import { clampPath } from '../source/clamp-path.ts'
import { hasVariable } from '../source/has-variable.ts'
import { isWithin } from '../source/is-within.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Cluster } from './cluster.ts'
import { compileGlobs } from './compile-globs.ts'
import type { ClusterEvidence } from './find-clusters.ts'
import { findFluxSystem } from './find-flux-system.ts'
import { isEphemeralName } from './is-ephemeral-name.ts'

/** Completes a cluster's directory by what the configuration and its own files say of it. */
export function describeCluster(
  directory: RepoPath,
  name: string,
  foundBy: Cluster['foundBy'],
  evidence: ClusterEvidence,
): Cluster {
  const { layout, tree, files, kustomizationAt } = evidence
  const fluxSystem = findFluxSystem(directory, tree)
  const components = files.get(`${fluxSystem}/gotk-components.yaml`)
  return {
    name,
    directory,
    root: kustomizationAt(directory),
    environment: layout.environments.find((one) => compileGlobs(one.clusters)(name))?.name,
    isEphemeral:
      isEphemeralName(directory.slice(directory.lastIndexOf('/') + 1), layout) || isEphemeralName(name, layout),
    fluxSystem,
    branch: branchOf(directory, fluxSystem, evidence),
    fluxVersion: layout.fluxVersion ?? (components && readBootstrapHeader(components.text)?.fluxVersion),
    foundBy,
  }
}

/** The branch of the source in the cluster's own flux-system, or of the FluxInstance that syncs it. */
function branchOf(directory: RepoPath, fluxSystem: RepoPath | undefined, evidence: ClusterEvidence): Cluster['branch'] {
  const source = evidence.sources.find(
    ({ at, kind, branch }) =>
      kind === 'GitRepository' &&
      branch !== undefined &&
      !hasVariable(branch.text) &&
      fluxSystem !== undefined &&
      isWithin(at?.file ?? '', fluxSystem),
  )
  if (source?.branch?.at !== undefined) return { name: source.branch.text, at: source.branch.at }
  return evidence.instances.find(({ path }) => clampPath(path) === directory)?.branch
}
