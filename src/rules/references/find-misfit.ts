import { distance } from 'fastest-levenshtein'
import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { isFluxKustomization } from '../../flux/is-flux-kustomization.ts'
import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import { kustomizationFileNames } from '../../kustomize/kustomization-file-names.ts'
import type { Reference } from '../../kustomize/reference.ts'
import type { Repository } from '../../model/repository.ts'
import type { RelatedLocation } from '../../source/diagnostic.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { trimSlashes } from '../../source/trim-slashes.ts'
import { entriesOf } from '../../yaml/entries-of.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { spanOf } from '../../yaml/span-of.ts'
import { textOf } from '../../yaml/text-of.ts'
import { locateField } from './locate-field.ts'
import { relativeTo } from './relative-to.ts'

/** Why the field of a reference cannot take what it names, and the words for saying so. */
export interface Misfit {
  readonly is:
    | 'componentAsResource'
    | 'resourceAsComponent'
    | 'noKustomizationFile'
    | 'noKustomizationFileNear'
    | 'misnamedKustomizationFile'
    | 'ignoredKustomizationFile'
    | 'fileForDirectory'
    | 'fileForDirectoryNear'
    | 'directoryForFile'
    | 'kustomizationFile'
    | 'ownKustomizationFile'
    | 'noObject'
  readonly data?: Readonly<Record<string, string>>
  readonly related?: RelatedLocation
  /** Instead of the remedy for all misfits of this kind. */
  readonly help?: string
  /** The build goes on: a kustomization file with a name passes for an object, which Flux drops. */
  readonly isTolerated?: boolean
}

/** Fields that kustomize accumulates resources from: a manifest, or the build of a directory. */
const buildFields = new Set(['resources', 'bases', 'generators', 'transformers', 'validators'])

/** Compares what a reference names with what its field takes (kustomize api internal/target/kusttarget.go). */
export function findMisfit(reference: Reference, repository: Repository): Misfit | undefined {
  const { target, field } = reference
  if (target.kind === 'missing') return findMissingMisfit(reference, target.tried, target.reason.is, repository)
  if (target.kind === 'kustomization') {
    const { file } = target
    if (reference.loads === 'component') {
      if (file.origin === 'generated') return noKustomizationFile(reference, file.directory, repository)
      return file.kind === 'Component' || file.isBroken
        ? undefined
        : { is: 'resourceAsComponent', ...relatedKind(file, 'this file is of kind Kustomization') }
    }
    return file.kind === 'Component' && buildFields.has(field)
      ? { is: 'componentAsResource', ...relatedKind(file, 'this file is of kind Component') }
      : undefined
  }
  if (target.kind !== 'file' || !buildFields.has(field)) return undefined
  return findKustomizationFile(reference, target.path, repository) ?? findNonObject(target.path, repository)
}

function findMissingMisfit(
  reference: Reference,
  tried: readonly RepoPath[],
  reason: string,
  repository: Repository,
): Misfit | undefined {
  const [path = ''] = tried
  if (reason === 'directory') return { is: 'directoryForFile' }
  if (reason === 'file') {
    const directory = parentDirectory(path)
    return repository.kustomizations.get(directory)?.path === path
      ? { is: 'fileForDirectoryNear', data: { near: toDirectoryText(reference, directory) } }
      : { is: 'fileForDirectory' }
  }
  // A kustomization file that is a symbolic link is judged by `reference-portable`.
  if (reason !== 'no-kustomization-file' || tried.some((file) => repository.tree.isSymlink(file))) return undefined
  if (tried.some((file) => repository.tree.isIgnoredByGit(file))) return { is: 'ignoredKustomizationFile' }
  return noKustomizationFile(reference, parentDirectory(path), repository)
}

