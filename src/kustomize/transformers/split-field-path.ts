/** The keys in the path of a field: separated by slashes, of which the first is optional; `\/` is a slash in a key. */
export function splitFieldPath(path: string): readonly string[] {
  const known = knownPaths.get(path)
  if (known !== undefined) return known
  const keys = split(path)
  if (knownPaths.size > 10_000) knownPaths.clear()
  knownPaths.set(path, keys)
  return keys
}

/** All builds go by the same few paths. */
const knownPaths = new Map<string, readonly string[]>()

function split(path: string): readonly string[] {
  const [first = '', ...rest] = path.split('/')
  const parts = first === '' && rest.length > 0 ? rest : [first, ...rest]
  const keys: string[] = []
  for (const part of parts) {
    const last = keys.at(-1)
    if (last?.endsWith('\\')) keys[keys.length - 1] = `${last.slice(0, -1)}/${part}`
    else keys.push(part)
  }
  return keys
}
