import { wordSet } from './word-set.ts'

const stores = wordSet(`
  op secret secrets vault >>vault sm gcpsm awssm awsssm akv akvs keyvault file env doppler infisical bw keeper ssm k8s
  passbolt arn avp valuefrom
`)

/** A name under which some store keeps the secret: 1Password, vals, Bank-Vaults, Argo CD Vault Plugin, clouds, files. */
export function isReference(text: string): boolean {
  const colon = text.indexOf(':')
  if (colon > 0 && colon < 12 && stores.has(text.slice(0, colon).toLowerCase())) return true
  return /^(?:ref\+\w+:\/\/|<path:|projects\/[^/]+\/secrets\/|!\w|os\.environ|process\.env)/.test(text)
}
