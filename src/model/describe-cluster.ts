import type { FluxInstance } from '../flux/flux-instance.ts'
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
import { readDistributionVersion } from './read-distribution-version.ts'

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
  const bootstrapped = components && readBootstrapHeader(components.text)?.fluxVersion
  return {
    name,
    directory,
    root: kustomizationAt(directory),
    environment: layout.environments.find((one) => compileGlobs(one.clusters)(name))?.name,
    isEphemeral:
      isEphemeralName(directory.slice(directory.lastIndexOf('/') + 1), layout) || isEphemeralName(name, layout),
    fluxSystem,
    branch: branchOf(directory, fluxSystem, evidence),
    fluxVersion: layout.fluxVersion ?? bootstrapped ?? distributionOf(directory, evidence),
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
  return instanceOf(directory, evidence)?.branch
}

/** The FluxInstance that syncs a cluster. */
function instanceOf(directory: RepoPath, { instances }: ClusterEvidence): FluxInstance | undefined {
  return instances.find(({ path }) => clampPath(path) === directory)
}

function distributionOf(directory: RepoPath, evidence: ClusterEvidence): string | undefined {
  const file = evidence.files.get(instanceOf(directory, evidence)?.file ?? '')
  return file && readDistributionVersion(file)
}
