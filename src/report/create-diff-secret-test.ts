import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { getField } from '../kustomize/tree/get-field.ts'
import type { AppliedObject } from '../model/closure/applied-kustomization.ts'
import type { Closure } from '../model/closure/closure.ts'
import type { Repository } from '../model/repository.ts'
import { classifySecretValue } from '../source/classify-secret-value.ts'
import { findPrivateKeys } from '../source/find-private-keys.ts'
import { createClusterSecretTest } from './cluster-secret-test.ts'
import { mask } from './show-value.ts'

/** One side of a comparison: a cluster, and the repository that its places are in. */
export interface DiffSide {
  readonly closure: Closure | undefined
  readonly repository: Repository
}

/** Tells what of a comparison must not be shown. */
export interface DiffSecretTest {
  /** Whether a field of an object of one side holds a secret of either side. */
  hidesField(side: DiffSide, object: AppliedObject, field: FieldLineage): boolean
  /** A name or message without the secrets in it. */
  conceal(text: string): string
}

/** Shorter values are too much like other words to look for them in texts. */
const minimumLength = 5

/**
 * Secrets as in a cluster, of both sides: what is a secret on one side stays one where the other side has it elsewhere.
 * When in doubt it is hidden.
 */
export function createDiffSecretTest(sides: readonly DiffSide[]): DiffSecretTest {
  const tests = new Map(
    sides.flatMap((side) => {
      const { closure, repository } = side
      if (closure === undefined) return []
      return [[side, createClusterSecretTest(closure, (path) => repository.files.get(path))] as const]
    }),
  )
  const values = listSecretValues(sides)
  const conceal = (text: string): string => {
    const known = values.reduce((shown, value) => shown.replaceAll(value, mask), text)
    return [...tests.values()].reduce((shown, test) => test.conceal(shown), known)
  }
  return {
    conceal,
    hidesField(side, object, field) {
      if (tests.get(side)?.hidesField(object, field) === true) return true
      const { node } = field
      if (node?.kind !== 'scalar') return false
      return conceal(node.value) !== node.value || findPrivateKeys(node.value).length > 0
    },
  }
}

/** What is in Secrets and is no everyday word, the longest first. */
function listSecretValues(sides: readonly DiffSide[]): readonly string[] {
  const values = new Set<string>()
  for (const { closure, repository } of sides) {
    for (const { id, root } of closure?.applied.flatMap(({ objects }) => objects) ?? []) {
      if (id.kind !== 'Secret') continue
      for (const encoding of ['base64', 'text'] as const) {
        for (const { key, value } of getField(root, encoding === 'text' ? 'stringData' : 'data')?.fields ?? []) {
          if (value.kind !== 'scalar' || classifySecretValue(value.value, encoding, key.value) !== 'secret') continue
          values.add(value.value.trim())
          if (encoding === 'base64') values.add(Buffer.from(value.value, 'base64').toString().trim())
        }
      }
    }
    for (const { kind, values: declared } of repository.layout.variables) {
      if (kind !== 'Secret') continue
      for (const { value } of declared.values()) if (value !== undefined) values.add(value.trim())
    }
  }
  const isWord = (value: string): boolean => value.length < minimumLength || /^(?:true|false)$/i.test(value)
  return [...values].filter((value) => !isWord(value)).sort((a, b) => b.length - a.length)
}
