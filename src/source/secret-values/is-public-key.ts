const publicKeyFormats = [
  /^(?:[\w.,*[\]:@-]{1,200} )?(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S{1,30}|sk-(?:ssh|ecdsa)\S{1,60}) AAAA/,
  /^age1[a-z0-9]{40}/,
  /^-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}(?:PUBLIC KEY|CERTIFICATE|CRL|PARAMETERS)/,
]

/** A public key of SSH or age, or a certificate. */
export function isPublicKey(text: string): boolean {
  return publicKeyFormats.some((format) => format.test(text))
}
