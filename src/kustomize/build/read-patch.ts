import { isMap } from 'yaml'
import type { Location } from '../../source/location.ts'
import { parseAsGoYaml } from '../../yaml/go-yaml/parse-as-go-yaml.ts'
import { parseYaml } from '../../yaml/parse-yaml.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { BuildError } from '../build-error.ts'
import { readJsonPatch } from '../merge/read-json-patch.ts'
import { allowKindChange, allowNameChange } from '../resource/build-annotations.ts'
import { getMetadataMap, setMetadataMap } from '../resource/metadata.ts'
import { readObjects } from '../resource/read-objects.ts'
import { readSelector } from '../resource/selector.ts'
import { copyNode } from '../tree/copy-node.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { locateInline } from '../tree/locate-inline.ts'
import { readNode } from '../tree/read-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { findFile } from './loader.ts'
import type { PatchArguments } from './patch-arguments.ts'
import type { Target } from './target.ts'

/** The text of a patch and where it is written. */
interface PatchText {
  readonly text: string
  /** Those of the text, where they are known already. */
  readonly documents: readonly YamlDocument[] | undefined
  /** What to say of it. */
  readonly name: string
  readonly file: string
  readonly at: Location | undefined
  readonly locate: ((start: number, end: number) => Location) | undefined
}

/**
 * Reads an entry of `patches` with the patch that it names or holds (PatchTransformer.Config). The text of one that it
 * holds is trimmed, but not in `patchesJson6902`.
 */
export function readPatch(target: Target, entry: TreeNode, trims = true): PatchArguments {
  const at = entry.step?.at
  const patch = loadPatch(target, entry, trims)
  const { merges, operations } = target.run.files.once(keyOf(patch), () => {
    const documents = patch.documents ?? parseYaml(patch.text)
    const merges = tryRead(() => readMerges(patch, documents))
    const operations: Attempted<Operations | undefined> =
      'value' in merges && isMapping(documents) ? { value: undefined } : tryRead(() => readOperations(patch, documents))
    return { merges, operations }
  })
  if ('error' in merges && 'error' in operations) throw explainUnreadable(patch, merges.error, operations.error)
  const objects = 'value' in merges ? merges.value.map((root) => withOptions(root, entry)) : []
  const list = 'value' in operations ? operations.value : undefined
  if (objects.length > 0 && list !== undefined && list.length > 0) {
    const message = `${patch.name} is both a strategic merge patch and a JSON patch`
    throw new BuildError({ code: 'patch-ambiguous', message, at: patch.at })
  }
  const selector = getFieldIgnoringCase(entry, 'target')
  return {
    at: at ?? patch.at,
    merges: objects,
    operations: 'error' in merges ? list : undefined,
    target: selector === undefined || isNullNode(selector) ? undefined : readSelector(selector),
  }
}

/** The same patch is read by every build that goes through its kustomization file. */
function keyOf({ file, at, locate }: PatchText): string {
  return locate === undefined ? `patch ${file}` : `patch ${file} ${at?.start}`
}

/** A patch that may change the name or kind of its target says so in annotations. */
function withOptions(root: TreeNode, entry: TreeNode): TreeNode {
  const options = getFieldIgnoringCase(entry, 'options')
  const isSet = (field: string) => getFieldIgnoringCase(options, field)?.value.toLowerCase() === 'true'
  const wanted = [
    ...(isSet('allowNameChange') ? [allowNameChange] : []),
    ...(isSet('allowKindChange') ? [allowKindChange] : []),
  ]
  if (wanted.length === 0) return root
  const copy = copyNode(root)
  const annotations = getMetadataMap(copy, 'annotations')
  for (const annotation of wanted) annotations.set(annotation, 'enabled')
  setMetadataMap(copy, 'annotations', annotations, root.step)
  return copy
}

/** Reads strategic merge patches from a file or from inline text, as `patchesStrategicMerge` has them. */
export function readMergePatches(target: Target, entry: TreeNode): readonly TreeNode[] {
  const inline = tryRead(() => readMerges(inlinePatch(target, entry, false), undefined))
  if ('value' in inline) return inline.value
  if (entry.value.includes('\n')) throw inline.error
  const patch = filePatch(target, entry)
  return readMerges(patch, patch.documents)
}

