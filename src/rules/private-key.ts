import { findPrivateKeys } from '../source/find-private-keys.ts'
import { defineRule } from './define-rule.ts'
import { isExamplePath } from './secrets/is-example-path.ts'

/** Larger files are data of some other kind. */
const maximumBytes = 1024 * 1024

export default defineRule({
  id: 'private-key',
  severity: 'error',
  reach: 'everywhere',
  summary: 'No private key is committed in plain text.',
  why: 'Whoever can read the repository, its clones or its history has the key. Removing the file later does not take it back.',
  fix: 'Revoke the key and make a new one; commit it only encrypted (SOPS, Sealed Secrets) or leave it in a secret store.',
  messages: { key: '{kind} in plain text' },
  create: ({ report }) => ({
    File(file) {
      if (file.size > maximumBytes || file.problem !== undefined) return
      for (const { kind, start, end } of findPrivateKeys(file.text)) {
        const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
        report({
          message: 'key',
          data: { kind: name },
          at: { file: file.path, start, end },
          pointer: kind,
          severity: isExamplePath(file.path) ? 'warning' : 'error',
        })
      }
    },
  }),
})
