import type { KustomizationPair } from './cluster-diff.ts'

/** Whether a Flux Kustomization had objects and now builds without any, which Flux takes for what is wanted. */
export function isEmptied({ before, after }: KustomizationPair): boolean {
  return (
    before?.state === 'known' &&
    after?.state === 'known' &&
    before.objects.length > 0 &&
    after.objects.length === 0 &&
    (after.applied.build?.unverified.length ?? 0) === 0
  )
}
