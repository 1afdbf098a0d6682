import { isMap, type YAMLMap } from 'yaml'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Repository } from '../../model/repository.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { editableText } from '../text/editable-text.ts'

/** A kustomization file that can be changed as text. */
export interface EditableKustomization {
  readonly kustomization: KustomizationFile
  readonly document: YamlDocument
  readonly map: YAMLMap
  readonly text: string
}

/** The kustomization file at a path, or why it is left alone; undefined where the path is none. */
export function editableKustomization(
  path: RepoPath,
  repository: Repository,
): EditableKustomization | { readonly why: string } | undefined {
  const kustomization = repository.kustomizations.get(parentDirectory(path))
  if (kustomization?.path !== path) return undefined
  const file = editableText(path, repository)
  if ('why' in file) return file
  const { document, root } = kustomization
  if (document === undefined || !isMap(root)) return { why: 'the file holds no mapping' }
  if (root.flow === true) return { why: 'the file is written in braces' }
  return { kustomization, document, map: root, text: file.text }
}
