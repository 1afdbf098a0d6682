import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { formatFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import type { Cause } from '../kustomize/tree/step.ts'
import type { OpenSourceFile } from './render-build-problems.ts'
import { isSecret } from './render-why.ts'

/** One field with the places that set it, base first, for programs. Lines and columns begin with 1. */
export interface WhyReport {
  readonly field: string
  /** A JSON pointer to the field in the object. */
  readonly pointer: string
  /** Null for a collection, a removed field, and a secret. */
  readonly value: string | null
  readonly removed: boolean
  readonly steps: readonly {
    readonly cause: Cause
    readonly file: string | null
    readonly line: number | null
    readonly column: number | null
    readonly value: string | null
  }[]
}

/** A field's lineage as plain data, secrets left out. */
export function toWhyReport({ path, node, steps }: FieldLineage, open: OpenSourceFile): WhyReport {
  const hidden = steps.some((step) => isSecret(step, open))
  return {
    field: formatFieldPath(path),
    pointer: path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    value: node?.kind === 'scalar' && !hidden ? node.value : null,
    removed: node === undefined,
    steps: steps.map((step) => {
      const position = step.at === undefined ? undefined : open(step.at.file)?.lines.positionAt(step.at.start)
      return {
        cause: step.cause,
        file: step.at?.file ?? null,
        line: position?.line ?? null,
        column: position?.column ?? null,
        value: isSecret(step, open) ? null : (step.value ?? null),
      }
    }),
  }
}
