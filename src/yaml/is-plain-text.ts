import { resolveScalar } from './resolve-scalar.ts'

/** Whether a path is the same text in YAML without quotes. In doubt it is not. */
export function isPlainText(text: string): boolean {
  return /^[\w./][\w./+@=~-]*$/.test(text) && resolveScalar(text).tag === '!!str'
}
