import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import type { LineIndex } from '../source/line-index.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'

/** A file of the repository. What is read from it is read once, when it is first asked for. */
export interface SourceFile {
  readonly path: RepoPath
  /** Bytes. */
  readonly size: number
  /** Whether its name says that it is YAML, or kustomize loads it as a manifest or patch whatever its name says. */
  readonly isYaml: boolean
  /** True where the configuration says not to judge it. */
  readonly isIgnored: boolean
  /** Why its text cannot be judged; undefined for good text. */
  readonly problem: SourceProblem | undefined
  /** Whether its bytes are UTF-8: kustomize reads nothing else. */
  readonly isUtf8: boolean
  /** Without a byte order mark; empty where there is a problem. */
  readonly text: string
  readonly lines: LineIndex
  readonly documents: readonly YamlDocument[]
  readonly objects: readonly KubernetesObject[]
}

/** Parses the text of a file. */
export type ParseFile = (path: RepoPath, text: string) => readonly YamlDocument[]

/** Why a file's content cannot be judged as text. */
export interface SourceProblem {
  readonly is: 'unreadable' | 'too-large' | 'binary' | 'encoding'
  readonly message: string
}
