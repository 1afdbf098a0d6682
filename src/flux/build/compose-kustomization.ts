import type { BuildFiles } from '../../kustomize/build/build-files.ts'
import type { Kustomization } from '../../kustomize/build/kustomization.ts'
import { readKustomization } from '../../kustomize/build/read-kustomization.ts'
import { BuildError } from '../../kustomize/build-error.ts'
import { kustomizationFileNames } from '../../kustomize/kustomization-file-names.ts'
import { createMapping, createScalar, createSequence } from '../../kustomize/tree/create-node.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { getFieldIgnoringCase } from '../../kustomize/tree/get-field-ignoring-case.ts'
import { isNullNode } from '../../kustomize/tree/is-null-node.ts'
import type { TreeField, TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { resolveRepoPath } from '../../source/resolve-repo-path.ts'
import { listGeneratedResources } from '../list-generated-resources.ts'
import { mergeImages } from './merge-images.ts'

/**
 * The kustomization file that Flux hands to kustomize: the one of the directory, or one that lists every manifest below
 * it, with the fields of the Flux Kustomization merged in (fluxcd/pkg kustomize.Generator). `spec` is that of the rendered
 * Flux Kustomization. Throws a BuildError where the file cannot be read.
 */
export function composeKustomization(
  files: BuildFiles,
  directory: RepoPath,
  spec: TreeNode | undefined,
): Kustomization {
  const hasFile = kustomizationFileNames.some((name) => files.tree.isFile(join(directory, name)))
  const read = hasFile
    ? readKustomization(files, directory, undefined, 'lenient')
    : generateKustomization(files, directory)
  const root = createMapping(read.root.step, [...read.root.fields])
  // Upstream sets it lest kustomize call the file empty; objects then say where they come from.
  if (hasFile && listItems(root, 'resources').length === 0) {
    replaceField(root, 'buildMetadata', createSequence(undefined, [createScalar('originAnnotations', undefined)]))
  }
  for (const [field, own] of replacedFields) {
    const value = textNode(spec, own)
    if (value !== undefined) replaceField(root, field, value)
  }
  appendItems(root, 'patches', pickFields(listItems(spec, 'patches'), ['patch', 'target']))
  appendItems(root, 'components', listComponents(files, directory, spec))
  const images = pickFields(listItems(spec, 'images'), ['name', 'newName', 'newTag', 'digest'])
  if (images.length > 0) {
    replaceField(root, 'images', createSequence(undefined, [...mergeImages(listItems(root, 'images'), images)]))
  }
  const metadata = getField(spec, 'buildMetadata')
  if (metadata !== undefined && metadata.items.length > 0) replaceField(root, 'buildMetadata', metadata)
  return { ...read, root }
}

/** Fields of a kustomization file that one of the Flux Kustomization takes the place of. */
const replacedFields = [
  ['namespace', 'targetNamespace'],
  ['namePrefix', 'namePrefix'],
  ['nameSuffix', 'nameSuffix'],
] as const

function generateKustomization(files: BuildFiles, directory: RepoPath): Kustomization {
  const file = files.sourceOf(join(directory, 'kustomization.yaml'))
  const paths = listGeneratedResources(directory, files.tree)
  const entries = paths.map((path) => {
    const text = `./${path.slice(directory === '' ? 0 : directory.length + 1)}`
    const at = { file: files.sourceOf(kustomizationFileIn(files, path) ?? path), start: 0, end: 0 }
    return createScalar(text, { cause: 'build', at, value: text, before: undefined }, { tag: '!!str' })
  })
  const root = createMapping(undefined)
  if (entries.length > 0) replaceField(root, 'resources', createSequence(undefined, entries))
  else replaceField(root, 'namespace', createScalar('_placeholder', undefined))
  return { file, kind: 'Kustomization', root, text: '' }
}

function kustomizationFileIn({ tree }: BuildFiles, directory: RepoPath): RepoPath | undefined {
  return kustomizationFileNames.map((name) => join(directory, name)).find((path) => tree.isFile(path))
}

/** `spec.components`, without those that are missing where the object says to ignore that. */
function listComponents(files: BuildFiles, directory: RepoPath, spec: TreeNode | undefined): readonly TreeNode[] {
  const ignoresMissing = getField(spec, 'ignoreMissingComponents')?.value === 'true'
  return listItems(spec, 'components').filter((component) => {
    const text = component.value
    if (!isLocalPath(text)) {
      throw new BuildError({
        code: 'component-not-local',
        message: `\`spec.components\` takes paths that start from \`spec.path\`; found \`${text}\``,
        at: component.step?.at,
      })
    }
    const path = resolveRepoPath(directory, text)
    const exists = path !== undefined && (files.tree.isDirectory(path) || files.tree.isFile(path))
    return exists || !ignoresMissing
  })
}

/** Neither a URL nor a path from the root (IsLocalRelativePath). */
function isLocalPath(text: string): boolean {
  const lower = text.toLowerCase()
  const isUrl = remotePrefixes.some((prefix) => lower.length > prefix.length && lower.startsWith(prefix))
  return !isUrl && !text.startsWith('/') && !lower.replace(/^file:\/\//, '').startsWith('/')
}

const remotePrefixes = ['git::', 'gh:', 'ssh://', 'https://', 'http://', 'git@', 'github.com:', 'github.com/']

function listItems(node: TreeNode | undefined, field: string): readonly TreeNode[] {
  return getFieldIgnoringCase(node, field)?.items ?? []
}

function appendItems(root: TreeNode, field: string, items: readonly TreeNode[]): void {
  if (items.length === 0) return
  replaceField(root, field, createSequence(undefined, [...listItems(root, field), ...items]))
}

/** Each item with the fields that Flux knows of it; whatever else is set has no effect. */
function pickFields(items: readonly TreeNode[], names: readonly string[]): readonly TreeNode[] {
  return items.map((item) =>
    createMapping(
      item.step,
      item.fields
        .filter(({ key }: TreeField) => names.includes(key.value))
        .map(({ key, value }) => ({ key, value: keepTexts(value) })),
    ),
  )
}

/** What is a text in the object stays one in the kustomization file, where YAML 1.1 would read `n` as a boolean. */
function keepTexts(node: TreeNode): TreeNode {
  if (node.kind === 'mapping') {
    return createMapping(
      node.step,
      node.fields.map(({ key, value }) => ({ key, value: keepTexts(value) })),
    )
  }
  const isPlainText = node.kind === 'scalar' && node.style === 'plain' && node.tag === '!!str'
  return isPlainText ? createScalar(node.value, node.step, { tag: '!!str', style: 'double' }) : node
}

/** Sets a field in the place of every spelling of it. */
function replaceField(root: TreeNode, name: string, value: TreeNode): void {
  const others = root.fields.filter(({ key }: TreeField) => key.value.toLowerCase() !== name.toLowerCase())
  root.fields = [...others, { key: createScalar(name, value.step), value }]
}

function textNode(spec: TreeNode | undefined, field: string): TreeNode | undefined {
  const node = getField(spec, field)
  if (node === undefined || node.kind !== 'scalar' || isNullNode(node) || node.value === '') return undefined
  return keepTexts(node)
}

function join(directory: RepoPath, name: string): RepoPath {
  return directory === '' ? name : `${directory}/${name}`
}
