/** A text without the passwords and tokens of the URLs in it: `https://user:…@host`. For every message that is shown. */
export function maskCredentials(text: string): string {
  return text.replace(/(\/\/)([^/\s@:]{1,200}):([^/\s@]{1,2000})@/g, '$1$2:•••@')
}
