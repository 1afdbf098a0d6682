import type { LoadRestrictor } from '../../src/kustomize/build/build-run.ts'

/** A small repository and how one directory of it is to be built. */
export interface ParityCase {
  /** Contents by path; bytes where they are no text. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  readonly directory: string
  readonly restrictor: LoadRestrictor
  readonly order: 'legacy' | 'none'
}

/** What a build printed, or why it failed. */
export type Outcome =
  | { readonly text: string }
  | { readonly error: string /** No refusal but an exception. */; readonly crash?: boolean }
