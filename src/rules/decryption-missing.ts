import { locateField } from '../kustomize/lineage/locate-field.ts'
import { getNode } from '../kustomize/tree/get-node.ts'
import { isNullNode } from '../kustomize/tree/is-null-node.ts'
import type { AppliedKustomization, AppliedObject } from '../model/closure/applied-kustomization.ts'
import { isLeftAlone } from '../model/diff/object-control.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { type EncryptedPart, findEncryptedPart } from './secrets/find-encrypted-part.ts'

const messages = {
  secret: '`{name}` applies the encrypted Secret `{object}`{more} without `spec.decryption`: Flux refuses all of it',
  object:
    '`{name}` applies the encrypted {kind} `{object}`{more} without `spec.decryption`: it would reach the cluster as ciphertext',
  entry:
    '`{name}` applies the Secret `{object}`{more}, made from an encrypted file, without `spec.decryption`: pods would get the ciphertext',
} as const

interface Encrypted {
  readonly object: AppliedObject
  readonly part: EncryptedPart
}

export default defineRule({
  id: 'decryption-missing',
  severity: 'error',
  summary: 'A Flux Kustomization that applies what is encrypted with SOPS knows how to decrypt it.',
  why: 'Flux decrypts only where `spec.decryption` says so, even if the controller has a key of its own. Without it, one encrypted Secret stops the whole Flux Kustomization, and anything else is applied as the ciphertext that it is.',
  fix: 'Add `spec.decryption` with `provider: sops`, and with `secretRef` where the key lies in a Secret.',
  messages,
  create: ({ repository, report }) => {
    const reports = createClusterReports<keyof typeof messages>()
    return {
      Cluster(cluster, { applied }) {
        if (isScaffold(cluster.directory)) return
        for (const one of applied) {
          if (one.object === undefined || !isJudged(one)) continue
          const decryption = getNode(one.object.root, ['spec', 'decryption'])
          if (decryption !== undefined && !isNullNode(decryption)) continue
          const encrypted = listEncrypted(one)
          // What stops everything is said before what only arrives wrong.
          const first = encrypted.find(({ part }) => part.is === 'secret') ?? encrypted[0]
          if (first === undefined) continue
          const { root } = one.object
          const at = locateField(root, ['metadata', 'name'])
          if (at === undefined || repository.files.get(at.file)?.isIgnored !== false) continue
          const { part, object } = first
          const there = locateField(object.root, part.path)
          reports.add(cluster.name, {
            message: part.is,
            data: {
              name: one.name,
              object: object.id.name,
              kind: object.id.kind,
              more: encrypted.length === 1 ? '' : ` (and ${encrypted.length - 1} more)`,
            },
            at,
            pointer: `${one.namespace}/${one.name}#spec.decryption`,
            ...(there === undefined ? {} : { related: [{ message: 'encrypted here', at: there }] }),
          })
        }
      },
      Repository: () => reports.flush(report),
    }
  },
})

/** A root is judged where it is seen to apply itself: what bootstrap wrote may be patched elsewhere. */
function isJudged({ isCertain, isSuspended, owner, object, objects }: AppliedKustomization): boolean {
  if (!isCertain || isSuspended || object === undefined) return false
  return owner !== undefined || objects.some(({ id }) => isSameId(id, object.id))
}

function isSameId(a: AppliedObject['id'], b: AppliedObject['id']): boolean {
  return a.group === b.group && a.kind === b.kind && a.name === b.name && a.namespace === b.namespace
}

function listEncrypted({ objects }: AppliedKustomization): readonly Encrypted[] {
  return objects.flatMap((object) => {
    const part = findEncryptedPart(object)
    // A Secret stops Flux even where it is to be left alone.
    return part === undefined || (part.is !== 'secret' && isLeftAlone(object.root)) ? [] : [{ object, part }]
  })
}