function loadPatch(target: Target, entry: TreeNode, trims: boolean): PatchText {
  const at = entry.step?.at
  const inline = getFieldIgnoringCase(entry, 'patch') ?? getFieldIgnoringCase(entry, 'jsonOp')
  const path = getFieldIgnoringCase(entry, 'path')
  const hasText = inline !== undefined && !isNullNode(inline) && inline.value.trim() !== ''
  const hasPath = path !== undefined && !isNullNode(path) && path.value !== ''
  if (hasText && hasPath) {
    const message = 'a patch has either `patch` or `path`, not both'
    throw new BuildError({ code: 'patch-invalid', message, at: path.step?.at ?? at })
  }
  if (hasText) return inlinePatch(target, inline, trims)
  if (hasPath) return filePatch(target, path)
  throw new BuildError({ code: 'patch-invalid', message: 'a patch needs `path`, or `patch` with its text', at })
}

function inlinePatch({ kustomization, run }: Target, node: TreeNode, trims: boolean): PatchText {
  const at = node.step?.at
  const text = trims ? node.value.trim() : node.value
  const skip = node.value.indexOf(text)
  const name = 'the inline patch'
  const file = at?.file ?? kustomization.file
  const documents = undefined
  if (at === undefined) return { text, documents, name, file, at, locate: undefined }
  const fileText = at.file === kustomization.file ? kustomization.text : run.files.textAt(at)
  let located: ReturnType<typeof locateInline>
  const locate = (start: number, end: number): Location => {
    located ??= locateInline(fileText, node)
    return located?.(start + skip, end + skip) ?? at
  }
  return { text, documents, name, file, at, locate }
}

function filePatch({ run, loader }: Target, node: TreeNode): PatchText {
  const at = node.step?.at
  const path = findFile(run, loader, node.value, at)
  const text = run.files.text(path, at)
  const file = run.files.sourceOf(path)
  return { text, documents: run.files.documents(path), name: `\`${node.value}\``, file, at, locate: undefined }
}

function readMerges({ text, file, locate }: PatchText, documents: PatchText['documents']): readonly TreeNode[] {
  return readObjects(text, file, { cause: 'patch', documents, ...(locate === undefined ? {} : { locate }) })
}

/**
 * The operations of a JSON patch; undefined for a text without content. Only the first document counts. Others may read
 * the same file, so that an error does not tell who does.
 */
function readOperations({ text, file, locate }: PatchText, documents: readonly YamlDocument[]): Operations | undefined {
  const [document] = parseAsGoYaml(text, 'kustomization', documents)
  const problem = document?.problems[0]
  if (problem !== undefined) {
    const place = locate?.(problem.start, problem.end) ?? { file, start: problem.start, end: problem.end }
    throw new BuildError({ code: 'malformed-yaml', message: problem.message, at: place })
  }
  if (text === '') throw new BuildError({ code: 'patch-invalid', message: 'it is empty' })
  if (document?.root === undefined) return undefined
  if (text.startsWith('[') && !isJson(text)) {
    const message = 'it begins with `[`, so kustomize reads it as JSON, but it is none'
    const help = 'Put all keys and texts in double quotes.'
    throw new BuildError({ code: 'patch-invalid', message, help })
  }
  return readJsonPatch(readNode(document, document.root, file, 'json-patch', locate))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whether a text is surely no list of operations. */
function isMapping(documents: readonly YamlDocument[]): boolean {
  return documents.every(({ problems }) => problems.length === 0) && isMap(documents[0]?.root)
}

type Operations = ReturnType<typeof readJsonPatch>

type Attempted<Value> = { readonly value: Value } | { readonly error: BuildError }

function tryRead<Value>(read: () => Value): Attempted<Value> {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof BuildError) return { error }
    throw error
  }
}

/** What is said of a text that is neither kind of patch: what is wrong with it as the kind that it looks like. */
function explainUnreadable({ text, name, at }: PatchText, merge: BuildError, operations: BuildError): BuildError {
  const looksLikeOperations = /^(?:---[^\n]*\n|\s|#[^\n]*\n)*(?:\[|- )/.test(text)
  const { problem } = looksLikeOperations ? operations : merge
  const kind = looksLikeOperations ? 'a JSON patch' : 'a strategic merge patch'
  if (problem.code === 'malformed-yaml') return new BuildError(problem)
  return new BuildError({
    ...problem,
    code: 'patch-invalid',
    message: `${name} cannot be read as ${kind}: ${problem.message}`,
    at: problem.at ?? at,
  })
}
