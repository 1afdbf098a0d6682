import { isRemoteFile } from './is-remote-file.ts'
import { isRemoteRepository } from './is-remote-repository.ts'

/** Whether kustomize would fetch this text rather than read it from disk, as a file or as a repository. */
export function isRemoteReference(text: string): boolean {
  return isRemoteFile(text) || isRemoteRepository(text)
}
