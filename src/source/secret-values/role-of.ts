import type { Role } from './role.ts'
import { wordSet } from './word-set.ts'
import { wordsOf } from './words-of.ts'

const fileExtensions = wordSet('yaml yml json toml ini conf cfg config properties env txt xml sh sql hcl')

/** Words behind the noun that say nothing about it. */
const fillers = wordSet(`
  value values plain plaintext raw b64 base64 encoded default current old new prod production stage staging dev test
  primary secondary string data
`)

const harmlessNouns = wordSet(`
  name username user users login email mail url urls uri host hosts hostname port endpoint server address addr path
  file filename dir directory type kind id ids uid uuid guid ref refs algorithm alg issuer audience expiry expires
  expiration ttl timeout length size enabled policy class mode namespace region zone bucket domain database db
  schema org organization account subject scope scopes role roles version image tag hash sha sha1 sha256 sha512 md5
  checksum digest fingerprint bcrypt htpasswd crt cer cert certificate ca cabundle pub public csr crl method
  provider prefix suffix format field header label selector count limit interval
`)

const harmlessAnywhere = wordSet('public pub existing ref from')

const credentialNoun = new RegExp(
  [
    '(?:pass(?:word|wd|wort|phrase|code)|pwd|secret|token|credentials?|secretkeybase',
    '|(?:api|app|secret|secretaccess|private|encryption|encrypt|signing|master|account|shared|auth|security',
    '|hmac|jwt|storage|crypto|webhook|license|licence)keys?)$',
  ].join(''),
)

const keyNouns = wordSet(`
  key keys salt seed cookie auth authorization creds session webhook dsn psk hmac pepper jwt otp totp pin bearer
`)

/** What the name of an entry promises, by its last noun. */
export function roleOf(key: string): Role {
  const words = wordsOf(key)
  const last = (): string => words.at(-1) ?? ''
  if (words.length > 1 && fileExtensions.has(last())) words.pop()
  while (words.length > 1 && (fillers.has(last()) || /^\d+$/.test(last()))) words.pop()
  const noun = last().replace(/\d+$/, '')
  if (harmlessNouns.has(noun) || words.some((word) => harmlessAnywhere.has(word))) return 'harmless'
  // `passwordKey: admin-password` names an entry of another Secret
  if (/^(?:password|passwd|user|username|token)keys?$/.test(words.slice(-2).join(''))) return 'harmless'
  const joined = words.join('').replace(/\d+$/, '')
  if (credentialNoun.test(joined) || /^(?:user|root|admin|db|smtp|redis|mysql|pg)?pass$/.test(noun)) return 'credential'
  // half of all access keys are no more than the user name of an object store
  if (/accesskey$/.test(joined)) return 'unknown'
  return keyNouns.has(noun) ? 'key' : 'unknown'
}
