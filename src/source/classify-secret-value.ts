import { findPrivateKeys } from './find-private-keys.ts'

/**
 * What the name of an entry promises. `credential`: a password or token. `key`: something that may be one, such as a
 * salt or a cookie. `harmless`: a user name, an address, a public key. `unknown`: the name says nothing.
 */
type Role = 'credential' | 'key' | 'harmless' | 'unknown'

interface Entry {
  readonly key: string
  readonly text: string
  readonly depth: number
  /** What the names around it promise, for a name that says nothing. */
  readonly outer?: Role
  /** Decoded from base64 that was no necessity: a token, not configuration. */
  readonly isEncoded?: boolean
  /** Cut out of a text that was already searched for what is a secret under any name. */
  readonly isSearched?: boolean
}

/** Configuration in JSON in base64 in configuration: deeper nesting is left alone. */
const deepestNesting = 4
/** Kubernetes refuses a larger Secret; what lies beyond cannot be one. */
const longestValue = 1_500_000
/** A longer line is a document of some kind. */
const longestLine = 4096
const longestUrl = 2000

/**
 * Decides whether a value of a Kubernetes Secret is a real secret in plain text. `value` is what stands in `stringData`
 * (encoding `text`) or in `data` (encoding `base64`), and `key` is the name of that entry, which says what the value is
 * for. Known token formats, private keys and addresses with a password are secrets under any name; anything else only
 * where the name or a random look speaks for it. Variables, references to a vault, ciphertext, placeholders, well-known
 * development passwords, hashes, public keys and configuration without such leaves are not. When in doubt: not a secret.
 */
export function classifySecretValue(value: string, encoding: 'text' | 'base64', key: string): 'secret' | 'not-secret' {
  const raw = value.slice(0, longestValue).trim()
  const decoded = encoding === 'base64' ? decodeBase64(raw) : undefined
  // bytes that are no text are judged by the look of their base64, and only where the name promises a secret
  if (encoding === 'base64' && decoded === undefined && isBase64(raw) && roleOf(key) === 'unknown') return 'not-secret'
  const queue: Entry[] = [{ key, text: decoded ?? raw, depth: 0 }]
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const text = entry.text.trim()
    if (text === '' || isCiphertext(text)) continue
    if (entry.isSearched !== true && hasObviousSecret(text)) return 'secret'
    const nested = entry.depth < deepestNesting ? nestedEntries({ ...entry, text }) : undefined
    // not spread: a text may have more lines than a call may have arguments
    for (const part of nested ?? []) queue.push(part)
    if (nested === undefined && !text.includes('\n') && isSecretLine(text, entry.key, entry.outer)) return 'secret'
  }
  return 'not-secret'
}

function hasObviousSecret(text: string): boolean {
  return findPrivateKeys(text).length > 0 || hasKnownToken(text) || hasPasswordInUrl(text)
}

// --- what a value contains

