import type { Node } from 'yaml'
import type { RepoPath } from '../source/repo-path.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'

/** An object as it is written in a file: before patches, generators and name changes. */
export interface KubernetesObject {
  readonly file: RepoPath
  readonly document: YamlDocument
  readonly root: Node
  readonly apiVersion: string
  /** The part of the apiVersion before the slash; empty for the core group. */
  readonly group: string
  readonly kind: string
  readonly name: string | undefined
  readonly namespace: string | undefined
}
