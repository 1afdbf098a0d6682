import { BuildError } from '../build-error.ts'
import type { Setting } from '../setting.ts'
import type { Step } from '../tree/step.ts'
import type { FileContent, GeneratorArguments, ReadFile } from './generator-arguments.ts'
import { readEnvFile } from './read-env-file.ts'
import { splitFileSource } from './split-file-source.ts'
import { splitLiteral } from './split-literal.ts'

/** One entry of a generated object's data: a text, or bytes that are not text in UTF-8. */
export interface KeyValue {
  readonly key: string
  readonly value: string | Uint8Array
  /** Ends at the place where the value is written. */
  readonly step: Step
}

/**
 * kustomize has no limit, but Kubernetes takes no object above some 1 MiB. This is generous, and still small enough for a
 * build to end within seconds.
 */
const maximumBytes = 32 * 1024 * 1024
const maximumEntries = 100_000
/** A longer value is not worth repeating in a history. */
const longestRememberedValue = 200

/** What a generator puts into its object: env files, literals, files (kv's Load); a key that repeats is an error. */
export function listKeyValues(args: GeneratorArguments, readFile: ReadFile): readonly KeyValue[] {
  const found = new Map<string, KeyValue>()
  let bytes = 0
  const read = (path: string, setting: Setting): FileContent => {
    const content = readFile(path, setting.by.at)
    refuseLarge(content.file, content.size ?? content.bytes.length, args, setting)
    bytes += content.bytes.length
    refuseLarge(undefined, bytes, args, setting)
    return content
  }
  const add = (entry: KeyValue): void => {
    const first = found.get(entry.key)
    if (first !== undefined) throw repeatedKey(args, entry, first)
    if (found.size >= maximumEntries) throw tooManyEntries(args)
    found.set(entry.key, entry)
  }
  const remember = (value: string | Uint8Array): string | undefined =>
    args.kind === 'ConfigMap' && typeof value === 'string' && value.length <= longestRememberedValue ? value : undefined

  const entries: KeyValue[] = []
  for (const env of args.envs) {
    const { file, bytes: content } = read(env.text, env)
    for (const { key, value, start, end } of readEnvFile(content, file, env.by.at)) {
      const before = { ...env.by, value: undefined }
      entries.push({ key, value, step: { ...env.by, at: { file, start, end }, value: remember(value), before } })
      if (entries.length > maximumEntries) throw tooManyEntries(args)
    }
  }
  for (const literal of args.literals) {
    const { key, value, by } = splitLiteral(literal)
    entries.push({ key, value, step: { ...by, value: remember(value) } })
  }
  for (const source of args.files) {
    const { key, path } = splitFileSource(source)
    const { file, bytes: content } = read(path, source)
    const text = decode(content)
    const value = text ?? content
    // editors and this program do not count a byte order mark
    const end = text === undefined ? 0 : text.length - (text.startsWith('\ufeff') ? 1 : 0)
    const before = { ...source.by, value: undefined }
    entries.push({ key, value, step: { ...source.by, at: { file, start: 0, end }, value: remember(value), before } })
  }
  entries.forEach(add)
  return [...found.values()]
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function refuseLarge(file: string | undefined, bytes: number, args: GeneratorArguments, { by }: Setting): void {
  if (bytes <= maximumBytes) return
  const what = file === undefined ? `the files of ${nameOf(args)} together have` : `\`${file}\` has`
  throw new BuildError({
    code: 'file-too-large',
    message: `${what} ${Math.ceil(bytes / 1024 / 1024)} MiB, too much for a ${args.kind}`,
    help: 'Kubernetes takes no object above 1 MiB.',
    at: by.at,
  })
}

function tooManyEntries(args: GeneratorArguments): BuildError {
  const message = `${nameOf(args)} would get more than ${maximumEntries} keys`
  return new BuildError({ code: 'too-large', message, at: args.by.at })
}

function repeatedKey(args: GeneratorArguments, { key, step }: KeyValue, first: KeyValue): BuildError {
  const at = first.step.at
  return new BuildError({
    code: 'duplicate-key',
    message: `${nameOf(args)} gets the key \`${key}\` twice`,
    help: 'Each key may be given once over all literals, files and env files.',
    at: step.at,
    ...(at === undefined ? {} : { related: [{ message: 'the first', at }] }),
  })
}

function nameOf({ kind, name }: GeneratorArguments): string {
  return `${kind} \`${name?.text ?? ''}\``
}
