/** Whether kustomize fetches this text where it loads a file: an http or https URL (api loader/fileloader.go). */
export function isRemoteFile(text: string): boolean {
  return /^https?:/i.test(text)
}
