import { isUtf8 } from 'node:buffer'
import type { FileSystem } from '../../files/file-system.ts'
import type { FileTree } from '../../files/file-tree.ts'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { BuildError } from '../build-error.ts'
import { readObjects } from '../resource/read-objects.ts'
import { copyNode } from '../tree/copy-node.ts'
import type { Cause } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/**
 * The files that builds read, each decoded and parsed once however many builds read it. Paths are those of `tree`, which
 * may be an artifact with a layout of its own; all places are in the repository.
 */
export interface BuildFiles {
  readonly tree: FileTree
  /** The path in the repository of a file. */
  sourceOf(path: RepoPath): RepoPath
  /** Whether a file of the repository can be read and is text in UTF-8; to ask changes nothing. */
  isText(file: RepoPath): boolean
  /** The text of a file of the repository that a place lies in. */
  textAt(at: Location): string
  /** The bytes of a file; a BuildError at the place that names it where they cannot be had. */
  bytes(path: RepoPath, at: Location | undefined): Uint8Array
  /** The text of a file in UTF-8. */
  text(path: RepoPath, at: Location | undefined): string
  /** The documents of that text, where they are known already. */
  documents(path: RepoPath): readonly YamlDocument[] | undefined
  /** Fresh copies of the objects in a manifest, in kustomize's order. */
  objects(path: RepoPath, cause: Cause, at: Location | undefined): TreeNode[]
  /** Computes something of a file once. A BuildError is remembered too, so that it must not tell who read the file. */
  once<Value>(key: string, compute: () => Value): Value
}

/** A text in UTF-8, without a byte order mark, and what it is parsed to. */
export interface KnownText {
  readonly text: string
  readonly documents: readonly YamlDocument[]
}

/** Larger files are not read, for no rule reads them either, and a build must end within seconds. */
const maximumBytes = 8 * 1024 * 1024

/** Reads from a file system whose files are indexed in the tree, but for texts that are known already. */
export function createBuildFiles(
  files: FileSystem,
  tree: FileTree,
  findKnown: (path: RepoPath) => KnownText | undefined = () => undefined,
): BuildFiles {
  const sizes = new Map(files.entries.map(({ path, size }) => [path, size]))
  const reads = new Map<string, number>()
  const texts = new Map<RepoPath, string | undefined>()
  const results = new Map<string, { readonly value: unknown } | { readonly error: BuildError }>()

  const once = <Value>(key: string, compute: () => Value): Value => {
    const known = results.get(key)
    if (known !== undefined) {
      if ('error' in known) throw known.error
      return known.value as Value
    }
    try {
      const value = compute()
      results.set(key, { value })
      return value
    } catch (error) {
      if (error instanceof BuildError) results.set(key, { error })
      throw error
    }
  }

  const bytes = (path: RepoPath, at: Location | undefined): Uint8Array => {
    const size = sizes.get(path) ?? 0
    if (size > maximumBytes) {
      const message = `\`${path}\` has ${megabytes(size)}; more than ${megabytes(maximumBytes)} are not read`
      throw new BuildError({ code: 'file-too-large', message, at })
    }
    const read = files.read(path)
    if (read instanceof Uint8Array) return read
    throw new BuildError({ code: 'unreadable', message: `\`${path}\` cannot be read: ${read.reason}`, at })
  }

  const text = (path: RepoPath, at: Location | undefined): string => {
    const known = findKnown(path)
    if (known !== undefined) return known.text
    if (!texts.has(path)) texts.set(path, decode(bytes(path, at)))
    const decoded = texts.get(path)
    if (decoded !== undefined) return decoded
    throw new BuildError({ code: 'malformed-yaml', message: `\`${path}\` is not text in UTF-8`, at })
  }

  const isReadableText = (file: RepoPath): boolean => {
    if ((sizes.get(file) ?? 0) > maximumBytes) return false
    const read = files.read(file)
    return read instanceof Uint8Array && isUtf8(read)
  }

  return {
    tree,
    sourceOf: (path) => path,
    isText: (file) => findKnown(file) !== undefined || isReadableText(file),
    textAt: (at) => text(at.file, at),
    bytes,
    text,
    documents: (path) => findKnown(path)?.documents,
    objects: (path, cause, at) => {
      const key = `${cause} ${path}`
      const content = text(path, at)
      const read = () => readObjects(content, path, { cause, documents: findKnown(path)?.documents })
      const count = (reads.get(key) ?? 0) + 1
      reads.set(key, count)
      // Most manifests are read by one build or two, for which it costs less to read them again than to keep a copy.
      return count > 2 ? once(key, read).map(copyNode) : read()
    },
    once,
  }
}

/** Undefined for what is not text in UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MiB`
}
