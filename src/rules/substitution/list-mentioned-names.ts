import type { Build } from '../../kustomize/build/build.ts'
import type { JsonValue } from '../../yaml/json-value.ts'

/** What the objects of a build say of variables. */
export interface Mentions {
  /** Every word of every text with a dollar sign: also what is escaped, opted out, or said in another language. */
  readonly words: ReadonlySet<string>
  /** Whether a text is encrypted, in which more may be said. */
  readonly isEncrypted: boolean
}

const known = new WeakMap<Build, Mentions>()

/** The words that may be names of variables in the objects of a build, before substitution. */
export function listMentionedNames(build: Build): Mentions {
  const found = known.get(build) ?? collect(build)
  known.set(build, found)
  return found
}

function collect({ objects }: Build): Mentions {
  const words = new Set<string>()
  let isEncrypted = false
  const open: JsonValue[] = objects.map(({ value }) => value)
  const read = (text: string): void => {
    if (text.startsWith('ENC[')) isEncrypted = true
    if (text.includes('$')) for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) words.add(word)
  }
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') read(value)
    else if (Array.isArray(value)) for (const item of value) open.push(item)
    else if (value instanceof Map) {
      for (const [key, item] of value) {
        read(key)
        open.push(item)
      }
    }
  }
  return { words, isEncrypted }
}
