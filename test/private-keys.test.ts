import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPrivateKeys } from '../src/source/find-private-keys.ts'

// No key here is real, and none stands in this file as a whole: scanners of source hosts would cry wolf.
const line = 'MIIE'.padEnd(64, 'A')
const lines = [line, 'B'.repeat(64), 'C'.repeat(40)]
const pem = (label: string, body: readonly string[] = lines, separator = '\n') =>
  [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`].join(separator)
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64')
const wrapped = (text: string, width: number, indent: string) =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))?.join(`\n${indent}`) ?? ''
const openSsh = (cipher: string) =>
  pem('OPENSSH PRIVATE KEY', [
    base64(`openssh-key-v1\0\0\0\0${String.fromCharCode(cipher.length)}${cipher}`.padEnd(90, '\0')),
  ])
const rsa = pem('RSA PRIVATE KEY')
const age = `AGE-SECRET-KEY-1${'Q'.repeat(58)}`
const kubeconfig = (key: string) =>
  `apiVersion: v1\nkind: Config\nusers:\n- user:\n    client-key-data: ${base64(key)}\n`

describe('keys', () => {
  test.each([
    ['RSA', rsa, 'RSA private key'],
    ['EC', pem('EC PRIVATE KEY'), 'EC private key'],
    ['DSA', pem('DSA PRIVATE KEY'), 'DSA private key'],
    ['PKCS #8', pem('PRIVATE KEY'), 'PEM private key'],
    ['Ed25519 in PKCS #8, the shortest of all', pem('PRIVATE KEY', [line]), 'PEM private key'],
    ['OpenSSH', openSsh('none'), 'OpenSSH private key'],
    ['OpenSSH with a passphrase', openSsh('aes256-ctr'), 'encrypted PEM private key'],
    ['PKCS #8 with a passphrase', pem('ENCRYPTED PRIVATE KEY'), 'encrypted PEM private key'],
    [
      'RSA with a passphrase',
      pem('RSA PRIVATE KEY', ['Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-256-CBC,0123456789ABCDEF', '', ...lines]),
      'encrypted PEM private key',
    ],
    ['PGP', pem('PGP PRIVATE KEY BLOCK', ['Version: GnuPG v2', '', ...lines, '=AbCd']), 'PGP private key block'],
    ['PGP without header fields', pem('PGP PRIVATE KEY BLOCK', ['', ...lines]), 'PGP private key block'],
    ['CRLF', pem('RSA PRIVATE KEY', lines, '\r\n'), 'RSA private key'],
    ['escaped line breaks in JSON', pem('RSA PRIVATE KEY', lines, '\\n'), 'RSA private key'],
    ['line breaks escaped twice', pem('RSA PRIVATE KEY', lines, '\\\\n'), 'RSA private key'],
    ['spaces instead of line breaks', pem('RSA PRIVATE KEY', lines, ' '), 'RSA private key'],
    ['everything on one line', pem('RSA PRIVATE KEY', lines, ''), 'RSA private key'],
    ['indented in a block scalar', pem('RSA PRIVATE KEY', lines, '\n      '), 'RSA private key'],
    ['commented out', pem('RSA PRIVATE KEY', lines, '\n# '), 'RSA private key'],
    ['a list of strings', pem('RSA PRIVATE KEY', lines, '",\n  "'), 'RSA private key'],
    ['age', age, 'age secret key'],
    ['age, post-quantum', `AGE-SECRET-KEY-PQ-1${'Q'.repeat(58)}`, 'age secret key'],
    ['RSA in base64', base64(rsa), 'RSA private key in base64'],
    ['age in base64', base64(`# created: 2024-01-31\n# public key: age1\n${age}\n`), 'age secret key in base64'],
    ['base64 wrapped at 76', wrapped(base64(rsa), 76, '    '), 'RSA private key in base64'],
    ['base64 wrapped at 64', wrapped(base64(rsa), 64, '  '), 'RSA private key in base64'],
    ['a kubeconfig', kubeconfig(rsa), 'RSA private key in base64'],
    ['a kubeconfig in base64', base64(kubeconfig(rsa)), 'RSA private key in base64'],
    ['base64 without padding', base64(rsa).replace(/=+$/, ''), 'RSA private key in base64'],
  ])('%s', (_name, key, kind) => {
    const text = `before: x\nkey: "${key}"\nafter: y\n`
    const found = findPrivateKeys(text)
    expect(found.map((each) => each.kind)).toEqual([kind])
    for (const { start, end } of found) expect(key).toContain(text.slice(start, end))
  })

  test('the offsets take in all of it', () => {
    for (const key of [rsa, age, base64(rsa), wrapped(base64(rsa), 76, '    '), pem('PRIVATE KEY', lines, '\\n')]) {
      const text = `key: "${key}"\nafter: y\n`
      expect(findPrivateKeys(text).map(({ start, end }) => text.slice(start, end))).toEqual([key])
    }
  })

  test('several, in order', () => {
    const text = `a: ${base64(rsa)}\nb: ${age}\nc: |\n  ${pem('EC PRIVATE KEY', lines, '\n  ')}\nd: ${age}\n`
    const kinds = ['RSA private key in base64', 'age secret key', 'EC private key', 'age secret key']
    expect(findPrivateKeys(text).map(({ kind }) => kind)).toEqual(kinds)
  })

  test('two entries of a Secret are two keys', () => {
    const text = `data:\n  tls.crt: ${base64(pem('CERTIFICATE'))}\n  tls.key: ${base64(rsa)}\n  key: ${base64(rsa)}\n`
    expect(findPrivateKeys(text).map(({ start, end }) => text.slice(start, end))).toEqual([base64(rsa), base64(rsa)])
  })
})

