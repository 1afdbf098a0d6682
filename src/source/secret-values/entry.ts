import type { Role } from './role.ts'

/** A value under a name, which is judged by both. */
export interface Entry {
  readonly key: string
  readonly text: string
  readonly depth: number
  /** What the names around it promise, for a name that says nothing. */
  readonly outer?: Role
  /** Decoded from base64 that was no necessity: a token, not configuration. */
  readonly isEncoded?: boolean
  /** Cut out of a text that was already searched for what is a secret under any name. */
  readonly isSearched?: boolean
}
