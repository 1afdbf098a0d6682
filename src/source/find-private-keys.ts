/** A private key in a text; `start` and `end` are offsets in that text. */
export interface PrivateKey {
  /** What it is, in words, such as `RSA private key` or `age secret key in base64`. */
  readonly kind: string
  readonly start: number
  readonly end: number
}

/** An Ed25519 key in PKCS #8 has 64 characters of base64, and nothing is shorter. */
const shortestBody = 60
/** Prose has no words as long as the lines of a key. */
const shortestLongestLine = 32
const shortestBase64 = 64
/** A kubeconfig in a Secret's `data` holds base64 in base64. */
const deepestBase64 = 2
const mostHeaderLines = 16

const ageKey = /(?<![0-9A-Za-z])AGE-SECRET-KEY-(?:PQ-)?1([QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})(?![0-9A-Za-z])/g
const begin = '-----BEGIN '
const labelAndDashes = /((?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?)-----/y
const headerLine = /[A-Za-z][A-Za-z0-9-]{1,40}: [^\r\n\\]{0,200}(?:\r?\n|\\r|\\n)/y

/**
 * Finds private keys in a text: PEM (also passphrase-protected and PGP), age, and either of them in base64, in order of
 * their place. A PEM key may be indented, commented out or written with `\n` escapes, but it must have a body and an end;
 * a header alone, a body cut short by `...`, `<your key>` or `${VAR}`, a public key and a certificate are not keys.
 * Takes time linear in the length of the text.
 */
export function findPrivateKeys(text: string): readonly PrivateKey[] {
  return findKeys(text, deepestBase64)
}

function findKeys(text: string, base64Depth: number): readonly PrivateKey[] {
  const found = [...findPemKeys(text), ...findAgeKeys(text)]
  if (base64Depth > 0) found.push(...findEncodedKeys(text, base64Depth))
  return found.toSorted((a, b) => a.start - b.start)
}

function findAgeKeys(text: string): PrivateKey[] {
  if (!text.includes('AGE-SECRET-KEY-')) return []
  return Array.from(text.matchAll(ageKey)).flatMap((match) =>
    /^X+$/.test(match[1] ?? '')
      ? []
      : [{ kind: 'age secret key', start: match.index, end: match.index + match[0].length }],
  )
}

function findPemKeys(text: string): PrivateKey[] {
  const found: PrivateKey[] = []
  for (let start = text.indexOf(begin); start >= 0; start = text.indexOf(begin, start + 1)) {
    labelAndDashes.lastIndex = start + begin.length
    const label = labelAndDashes.exec(text)?.[1]
    if (label === undefined) continue
    const body = readPemBody(text, labelAndDashes.lastIndex)
    const footer = `-----END ${label}-----`
    if (!text.startsWith(footer, body.end) || !isKeyMaterial(body)) continue
    found.push({ kind: kindOf(label, body), start, end: body.end + footer.length })
  }
  return found
}

interface PemBody {
  readonly base64: string
  readonly longestLine: number
  readonly encrypted: boolean
  readonly end: number
}

/** Reads header fields and base64 up to the first character that belongs to neither; quotes and comment signs pass. */
function readPemBody(text: string, from: number): PemBody {
  let at = skipFiller(text, from)
  let encrypted = false
  for (let lines = 0; lines < mostHeaderLines; lines++) {
    headerLine.lastIndex = at
    const line = headerLine.exec(text)?.[0]
    if (line === undefined) break
    encrypted ||= line.startsWith('Proc-Type:') && line.includes('ENCRYPTED')
    at = skipFiller(text, headerLine.lastIndex)
  }
  const parts: string[] = []
  for (let end = base64End(text, at); end > at; end = base64End(text, at)) {
    parts.push(text.slice(at, end))
    at = skipFiller(text, end)
  }
  const longestLine = parts.reduce((length, part) => Math.max(length, part.length), 0)
  return { base64: parts.join(''), longestLine, encrypted, end: at }
}

function kindOf(label: string, { base64, encrypted }: PemBody): string {
  if (label === 'PGP PRIVATE KEY BLOCK') return 'PGP private key block'
  const algorithm = label.replace(/ ?PRIVATE KEY.*$/, '')
  if (encrypted || algorithm === 'ENCRYPTED' || hasOpenSshCipher(base64)) return 'encrypted PEM private key'
  if (algorithm === 'OPENSSH') return 'OpenSSH private key'
  return algorithm === '' ? 'PEM private key' : `${algorithm} private key`
}

/** OpenSSH writes its cipher's name, or `none`, right after the magic (openssh PROTOCOL.key). */
function hasOpenSshCipher(base64: string): boolean {
  const head = Buffer.from(base64.slice(0, 64), 'base64').toString('latin1')
  return head.startsWith('openssh-key-v1\0') && head.slice(19, 23) !== 'none'
}

function isKeyMaterial({ base64, longestLine }: PemBody): boolean {
  const isBlankedOut = /^(?:x+|X+|0+|\/+|\++|=+)$/.test(base64)
  return base64.length >= shortestBody && longestLine >= shortestLongestLine && !isBlankedOut
}

/** Skips what may stand between two lines of a key: white space, escaped line breaks, quotes, commas, comment signs. */
function skipFiller(text: string, from: number): number {
  let at = from
  for (;;) {
    const character = text[at] ?? ''
    if (character !== '' && ' \t\r\n"\',#'.includes(character)) at++
    else if (character === '\\') at += 'nrt'.includes(text[at + 1] ?? '\n') ? 2 : 1
    else return at
  }
}

function base64End(text: string, from: number): number {
  let at = from
  while (isBase64(text.charCodeAt(at)) || text[at] === '=') at++
  return at
}

function isBase64(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 47 && code <= 57) || code === 43
}

function findEncodedKeys(text: string, depth: number): PrivateKey[] {
  const found: PrivateKey[] = []
  let at = 0
  while (at < text.length) {
    if (!isBase64(text.charCodeAt(at))) {
      at++
      continue
    }
    const start = at
    at = base64End(text, at)
    if (at - start < shortestBase64) continue
    at = endOfWrappedLines(text, at)
    const decoded = Buffer.from(text.slice(start, at), 'base64').toString('latin1')
    const [first] = findKeys(decoded, depth - 1)
    if (first !== undefined) found.push({ kind: `${first.kind.replace(/ in base64$/, '')} in base64`, start, end: at })
  }
  return found
}

/** `base64` and `openssl` wrap lines: a line that is base64 and nothing else continues the one above. */
function endOfWrappedLines(text: string, from: number): number {
  let end = from
  for (;;) {
    let next = end
    let breaks = 0
    for (; ' \t\r\n'.includes(text[next] ?? '-'); next++) if (text[next] === '\n') breaks++
    const lineEnd = base64End(text, next)
    if (breaks !== 1 || lineEnd === next || !'\r\n"\''.includes(text[lineEnd] ?? '\n')) return end
    end = lineEnd
  }
}
