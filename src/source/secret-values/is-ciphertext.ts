/** SOPS and eyaml, Jasypt, Sealed Secrets, Ansible Vault, PGP, age. */
export function isCiphertext(text: string): boolean {
  return (
    text.includes('ENC[AES256_GCM,') ||
    /^(?:ENC[[(]|Ag[A-D][A-Za-z0-9+/]{100}|\$ANSIBLE_VAULT;)/.test(text) ||
    /^-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE)-----/.test(text)
  )
}
