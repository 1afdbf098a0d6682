/** One step of a path into an object: a key, the index of an item, or the items that have a field of a value. */
export type FieldStep =
  | { readonly is: 'key'; readonly key: string }
  | { readonly is: 'index'; readonly index: number }
  | { readonly is: 'match'; readonly key: string; readonly value: string }

/**
 * Reads the path of a field: `spec.containers[0].image`, `spec.containers[name=web].image`,
 * `metadata.annotations["example.com/a.b"]`, `metadata.labels.a\.b`, or as a JSON pointer `/spec/containers/0/image`.
 * Undefined where the text is no path.
 */
export function parseFieldPath(text: string): readonly FieldStep[] | undefined {
  if (text.startsWith('/')) return readPointer(text)
  const steps: FieldStep[] = []
  let rest = text.startsWith('.') ? text.slice(1) : text
  while (rest !== '') {
    const found = bracket.exec(rest) ?? name.exec(rest)
    if (found === null) return undefined
    const { index, quoted, key, value, plain } = found.groups ?? {}
    if (plain !== undefined) steps.push({ is: 'key', key: plain.replace(/\\(.)/g, '$1') })
    else if (quoted !== undefined) steps.push({ is: 'key', key: quoted.slice(1, -1) })
    else if (index !== undefined) steps.push({ is: 'index', index: Number(index) })
    else if (key !== undefined) steps.push({ is: 'match', key, value: (value ?? '').replace(/^(["'])(.*)\1$/, '$2') })
    rest = rest.slice(found[0].length)
    if (rest.startsWith('.') && rest.length > 1) rest = rest.slice(1)
    else if (rest !== '' && !rest.startsWith('[')) return undefined
  }
  return steps
}

/** The finder takes keys that are numbers for indexes where it comes to a list. */
function readPointer(text: string): readonly FieldStep[] {
  const [, ...parts] = text.split('/')
  return parts.map((part) => ({ is: 'key', key: part.replace(/~[01]/g, (code) => (code === '~1' ? '/' : '~')) }))
}

const bracket = /^\[(?:(?<index>\d+)|(?<quoted>"[^"]*"|'[^']*')|(?<key>[^=\]]+)=(?<value>"[^"]*"|'[^']*'|[^\]]*))\]/
const name = /^(?<plain>(?:\\.|[^.[\]\\])+)/

/** A path as it is written in text, so that it can be read again. */
export function formatFieldPath(path: readonly (string | number)[]): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`
      if (/^[^.[\]\\"']+$/.test(step)) return `.${step}`
      return step.includes('"') ? `['${step}']` : `["${step}"]`
    })
    .join('')
    .replace(/^\./, '')
}
