import type { Repository } from '../../model/repository.ts'
import { isUnrendered } from '../../rules/kustomization/is-unrendered.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** The text of a file that can be changed, or why it is left alone: it is broken, encrypted or still to be rendered. */
export function editableText(
  path: RepoPath,
  repository: Repository,
): { readonly text: string } | { readonly why: string } {
  const file = repository.files.get(path)
  if (file === undefined || file.isIgnored) return { why: 'the file is not judged' }
  if (file.problem !== undefined || !file.isUtf8) return { why: 'the file cannot be read as text in UTF-8' }
  if (file.documents.some(({ problems }) => problems.length > 0)) return { why: 'the file is no valid YAML' }
  if (isUnrendered(file, repository)) return { why: 'the file has the marks of a template' }
  // SOPS signs the values of a file, also those that it leaves readable.
  if (/^["']?sops["']?:/m.test(file.text)) return { why: 'the file is signed by SOPS' }
  return { text: file.text }
}