test.each([
  ['nothing', ''],
  ['a header alone', '-----BEGIN RSA PRIVATE KEY-----'],
  ['a header and a footer', pem('RSA PRIVATE KEY', [])],
  ['three dots', pem('RSA PRIVATE KEY', ['...'])],
  ['three dots, escaped line breaks', pem('RSA PRIVATE KEY', ['...'], '\\n')],
  ['a line and three dots', pem('RSA PRIVATE KEY', [line, '...'])],
  ['a word in brackets', pem('RSA PRIVATE KEY', ['<your key>'])],
  ['REDACTED', pem('RSA PRIVATE KEY', ['REDACTED'])],
  ['a variable', pem('PRIVATE KEY', [`\${TLS_KEY}`])],
  ['a template', pem('PRIVATE KEY', ['{{ .Values.key }}'])],
  ['ciphertext', pem('PRIVATE KEY', [`ENC[AES256_GCM,data:${'A'.repeat(80)},iv:x,tag:y,type:str]`])],
  ['x in place of letters', pem('RSA PRIVATE KEY', ['x'.repeat(64), 'x'.repeat(64)])],
  ['asterisks', pem('RSA PRIVATE KEY', ['*'.repeat(64)])],
  ['a short body', pem('RSA PRIVATE KEY', ['MIIE'.padEnd(40, 'A')])],
  ['no end', `-----BEGIN RSA PRIVATE KEY-----\n${lines.join('\n')}\n`],
  ['the end of something else', `-----BEGIN RSA PRIVATE KEY-----\n${line}\n-----END CERTIFICATE-----`],
  ['a public key', pem('PUBLIC KEY')],
  ['an RSA public key', pem('RSA PUBLIC KEY')],
  ['a certificate', pem('CERTIFICATE')],
  ['a certificate in base64', base64(pem('CERTIFICATE'))],
  ['a certificate request', pem('CERTIFICATE REQUEST')],
  ['a PGP message', pem('PGP MESSAGE')],
  ['a PGP public key', pem('PGP PUBLIC KEY BLOCK')],
  ['an age file', pem('AGE ENCRYPTED FILE')],
  ['lower case', rsa.toLowerCase()],
  ['a placeholder in base64', base64(pem('RSA PRIVATE KEY', ['put the key of the registry in this place'.repeat(2)]))],
  ['an age recipient', `age1${'q'.repeat(58)}`],
  ['an age key that is too short', `AGE-SECRET-KEY-1${'Q'.repeat(50)}`],
  ['an age key that is too long', `${age}Q`],
  ['an age key with letters that bech32 lacks', `AGE-SECRET-KEY-1${'B'.repeat(58)}`],
  ['an age key of X', `AGE-SECRET-KEY-1${'X'.repeat(58)}`],
  ['an age key cut short', 'AGE-SECRET-KEY-1...'],
  ['prose between header and footer', pem('RSA PRIVATE KEY', ['put the key of the registry here '.repeat(3)])],
  ['prose', 'Paste what stands between -----BEGIN RSA PRIVATE KEY----- and -----END RSA PRIVATE KEY----- here.'],
  ['a long word', 'A'.repeat(500)],
])('%s is no key', (_name, text) => {
  expect(findPrivateKeys(`before: x\nkey: ${text}\nafter: y\n`)).toEqual([])
})

const megabytes = (unit: string) => unit.repeat(Math.ceil(5_000_000 / unit.length))

test.each([
  ['headers', megabytes('-----BEGIN RSA PRIVATE KEY-----')],
  ['headers on lines of their own', megabytes('-----BEGIN RSA PRIVATE KEY-----\n')],
  ['headers that look like header fields', megabytes('A: -----BEGIN RSA PRIVATE KEY-----\n')],
  ['a header and header fields', `-----BEGIN RSA PRIVATE KEY-----\n${megabytes('Comment: a\n')}`],
  ['a header and base64', `-----BEGIN RSA PRIVATE KEY-----\n${megabytes('A')}`],
  ['a header and white space', `-----BEGIN RSA PRIVATE KEY-----${megabytes(' \n')}`],
  ['a header and backslashes', `-----BEGIN RSA PRIVATE KEY-----${megabytes('\\')}`],
  ['beginnings of headers', megabytes('-----BEGIN ')],
  ['labels without end', megabytes('-----BEGIN A A A A PRIVATE KEY ')],
  ['beginnings of age keys', megabytes('AGE-SECRET-KEY-1')],
  ['age keys one letter short', megabytes(`AGE-SECRET-KEY-1${'Q'.repeat(57)} `)],
  ['base64 in base64', base64(base64(megabytes('A').slice(0, 2_500_000)))],
  ['lines of base64', megabytes(`${'A'.repeat(64)}\n`)],
  ['words one letter short', megabytes(`${'A'.repeat(63)} `)],
  ['base64 and blanks', megabytes(`${'A'.repeat(64)}\n          `)],
  ['dashes', megabytes('-')],
])('5 MB of %s', (_name, text) => {
  expect(findPrivateKeys(text)).toEqual([])
})

test('an offset pair lies within the text, whatever the text', () => {
  const piece = fc.constantFrom(
    rsa,
    age,
    base64(rsa),
    line,
    '-----BEGIN ',
    'PRIVATE KEY-----',
    '-----END ',
    '\\n',
    '\n',
    ' ',
    '=',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      for (const { kind, start, end } of findPrivateKeys(text)) {
        expect(kind).not.toBe('')
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
      }
    }),
  )
})
