import type { Secret } from 'kubernetes-types/core/v1.js'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import { classifySecretValue } from '../source/classify-secret-value.ts'
import { findPrivateKeys } from '../source/find-private-keys.ts'
import { entriesOf, type MapEntry } from '../yaml/entries-of.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { spanOf } from '../yaml/span-of.ts'
import { textOf } from '../yaml/text-of.ts'
import { defineRule } from './define-rule.ts'
import { findGeneratorSecrets } from './secrets/find-generator-secrets.ts'
import { findUndecryptable } from './secrets/find-undecryptable.ts'
import { isExamplePath } from './secrets/is-example-path.ts'
import { listKeys } from './secrets/list-keys.ts'

const fields: readonly (keyof Pick<Secret, 'data' | 'stringData'>)[] = ['data', 'stringData']

export default defineRule({
  id: 'plaintext-secret',
  severity: 'error',
  reach: 'everywhere',
  summary: 'No secret value is committed in plain text; base64 is plain text.',
  why: 'Whoever can read the repository, its clones or its history has the value. Removing it later does not take it back. Plain text where SOPS expects ciphertext also stops the decryption of the whole object, and Flux applies nothing of that Kustomization any more.',
  fix: 'Change the value where it is used, then commit it encrypted (SOPS, Sealed Secrets) or refer to a secret store (External Secrets).',
  messages: {
    plain: 'Secret `{name}` holds {keys} in plain text',
    partial: 'Secret `{name}` is encrypted with SOPS, but {keys} is in plain text',
    undecryptable:
      '{kind} `{name}` holds {keys} in plain text where its SOPS metadata (`{selector}`) expects ciphertext, so it cannot be decrypted',
    lostMetadata:
      'Secret `{name}` holds SOPS ciphertext without the `sops` metadata that decrypts it: it would be applied as it stands',
    literal: 'secretGenerator `{name}` holds {keys} in plain text',
    envFile: '`{file}`, which a secretGenerator reads, holds {keys} in plain text',
  },
  create: ({ repository, report }) => ({
    Object(object) {
      const { document, root, kind, apiVersion, file, name = '' } = object
      const isSecret = kind === 'Secret' && apiVersion === 'v1'
      const pointer = `${kind}/${object.namespace ?? ''}/${name}`
      const severity = isExamplePath(file) ? 'warning' : 'error'
      const undecryptable = findUndecryptable(object)
      const unread = new Set(undecryptable?.leaves.map(({ node }) => node))
      // A private key is reported by its own rule.
      const leaves = undecryptable?.leaves.filter(({ node }) => findPrivateKeys(textOf(node) ?? '').length === 0) ?? []
      const [leaf] = leaves
      if (undecryptable !== undefined && leaf !== undefined) {
        const { selector, metadata } = undecryptable
        // The line of a value is shown only where values are masked.
        const at = isSecret && leaf.keyNode !== undefined ? leaf.keyNode : metadata
        report({
          message: 'undecryptable',
          data: { kind, name, selector, file, keys: listKeys(leaves.map(({ path }) => path)) },
          at: { file, ...spanOf(at) },
          pointer: `${pointer}#sops`,
          help: 'Take it out and add it again with `sops edit {file}`; if it is secret, change it where it is used.',
          severity,
        })
      }
      if (!isSecret) return

      const entries = fields.flatMap((field) => secretEntries(object, field))
      const isEncrypted = nodeAt(document, root, ['sops']) !== undefined
      const ciphertext = entries.find(({ text }) => /^ENC\[AES256_GCM,/.test(text))
      if (ciphertext !== undefined && !isEncrypted) {
        report({
          message: 'lostMetadata',
          data: { name },
          at: { file, ...spanOf(ciphertext.entry.keyNode) },
          pointer,
          severity,
        })
      }
      const plain = entries.filter(
        ({ entry, text, encoding }) =>
          !(entry.value !== undefined && unread.has(entry.value)) &&
          findPrivateKeys(text).length === 0 &&
          classifySecretValue(text, encoding, entry.key) === 'secret',
      )
      const [first] = plain
      if (first === undefined) return
      report({
        message: isEncrypted ? 'partial' : 'plain',
        data: { name, keys: listKeys(plain.map(({ entry }) => entry.key)) },
        at: { file, ...spanOf(first.entry.keyNode) },
        pointer,
        severity,
      })
    },
    KustomizationFile(kustomization) {
      for (const found of findGeneratorSecrets(kustomization, repository)) report(found)
    },
  }),
})

interface SecretEntry {
  readonly entry: MapEntry
  readonly text: string
  readonly encoding: 'text' | 'base64'
}

function secretEntries({ document, root }: KubernetesObject, field: 'data' | 'stringData'): readonly SecretEntry[] {
  return entriesOf(document, nodeAt(document, root, [field])).flatMap((entry): readonly SecretEntry[] => {
    const text = textOf(entry.value)
    return text === undefined ? [] : [{ entry, text, encoding: field === 'data' ? 'base64' : 'text' }]
  })
}