function noKustomizationFile(reference: Reference, directory: RepoPath, repository: Repository): Misfit {
  const { tree } = repository
  const inside = (name: string): RepoPath => (directory === '' ? name : `${directory}/${name}`)
  const below = (name: string): string => `${trimSlashes(reference.text)}/${name}`
  const names = tree.childrenOf(directory)
  const misnamed = names.find((name) => isMisnamed(inside(name), repository))
  if (misnamed !== undefined) return { is: 'misnamedKustomizationFile', data: { near: misnamed } }
  if (reference.loads === 'component') {
    return { is: 'noKustomizationFile', help: 'Add a `kustomization.yaml` of `kind: Component` to it.' }
  }
  // What Flux shall apply by itself, with its own source and order, is not to be built here.
  const flux = names.filter((name) => repository.files.get(inside(name))?.objects.some(isFluxKustomization))
  const [manifest, ...manifests] = flux
  if (manifest !== undefined) {
    const help = `List \`${below(manifest)}\`, the Flux Kustomization in it.`
    return { is: 'noKustomizationFile', ...(manifests.length === 0 ? { help } : {}) }
  }
  const built = names.filter((name) => kustomizationFileNames.some((file) => tree.isFile(`${inside(name)}/${file}`)))
  const [near, ...others] = built
  if (near === undefined || others.length > 0) return { is: 'noKustomizationFile' }
  return { is: 'noKustomizationFileNear', data: { near: below(near) } }
}

/** A kustomization file under a name that kustomize does not know: misspelt, in other letters, saved as a text. */
function isMisnamed(path: RepoPath, { tree, files }: Repository): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const stem = name.replace(/\.(?:txt|bak|old|orig|save)$/, '').replace(/(?:\.ya?ml)+$/, '')
  if (!/^kustomi[sz]e$/.test(stem) && distance(stem, 'kustomization') > 2) return false
  if (!tree.isFile(path)) return false
  const text = files.get(path)?.text ?? ''
  // the same names are given to Flux Kustomizations
  if (/^apiVersion:[ \t]*["']?kustomize\.toolkit\.fluxcd\.io\//m.test(text)) return false
  return (
    text.includes('kustomize.config.k8s.io/') ||
    /^(?:resources|bases|components|generators|transformers):[ \t]*(?:\[|\r?\n[ \t]*-)/m.test(text)
  )
}

/** A kustomization file where a manifest is taken: kustomize reads it as an object, which has no name. */
function findKustomizationFile(reference: Reference, path: RepoPath, repository: Repository): Misfit | undefined {
  const directory = parentDirectory(path)
  const file = repository.kustomizations.get(directory)
  if (file?.path !== path || file.isBroken) return undefined
  const apiVersion = textOf(fieldOfRoot(file, 'apiVersion'))
  const isOfFlux = apiVersion !== undefined && !apiVersion.startsWith('kustomize.config.k8s.io/')
  if (isOfFlux || file.document === undefined) return undefined
  const isTolerated = nodeAt(file.document, file.root, ['metadata', 'name']) !== undefined
  return reference.from === path
    ? { is: 'ownKustomizationFile', isTolerated }
    : { is: 'kustomizationFile', data: { near: toDirectoryText(reference, directory) }, isTolerated }
}

/** YAML that kustomize cannot take for an object: values of a chart, a list of operations, plain text. */
function findNonObject(path: RepoPath, { files }: Repository): Misfit | undefined {
  const file = files.get(path)
  if (file === undefined || !file.isYaml || file.problem !== undefined || /\{[{%]/.test(file.text)) return undefined
  if (file.documents.some((document) => document.problems.length > 0)) return undefined
  for (const document of file.documents) {
    const { root } = document
    if (root === undefined) continue
    const reason = isMap(root)
      ? root.items.length > 0 && !entriesOf(document, root).some(({ key }) => key === 'kind') && 'a map without `kind`'
      : whatElse(root)
    if (!reason) continue
    const { start } = spanOf(root)
    const line = String(file.lines.positionAt(start).line)
    return {
      is: 'noObject',
      data: { reason, line },
      related: { message: reason, at: { file: path, start, end: start } },
    }
  }
  return undefined
}

function whatElse(root: Node): string | false {
  if (isSeq(root)) return root.items.length > 0 && 'a list'
  return isScalar(root) && textOf(root) !== undefined && 'plain text'
}

function relatedKind(file: KustomizationFile, message: string): { readonly related: RelatedLocation } {
  return { related: { message, at: locateField(file, 'kind') } }
}

function fieldOfRoot({ document, root }: KustomizationFile, name: string): Node | undefined {
  return document === undefined ? undefined : fieldOf(document, root, name)?.value
}

/** The directory in the words of an entry that names a file in it. */
function toDirectoryText({ text, directory, field }: Reference, path: RepoPath): string {
  const end = text.lastIndexOf('/')
  if (end > 0) return text.slice(0, end)
  return field.startsWith('spec.') ? `./${path}` : relativeTo(directory, path)
}
