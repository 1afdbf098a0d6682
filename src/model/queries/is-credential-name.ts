/** Whether a key or variable is named like a credential: `db_password`, `apiKey`. */
export function isCredentialName(name: string): boolean {
  return credential.test(name)
}

const credential =
  /(?:password|passwd|passphrase|token|api[-_]?key|access[-_]?key|secret[-_]?key|client[-_]?secret|private[-_]?key)$/i
