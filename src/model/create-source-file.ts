import type { FileEntry, FileSystem } from '../files/file-system.ts'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import { kustomizationFileNames } from '../kustomize/kustomization-file-names.ts'
import { listObjects } from '../kustomize/list-objects.ts'
import { createLineIndex, type LineIndex } from '../source/line-index.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { parseYaml } from '../yaml/parse-yaml.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'
import type { ParseFile, SourceFile, SourceProblem } from './source-file.ts'

/** Larger files are not parsed; the largest manifests in use, bundles of CRDs, stay below half of it. */
const maximumBytes = 8 * 1024 * 1024

type Content = { readonly text: string; readonly isUtf8: boolean; readonly problem: SourceProblem | undefined }

/** A file whose bytes, documents and objects are read when first asked for. */
export function createSourceFile(
  files: FileSystem,
  entry: FileEntry,
  isIgnored: boolean,
  isLoadedAsYaml = false,
  parse: ParseFile = (_path, text) => parseYaml(text),
): SourceFile {
  return new LazyFile(files, entry, isIgnored, isLoadedAsYaml, parse)
}

/** A class, because getters of an object of its own would take more than a kilobyte for each file. */
class LazyFile implements SourceFile {
  readonly isIgnored: boolean
  readonly isYaml: boolean
  readonly #files: FileSystem
  readonly #entry: FileEntry
  readonly #parse: ParseFile
  #content: Content | undefined
  #lines: LineIndex | undefined
  #documents: readonly YamlDocument[] | undefined
  #objects: readonly KubernetesObject[] | undefined

  constructor(files: FileSystem, entry: FileEntry, isIgnored: boolean, isLoadedAsYaml: boolean, parse: ParseFile) {
    this.#files = files
    this.#entry = entry
    this.#parse = parse
    this.isIgnored = isIgnored
    this.isYaml = isLoadedAsYaml || /\.ya?ml$/.test(entry.path) || isKustomizationFile(entry.path)
  }

  get path(): RepoPath {
    return this.#entry.path
  }

  get size(): number {
    return this.#entry.size
  }

  get problem(): SourceProblem | undefined {
    return this.#load().problem
  }

  get isUtf8(): boolean {
    return this.#load().isUtf8
  }

  get text(): string {
    return this.#load().text
  }

  get lines(): LineIndex {
    this.#lines ??= createLineIndex(this.text)
    return this.#lines
  }

  get documents(): readonly YamlDocument[] {
    this.#documents ??= this.#parse(this.path, this.text)
    return this.#documents
  }

  get objects(): readonly KubernetesObject[] {
    this.#objects ??= listObjects(this.path, this.documents)
    return this.#objects
  }

  #load(): Content {
    this.#content ??= readContent(this.#files, this.#entry)
    return this.#content
  }
}

function isKustomizationFile(path: string): boolean {
  return kustomizationFileNames.includes(path.slice(path.lastIndexOf('/') + 1))
}

function readContent(files: FileSystem, entry: FileEntry): Content {
  const broken = (is: SourceProblem['is'], message: string): Content => ({
    text: '',
    isUtf8: false,
    problem: { is, message },
  })
  if (entry.size > maximumBytes) {
    const megabytes = (size: number): string => `${Math.ceil(size / 1024 / 1024)} MiB`
    return broken(
      'too-large',
      `the file has ${megabytes(entry.size)}; more than ${megabytes(maximumBytes)} is not read`,
    )
  }
  const bytes = files.read(entry.path)
  if ('reason' in bytes) return broken('unreadable', `cannot be read: ${bytes.reason}`)
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  if (encoding === 'utf-8' && bytes.includes(0)) return broken('binary', 'the file is binary, not text')
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return { text, isUtf8: encoding === 'utf-8', problem: undefined }
  } catch {
    return broken('encoding', `the text is not valid UTF-8: ${invalidPlace(bytes)}`)
  }
}

/** The line of the first byte that no UTF-8 text has there. */
function invalidPlace(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes)
  const at = text.indexOf('\ufffd')
  const line = at < 0 ? 1 : text.slice(0, at).split('\n').length
  return `see line ${line}`
}
