const lineLength = 70

/** Bytes as kustomize writes them into `data` and `binaryData`: base64, in lines of 70 where it is as long as one. */
export function encodeBase64(value: string | Uint8Array): string {
  const text = Buffer.from(value).toString('base64')
  return text.length < lineLength ? text : text.replace(/.{1,70}/g, '$&\n')
}
