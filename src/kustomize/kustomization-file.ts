import type { Node } from 'yaml'
import type { RepoPath } from '../source/repo-path.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'
import type { Reference } from './reference.ts'

/** What kustomize builds a directory from (kustomize.config.k8s.io), or what Flux generates where there is none. */
export interface KustomizationFile {
  /** For a generated one the path that Flux would give it. */
  readonly path: RepoPath
  readonly directory: RepoPath
  /** A `Component` patches the build that includes it and is no build of its own. */
  readonly kind: 'Kustomization' | 'Component'
  /** `generated`: there is no file, and Flux lists every manifest below the directory. */
  readonly origin: 'file' | 'generated'
  readonly document: YamlDocument | undefined
  readonly root: Node | undefined
  /** True where the text is broken, so that some references may not be known. */
  readonly isBroken: boolean
  /** In the order in which they are written. */
  readonly references: readonly Reference[]
}