/** The parts of a value that are judged by their own names, or undefined where the value is one whole. */
function nestedEntries({ key, text, depth, outer, isEncoded }: Entry): readonly Entry[] | undefined {
  if (/^[[{]/.test(text)) {
    const leaves = jsonLeaves(text, key, promiseOf(key, outer))
    // readable configuration has plain settings beside its secrets, so less is taken for one
    const soften = (role: Role): Role => (role === 'credential' && isEncoded !== true ? 'key' : role)
    if (leaves !== undefined) return leaves.map((leaf) => ({ ...leaf, outer: soften(leaf.outer), depth: depth + 1 }))
  }
  if (/^-----BEGIN /.test(text) || isPublicKey(text)) return []
  if (/^(?:machine|default)\s/.test(text)) {
    const passwords = text.matchAll(/\spassword\s+(\S{1,500})/g)
    return Array.from(passwords, ([, password = '']) => ({ key: 'password', text: password, depth: depth + 1 }))
  }
  if (text.includes('\n')) {
    const lines = text.split('\n')
    const assignments = lines.flatMap((line) => readAssignment(line) ?? [])
    const isList = assignments.length === 0 && roleOf(key) === 'credential'
    const entries = isList ? lines.map((line) => ({ key, text: line.replace(/^\s*#.*/, '') })) : assignments
    return entries.map((entry) => ({ ...entry, depth: depth + 1, isSearched: true }))
  }
  const pairs = connectionStringPairs(text)
  if (pairs !== undefined) return pairs.map((pair) => ({ ...pair, depth: depth + 1, isSearched: true }))
  const scheme = /^(?:Bearer|Basic|Token|ApiKey) +(?=\S+$)/i.exec(text)
  if (scheme !== null) {
    const basic = scheme[0].toLowerCase().startsWith('basic')
    return [{ key: basic ? 'auth' : 'token', text: text.slice(scheme[0].length), depth: depth + 1 }]
  }
  const decoded = text.length >= 12 ? decodeBase64(text) : undefined
  if (decoded === undefined) return undefined
  const user = /^[^\s:]{1,100}:(?=\S+$)/.exec(decoded)
  if (/^auth$/i.test(key) && user !== null) {
    return [{ key: 'password', text: decoded.slice(user[0].length), depth: depth + 1 }]
  }
  // nine random bytes are no text but once in ten thousand times
  return [{ key, text: decoded, depth: depth + 1, isEncoded: true, ...(outer && { outer }) }]
}

interface JsonLeaf {
  readonly key: string
  readonly text: string
  readonly outer: Role
}

function jsonLeaves(text: string, key: string, outer: Role): JsonLeaf[] | undefined {
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch {
    return undefined
  }
  const leaves: JsonLeaf[] = []
  const stack: { key: string; value: unknown; outer: Role }[] = [{ key, value: root, outer }]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const { value, key: name, outer } = node
    if (typeof value === 'string') leaves.push({ key: name, text: value, outer })
    else if (Array.isArray(value)) for (const entry of value) stack.push({ key: name, value: entry, outer })
    else if (typeof value === 'object' && value !== null) {
      const inner = promiseOf(name, outer)
      for (const [field, entry] of Object.entries(value)) stack.push({ key: field, value: entry, outer: inner })
    }
  }
  return leaves
}

/** What a name promises of the names in it: what it says itself, or what those around it say. */
function promiseOf(key: string, outer: Role = 'unknown'): Role {
  const role = roleOf(key)
  return role === 'unknown' ? outer : role === 'harmless' ? 'unknown' : role
}

/** Reads `key: value` of YAML and `key = value` of env, ini and TOML files; what looks like code is no assignment. */
function readAssignment(line: string): { key: string; text: string } | undefined {
  const match = /^[ \t]*(?:- +)?(?:export +)?["']?([A-Za-z_][\w.$/-]{0,120})["']? ?(?::[ \t]|=>?)[ \t]*/.exec(
    line.slice(0, 200),
  )
  if (match === null) return undefined
  const rest = line.slice(match[0].length).trim()
  const quoted = /^(["'])(.*)\1[,;]?(?:\s+#.*)?$/.exec(rest)
  const text =
    quoted?.[2] ??
    rest
      .replace(/\s#.*$/, '')
      .replace(/[,;]$/, '')
      .trim()
  if (/^[@&*|>]/.test(text) || /^[\w.]+[([]/.test(text)) return undefined
  return { key: match[1] ?? '', text }
}

/** `Server=db;Password=…`, `host=db password=…` and the like, as their parts. */
function connectionStringPairs(text: string): { key: string; text: string }[] | undefined {
  if (text.includes('://')) return undefined
  const separator = text.includes(';') ? /;\s*/ : /\s+/
  const pairs = text.split(separator).filter((part) => part !== '')
  const read = pairs.map((part) => /^([A-Za-z][\w .-]{0,60}?) ?=(.+)$/.exec(part))
  if (pairs.length < 2 || read.some((match) => match === null)) return undefined
  return read.map((match) => ({ key: match?.[1] ?? '', text: match?.[2] ?? '' }))
}

/** The text that base64 stands for, or undefined where it is not base64 or stands for bytes that are not text. */
function decodeBase64(value: string): string | undefined {
  if (!isBase64(value)) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text
    return /[\0-\x08\x0e-\x1f\x7f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

function isBase64(value: string): boolean {
  const compact = value.replace(/\s+/g, '')
  return compact.length % 4 !== 1 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact)
}

// --- signs of a secret under any name

const tokenFormats = [
  'gh[pousr]_[A-Za-z0-9]{36,255}', // GitHub
  'github_pat_[A-Za-z0-9_]{60,255}',
  'gl(?:pat|dt|rt|ptt|cbt|ft|agent|soat|oas)-[A-Za-z0-9_-]{20,255}', // GitLab
  'xox[abeoprs]-\\d[A-Za-z0-9-]{10,255}', // Slack
  'xapp-\\d-[A-Za-z0-9-]{10,255}',
  'https://hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9]{6,40}/[A-Za-z0-9]{6,40}/[A-Za-z0-9/]{16,100}',
  'https://(?:\\w{1,10}\\.)?discord(?:app)?\\.com/api/webhooks/\\d{10,25}/[A-Za-z0-9_-]{40,100}',
  'https://[\\w-]{1,60}\\.webhook\\.office\\.com/webhookb2/[\\w@-]{30,120}/IncomingWebhook/[a-z0-9]{20,60}',
  '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,255}', // Stripe
  'whsec_[A-Za-z0-9+/]{24,255}',
  'AIza[A-Za-z0-9_-]{35}', // Google
  'GOCSPX-[A-Za-z0-9_-]{28}',
  'hv[sb]\\.[A-Za-z0-9_-]{24,255}', // HashiCorp
  '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,100}',
  'eyJ[A-Za-z0-9_-]{8,4000}\\.eyJ[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{16,2000}', // JWT
  'npm_[A-Za-z0-9]{36}',
  'pypi-AgEI[A-Za-z0-9_-]{50,500}',
  'rubygems_[a-f0-9]{48}',
  'dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,100}',
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
  'SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}', // SendGrid
  'sk-(?:proj-|ant-|svcacct-|or-v1-)?[A-Za-z0-9_-]{40,255}', // OpenAI, Anthropic, OpenRouter
  'gl(?:sa|c)_[A-Za-z0-9+/_]{32,400}', // Grafana
  'do[oprt]_v1_[a-f0-9]{64}', // DigitalOcean
  'tskey-[a-z]{2,10}-[A-Za-z0-9-]{16,100}', // Tailscale
  'pul-[a-f0-9]{40}',
  'lin_api_[A-Za-z0-9]{32,64}',
  'dapi[a-f0-9]{32}', // Databricks
  'hf_[A-Za-z0-9]{34}',
  'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}',
  'ATATT3[A-Za-z0-9_=-]{60,300}', // Atlassian
  'PMAK-[a-f0-9]{24}-[a-f0-9]{34}',
  'ops_eyJ[A-Za-z0-9_-]{100,4000}', // 1Password
  '\\d{8,10}:AA[A-Za-z0-9_-]{33}', // Telegram
]
const token = new RegExp(`(?<![A-Za-z0-9_.-])(?:${tokenFormats.join('|')})(?![A-Za-z0-9])`, 'g')
/** The header and the first claims of the token that jwt.io and half of all documentation show. */
const documentedJwt = 'eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9l'
const accessKeyId = /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/
const secretAccessKey = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g

function hasKnownToken(text: string): boolean {
  for (const [match] of text.matchAll(token)) {
    if (!match.includes(documentedJwt) && !isMarkedAsPlaceholder(match)) return true
  }
  // the identifier is no secret, but it tells what the forty characters beside it are
  if (!accessKeyId.test(text)) return false
  return (text.match(secretAccessKey) ?? []).some((secret) => looksRandom(secret, 40) && !isMarkedAsPlaceholder(secret))
}

const goDsn = /(?:^|[\s"'=])([\w.-]{1,60}):([^\s@]{1,200})@(?:tcp|udp|unix)\(/

/** `scheme://user:password@host`, `user:password@tcp(host)`, `?token=…` behind an address; comments do not count. */
function hasPasswordInUrl(commented: string): boolean {
  const text = commented.replace(/^[ \t]*(?:#|\/\/|;).*$/gm, '')
  for (let at = text.indexOf('://'); at >= 0; ) {
    const next = text.indexOf('://', at + 3)
    const rest = text.slice(at + 3, Math.min(at + longestUrl, next < 0 ? text.length : next))
    const url = /^[^\s"'`<>\\]*/.exec(rest)?.[0] ?? ''
    const authority = /^[^/?#]*/.exec(url.replace(/\$\{[^}]*\}/g, ''))?.[0] ?? ''
    const hostAt = authority.lastIndexOf('@')
    const [user = '', ...password] = authority.slice(0, Math.max(0, hostAt)).split(':')
    if (isPasswordInUrl(password.join(':'), `${user} ${authority.slice(hostAt + 1)}`)) return true
    for (const [, name = '', value = ''] of url.matchAll(/[?&;]([\w.-]{1,60})=([^&;#]{1,500})/g)) {
      if (roleOf(name) === 'credential' && isSecretLine(value, name)) return true
    }
    at = next
  }
  const [, user = '', password = ''] = goDsn.exec(text) ?? []
  return isPasswordInUrl(password, user)
}

function isPasswordInUrl(password: string, userAndHost: string): boolean {
  return password !== '' && password.length <= 200 && !isReference(password) && !isPlaceholder(password, userAndHost)
}

// --- one value under one name

const shortestSecret = { credential: 6, key: 16, unknown: 24 } as const
const longestUnknown = 128

function isSecretLine(line: string, key: string, outer: Role = 'unknown'): boolean {
  if (line.length < shortestSecret.credential || line.length > longestLine) return false
  const text = line.replaceAll('$$', '$')
  const fallback = /^\$\{\w+:?[-=](.+)\}$/.exec(text)?.[1]
  if (fallback !== undefined) return isSecretLine(fallback, key, outer)
  const own = roleOf(key)
  const role = own === 'unknown' ? outer : own
  if (role === 'harmless' || text.length < shortestSecret[role]) return false
  if (role === 'credential' ? !looksLikeCredential(text) : !looksRandom(text, shortestSecret[role])) return false
  if (role === 'unknown' && text.length > longestUnknown) return false
  return !isHarmless(text) && !isPlaceholder(text, key)
}

function isHarmless(text: string): boolean {
  return isVariable(text) || isReference(text) || isHash(text) || isPublicKey(text) || isPlainValue(text)
}

const wordSet = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

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

function roleOf(key: string): Role {
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

/** `dbPassword`, `DB_PASSWORD` and `db-password` are the same two words. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

function looksLikeCredential(text: string): boolean {
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

/** Letters of both cases and digits change places too often for words, and few of them repeat. */
function looksRandom(text: string, shortest: number): boolean {
  if (!/^[\w+/=.~:!@#$%^&*-]+$/.test(text)) return false
  if (/^[a-f0-9]+$/.test(text)) return shortest < shortestSecret.unknown && text.length >= 32 && new Set(text).size >= 8
  // names of models, releases and files have short parts
  const letters = Array.from(text.matchAll(/[A-Za-z0-9+/]+/g), ([part]) => part).reduce(
    (a, b) => (b.length > a.length ? b : a),
    '',
  )
  const classOf = (letter: string) => (/\d/.test(letter) ? 'digit' : /[a-z]/.test(letter) ? 'lower' : 'upper')
  const classes = Array.from(letters.replace(/[+/]/g, ''), classOf)
  const changes = classes.filter((kind, i) => i > 0 && kind !== classes[i - 1]).length
  return (
    letters.length >= shortest - 4 &&
    text.length >= shortest &&
    new Set(classes).size === 3 &&
    classes.filter((kind) => kind === 'digit').length >= 2 &&
    changes >= classes.length * 0.4 &&
    new Set(letters).size >= 10
  )
}

// --- signs of something harmless

/** SOPS and eyaml, Jasypt, Sealed Secrets, Ansible Vault, PGP, age. */
function isCiphertext(text: string): boolean {
  return (
    text.includes('ENC[AES256_GCM,') ||
    /^(?:ENC[[(]|Ag[A-D][A-Za-z0-9+/]{100}|\$ANSIBLE_VAULT;)/.test(text) ||
    /^-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE)-----/.test(text)
  )
}

const brackets = [
  ['${', '}'],
  ['$(', ')'],
  ['{{', '}}'],
  ['<%', '%>'],
  ['[[', ']]'],
] as const
const wholeVariables = [
  /^\$[A-Za-z_]\w*$/,
  /^%[A-Za-z_][\w.]*%$/,
  /^__\w+__$/,
  /^@@?[A-Za-z_]\w*@@?$/,
  /^\[[A-Za-z_ -]+\]$/,
  /^\{[A-Za-z_][\w:./-]*\}$/,
]

/** `${VAR}`, `$(VAR)`, `{{ … }}`, `<% … %>` anywhere; `$VAR`, `%VAR%`, `__VAR__`, `@VAR@`, `[VAR]`, `{VAR}` alone. */
function isVariable(text: string): boolean {
  return (
    brackets.some(([open, close]) => text.includes(open) && text.indexOf(close, text.indexOf(open)) >= 0) ||
    wholeVariables.some((format) => format.test(text))
  )
}

const stores = wordSet(`
  op secret secrets vault >>vault sm gcpsm awssm awsssm akv akvs keyvault file env doppler infisical bw keeper ssm k8s
  passbolt arn avp valuefrom
`)

/** A name under which some store keeps the secret: 1Password, vals, Bank-Vaults, Argo CD Vault Plugin, clouds, files. */
function isReference(text: string): boolean {
  const colon = text.indexOf(':')
  if (colon > 0 && colon < 12 && stores.has(text.slice(0, colon).toLowerCase())) return true
  return /^(?:ref\+\w+:\/\/|<path:|projects\/[^/]+\/secrets\/|!\w|os\.environ|process\.env)/.test(text)
}

const hashFormats = [
  /^\$(?:[156y7]|2[abxy]?|apr1|argon2\w{0,2}|scrypt|pbkdf2[\w-]*)\$/,
  /^\{(?:S?SHA\d*|CRYPT|PBKDF2[\w-]*|ARGON2\w*)\}/,
  /^(?:pbkdf2_sha\d+\$|scrypt:|SCRAM-SHA-\d+\$|sha(?:1|256|512):)/,
  /^md5[0-9a-f]{32}$/,
]

/** A password's hash, alone or behind a user name: crypt, bcrypt, argon2, LDAP, Django, Werkzeug, PostgreSQL. */
function isHash(text: string): boolean {
  const withoutUser = text.replace(/^[^\s:]{1,100}:/, '')
  return hashFormats.some((format) => format.test(text) || format.test(withoutUser))
}

const publicKeyFormats = [
  /^(?:[\w.,*[\]:@-]{1,200} )?(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S{1,30}|sk-(?:ssh|ecdsa)\S{1,60}) AAAA/,
  /^age1[a-z0-9]{40}/,
  /^-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}(?:PUBLIC KEY|CERTIFICATE|CRL|PARAMETERS)/,
]

function isPublicKey(text: string): boolean {
  return publicKeyFormats.some((format) => format.test(text))
}

/** Booleans, numbers, durations, dates, addresses, host names, paths, images: values that a setting has. */
const plainValues = [
  /^(?:true|false|yes|no|on|off|null|none|nil|~|undefined|n\/a)$/i,
  /^[-+]?\d[\d._,]*(?:ns|us|ms|s|m|h|d|w|y|%|[KMGTPE]i?B?)?$/i,
  /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[-+][\d:]+)?)?$/,
  /^v?\d+(?:\.\d+)+(?:[-+][\w.]+)?$/,
  /^[0-9a-f:.]+\/\d{1,3}$/i,
  /^[a-z][a-z0-9+.-]*:\/\//i,
  /^jdbc:/,
  /^[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
  /^(?:[a-z0-9_-]+\.)+[a-z]{2,24}\.?(?::\d{1,5})?$/,
  /^[a-z0-9.-]+:\d{1,5}$/i,
  /^[a-z0-9_.-]+(?:\/[a-z0-9_.-]+)+(?::[a-z0-9_.-]+)?(?:@sha256:[0-9a-f]{64})?$/,
  /^\.[a-z][a-z0-9_-]*$/,
  /^[\w.-]+\.(?:json|ya?ml|toml|pem|crt|cer|key|p12|pfx|jks|txt|conf|cfg|ini|properties|env|sh|xml|asc|pub|log|db)$/,
]
const path = /^(?:\.{0,2}\/|~\/|[A-Z]:\\)[\w.@ \\/-]*$/

function isPlainValue(text: string): boolean {
  return plainValues.some((format) => format.test(text)) || (path.test(text) && !looksRandom(text, 16))
}

/** Words that placeholders and well-known development passwords are made of; digits and punctuation come on top. */
const placeholderWords = wordSet(`
  a an the my your our this that here it is be to in on at by for of or and with from me you us please some any not
  no change changed changeme pre preset keystore truststore acceptor connector broker changeit replace replaced
  replaceme set put add insert enter fill provide generate generated use update updated edit override overridden
  real actual own value values string text random strong secure secured safe very super long short good bad weak
  unsafe insecure secret secrets password passwords passwd passwort pass pwd phrase passphrase token tokens key keys
  api apikey access auth authentication authorization bearer basic client server service account user username name
  login admin administrator root guest default dummy fake mock sample example examples demo test tests testing
  tester todo fixme tbd xxx foo bar baz qux foobar placeholder redacted removed hidden masked omitted empty none
  null nil unset unused unknown undefined nothing something anything whatever goes needed required optional template
  managed external dev devel development local localhost prod production stage staging qa uat sandbox lab playground
  temp temporary tmp initial bootstrap first db database data postgres postgresql pg pgsql mysql mariadb mongo
  mongodb redis rabbitmq rabbit kafka minio grafana prometheus keycloak vault consul elastic elasticsearch kibana
  opensearch nginx jenkins gitlab gitea github harbor argocd argo flux wordpress nextcloud airflow superset
  sonarqube sonar nexus artifactory cassandra influx influxdb influxdata clickhouse cockroach etcd ldap openldap
  smtp mail email webhook slack discord telegram s three aws azure gcp google cloud cloudflare kubernetes kube
  kubectl cluster docker registry image app application web site website backend frontend job worker encryption
  encrypted encoded base decoded plain private public shared signing session cookie jwt oauth oidc sso ssl tls cert
  certificate license licence welcome letmein qwerty qwertz asdf abc abcd abcde abcdef abcdefg monkey dragon
  iloveyou hello world hi trustno one two system sys sa ops devops ci cd bot robot runner agent operator controller
  manager master slave replica replication primary secondary internal notreal notasecret only just must should will
  later before after deploy deployment commit committed git repo repository store stored see readme docs doc
  documentation instructions min chars characters least length minimum bytes hex
`)
const longestPlaceholderWord = 20
const leet = new Map(Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }))

const placeholderMarks = [
  /<[A-Za-z][^<>]*>/,
  /x{4}|\*{4}|\.{3}|…/i,
  /change[-_ ]?me|replace[-_ ]?(?:me|this|with)|your[-_ ]|placeholder|example|redacted|dummy/i,
  /(?:^|[^a-z])(?:todo|fixme|fake|sample|insert|notreal|not[-_ ]real)(?:$|[^a-z])/i,
]

/** Says itself that it is not the real thing. */
function isMarkedAsPlaceholder(text: string): boolean {
  return placeholderMarks.some((mark) => mark.test(text))
}

/** A placeholder or a password that everybody knows. `context` is what it may repeat: its key, its user, its host. */
function isPlaceholder(text: string, context: string): boolean {
  if (isVariable(text) || isMarkedAsPlaceholder(text) || new Set(text.toLowerCase()).size <= 1) return true
  if (/^[A-Z]{2,}\d{0,2}(?:_(?:[A-Z]+\d{0,2}|\d{1,3}))+$/.test(text)) return true
  const known = new Set(wordsOf(context).filter((word) => word.length >= 3))
  const spelledOut = text.replace(/[^A-Za-z]+$/, '').replace(/[013457@$!]/g, (sign) => leet.get(sign) ?? sign)
  return hasFewDigits(text) && (isMadeOf(text, known) || isMadeOf(spelledOut, known))
}

/** None, or a year, or just counted up. */
function hasFewDigits(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  return digits.length <= 4 || '01234567890123456789'.includes(digits) || '9876543210'.includes(digits)
}

/** All letters belong to known words. */
function isMadeOf(text: string, alsoKnown: ReadonlySet<string>): boolean {
  const letters = text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
  // alone it is too short for a password, but in an address it is one
  return (
    letters.length <= 100 && letters !== 'pass' && letters.split(' ').every((word) => isSegmentable(word, alsoKnown))
  )
}

function isSegmentable(word: string, alsoKnown: ReadonlySet<string>): boolean {
  const reachable = [true]
  for (let end = 1; end <= word.length; end++) {
    for (let start = Math.max(0, end - longestPlaceholderWord); start < end; start++) {
      const part = word.slice(start, end)
      if (reachable[start] === true && (placeholderWords.has(part) || alsoKnown.has(part))) reachable[end] = true
    }
  }
  return reachable[word.length] === true
}
