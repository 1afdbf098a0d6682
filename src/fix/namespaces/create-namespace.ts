import { posix } from 'node:path'
import { isScalar } from 'yaml'
import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Repository } from '../../model/repository.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { lineBreakOf } from '../../yaml/edit/line-break-of.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { textOf } from '../../yaml/text-of.ts'
import type { Fixer } from '../fix.ts'
import { type EditableKustomization, editableKustomization } from '../kustomization/editable-kustomization.ts'
import { insertFirst } from '../kustomization/insert-first.ts'
import { findUnlistedNamespace } from './find-unlisted-namespace.ts'

/**
 * Mends the findings of `namespace-exists` where the place is safe: the kustomization file that sets the namespace for all
 * that it builds, or the one beside a manifest that lists it. There a file that has the namespace is listed, or else a
 * `namespace.yaml` comes in.
 */
export const createNamespace: Fixer = (finding, repository) => {
  const { at } = finding
  const written =
    repository.files
      .get(at.file)
      ?.text.slice(at.start, at.end)
      .replace(/^(["'])(.*)\1$/, '$2') ?? ''
  const title = 'create the namespace beside what is in it'
  // The place may be a variable's value, or hold more than the name.
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(written) || !finding.message.includes(`\`${written}\``)) {
    return { title, why: 'the name is put together elsewhere' }
  }
  const place = findPlace(at.file, at.start, repository)
  if ('why' in place) return { title, why: place.why }
  const { list } = place
  const unlisted = list === undefined ? undefined : findUnlistedNamespace(list.kustomization, written, repository)
  if (list !== undefined && unlisted !== undefined) {
    const entitled = 'list the file with the namespace'
    if (typeof unlisted !== 'string') return { title: entitled, why: unlisted.why }
    const entry = posix.relative(`/${place.directory}`, `/${unlisted}`)
    const edits = insertFirst(list.text, list.map, entry)
    if ('why' in edits) return { title: entitled, why: edits.why }
    return {
      finding,
      title: `list \`${entry}\`, which has the namespace \`${written}\``,
      effect: 'adds',
      isPoint: false,
      edits: new Map([[list.kustomization.path, edits]]),
      isWanted: (object) => isNamespace(object, written),
    }
  }
  const path = place.directory === '' ? 'namespace.yaml' : `${place.directory}/namespace.yaml`
  if (repository.tree.isFile(path) || repository.tree.isDirectory(path))
    return { title, why: `\`${path}\` is there already` }
  const edits = list === undefined ? [] : insertFirst(list.text, list.map, 'namespace.yaml')
  if ('why' in edits) return { title, why: edits.why }
  const lineBreak = lineBreakOf(repository.files.get(at.file)?.text ?? '')
  const lines = [
    'apiVersion: v1',
    'kind: Namespace',
    'metadata:',
    `  name: ${/^[a-z]/.test(written) ? written : `"${written}"`}`,
  ]
  const content = lines.map((line) => `${line}${lineBreak}`).join('')
  return {
    finding,
    title: `create the namespace \`${written}\` in \`${path}\``,
    effect: 'adds',
    isPoint: false,
    edits: new Map(list === undefined ? [] : [[list.kustomization.path, edits]]),
    creates: new Map([[path, content]]),
    isWanted: (object) => isNamespace(object, written),
  }
}

/** A directory for the new file, and what must list it; undefined where Flux lists all that is there. */
interface Place {
  readonly directory: RepoPath
  readonly list: EditableKustomization | undefined
}

function findPlace(file: RepoPath, start: number, repository: Repository): Place | { readonly why: string } {
  const own = editableKustomization(file, repository)
  if (own !== undefined) {
    if ('why' in own) return own
    const { value } = fieldOf(own.document, own.map, 'namespace') ?? {}
    return isScalar(value) && value.range?.[0] === start ? toPlace(own) : { why: 'a patch sets it' }
  }
  const object = repository.files
    .get(file)
    ?.objects.find(({ document, root }) => nodeAt(document, root, ['metadata', 'namespace'])?.range?.[0] === start)
  if (object === undefined) return { why: 'no kustomization file and no object sets it' }
  const directory = parentDirectory(file)
  const beside = repository.kustomizations.get(directory)
  if (beside === undefined && isListedByFlux(file, repository)) return { directory, list: undefined }
  if (beside === undefined || !lists(beside, file)) return { why: `no kustomization file beside \`${file}\` lists it` }
  const place = editableKustomization(beside.path, repository)
  if (place === undefined || 'why' in place) return place ?? { why: 'no kustomization file is beside it' }
  const other = textOf(fieldOf(place.document, place.map, 'namespace')?.value)
  return other === undefined || other === object.namespace
    ? toPlace(place)
    : { why: `\`${beside.path}\` sets another one` }
}

function toPlace(list: EditableKustomization): Place {
  return { directory: list.kustomization.directory, list }
}

function lists({ references }: KustomizationFile, file: RepoPath): boolean {
  return references.some(({ field, target }) => field === 'resources' && target.kind === 'file' && target.path === file)
}

/** Whether Flux generates the kustomization file that lists a manifest: it lists every other one beside it too. */
function isListedByFlux(file: RepoPath, { closures }: Repository): boolean {
  return [...closures.values()].some((closure) =>
    [...closure.kustomizations.values()].some((one) => one.origin === 'generated' && lists(one, file)),
  )
}

function isNamespace(object: JsonValue, name: string): boolean {
  if (!(object instanceof Map) || object.get('kind') !== 'Namespace' || object.get('apiVersion') !== 'v1') return false
  const metadata = object.get('metadata')
  return metadata instanceof Map && metadata.get('name') === name
}
