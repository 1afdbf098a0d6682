import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'

/** Whether a kustomization file is broken or empty, so that what it was meant to load is not known. */
export function isUnread({ origin, isBroken, root }: KustomizationFile): boolean {
  return isBroken || (origin === 'file' && root === undefined)
}
