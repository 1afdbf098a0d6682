import { isBase64 } from './is-base64.ts'

/** The text that base64 stands for, or undefined where it is not base64 or stands for bytes that are not text. */
export function decodeBase64(value: string): string | undefined {
  if (!isBase64(value)) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text
    return /[\0-\x08\x0e-\x1f\x7f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
