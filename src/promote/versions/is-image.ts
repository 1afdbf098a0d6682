const name = /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/
const tagForm = /^:\w[\w.-]{0,127}$/
const digestForm = /^@[a-z0-9]+:[0-9a-fA-F]{32,128}$/

/** Whether a text has the form of a container image with a tag or a digest. */
export function isImage(text: string): boolean {
  if (text.length > 1000) return false
  const at = text.indexOf('@')
  const digest = at < 0 ? '' : text.slice(at)
  const rest = at < 0 ? text : text.slice(0, at)
  const colon = rest.lastIndexOf(':')
  // The colon before a slash is that of a port.
  const tag = colon > rest.lastIndexOf('/') ? rest.slice(colon) : ''
  if (digest === '' && tag === '') return false
  const isFormed = (digest === '' || digestForm.test(digest)) && (tag === '' || tagForm.test(tag))
  return isFormed && name.test(rest.slice(0, rest.length - tag.length))
}
