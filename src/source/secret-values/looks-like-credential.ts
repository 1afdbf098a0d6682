/** Whether a text under the name of a password may be one. */
export function looksLikeCredential(text: string): boolean {
  if (/^[\d.,:/_-]+$/.test(text) || isNameLike(text)) return false
  if (/\s/.test(text)) return text.split(/\s+/).some((word) => word.length >= 8 && characterClasses(word) >= 3)
  if (/^(?:[a-z]+|[A-Z]+)$/.test(text)) return text.length >= 16
  const classes = characterClasses(text)
  return (text.length >= 8 && classes >= 2) || (text.length >= 6 && classes >= 3)
}

/** A name of an object or an entry, with which a configuration says where its password is: `my-app-s3`, `apiUsers`. */
function isNameLike(text: string): boolean {
  const digits = text.replace(/\D/g, '').length
  return (/^[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+$/.test(text) && digits <= 3) || /^[a-z]+(?:[A-Z][a-z]+)+$/.test(text)
}

function characterClasses(text: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(text)).length
}
