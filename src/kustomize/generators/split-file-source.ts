import { BuildError } from '../build-error.ts'
import type { Setting } from '../setting.ts'

/** The key and path of a `files` entry (generators.ParseFileSource): without a key it is the last part of the path. */
export function splitFileSource({ text, by }: Setting): { readonly key: string; readonly path: string } {
  const [first = '', second, third] = text.split('=')
  if (second === undefined) return { key: baseName(text), path: text }
  let message: string | undefined
  if (third !== undefined) message = `\`${text}\` has more than one \`=\`, which neither a key nor a path may contain`
  else if (first === '') message = `\`${text}\` has no key before its \`=\``
  else if (second === '') message = `\`${text}\` has no path after its \`=\``
  if (message === undefined) return { key: first, path: second }
  throw new BuildError({
    code: 'invalid-file-source',
    message,
    help: 'Write it as `path`, or as `key=path`.',
    at: by.at,
  })
}

/** The last part of a path, as Go's path.Base. */
function baseName(path: string): string {
  if (path === '') return '.'
  const parts = path.split('/').filter((part) => part !== '')
  return parts.at(-1) ?? '/'
}
