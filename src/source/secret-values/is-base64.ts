/** Whether a text has the form of base64, with or without line breaks and padding. */
export function isBase64(value: string): boolean {
  const compact = value.replace(/\s+/g, '')
  return compact.length % 4 !== 1 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact)
}
