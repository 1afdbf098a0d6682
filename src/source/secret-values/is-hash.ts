const hashFormats = [
  /^\$(?:[156y7]|2[abxy]?|apr1|argon2\w{0,2}|scrypt|pbkdf2[\w-]*)\$/,
  /^\{(?:S?SHA\d*|CRYPT|PBKDF2[\w-]*|ARGON2\w*)\}/,
  /^(?:pbkdf2_sha\d+\$|scrypt:|SCRAM-SHA-\d+\$|sha(?:1|256|512):)/,
  /^md5[0-9a-f]{32}$/,
]

/** A password's hash, alone or behind a user name: crypt, bcrypt, argon2, LDAP, Django, Werkzeug, PostgreSQL. */
export function isHash(text: string): boolean {
  const withoutUser = text.replace(/^[^\s:]{1,100}:/, '')
  return hashFormats.some((format) => format.test(text) || format.test(withoutUser))
}
