/** The parts of an image's reference; empty texts where they are missing. */
export interface ImageParts {
  readonly name: string
  readonly tag: string
  readonly digest: string
}

/** Splits the reference of an image (image.Split). What stands before the first slash is a host, with its port. */
export function splitImage(text: string): ImageParts {
  const start = Math.max(0, text.indexOf('/'))
  const at = text.indexOf('@', start)
  const colon = text.indexOf(':', start)
  if (at >= 0 && (colon < 0 || at < colon)) return { name: text.slice(0, at), tag: '', digest: text.slice(at + 1) }
  if (colon < 0) return { name: text, tag: '', digest: '' }
  const end = at < 0 ? text.length : at
  return { name: text.slice(0, colon), tag: text.slice(colon + 1, end), digest: at < 0 ? '' : text.slice(at + 1) }
}

/** The reference that parts make. */
export function joinImage({ name, tag, digest }: ImageParts): string {
  return `${name}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`
}
