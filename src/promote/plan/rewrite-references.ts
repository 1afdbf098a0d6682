import { posix } from 'node:path'
import { isScalar, visit } from 'yaml'
import { kustomizationFileNames } from '../../kustomize/kustomization-file-names.ts'
import { listObjects } from '../../kustomize/list-objects.ts'
import { listReferenceEntries } from '../../kustomize/list-reference-entries.ts'
import { createLineIndex } from '../../source/line-index.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { resolveRepoPath } from '../../source/resolve-repo-path.ts'
import { innerSpanOf } from '../../yaml/inner-span-of.ts'
import { parseYaml } from '../../yaml/parse-yaml.ts'
import { spanOf } from '../../yaml/span-of.ts'
import type { DirectoryPair } from './directory-pair.ts'
import { mapPath } from './map-path.ts'
import type { Rewrite } from './promotion-plan.ts'
import { replaceDirectories } from './replace-directories.ts'

/** One replacement in a text. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly field: string
}

/**
 * Makes the references of a copied file name the target's directories where they named the source's: the paths in a
 * kustomization file, those in its inline patches, and those in Flux objects. Nothing else of the text changes. `path` is
 * where the file stands in the source. A file that is no YAML stays as it is.
 */
export function rewriteReferences(
  path: RepoPath,
  text: string,
  pairs: readonly DirectoryPair[],
): { readonly text: string; readonly rewrites: readonly Rewrite[] } {
  const to = mapPath(path, pairs)
  const name = path.slice(path.lastIndexOf('/') + 1)
  const isKustomization = kustomizationFileNames.includes(name)
  if (to === undefined || !(isKustomization || /\.ya?ml$/.test(name))) return { text, rewrites: [] }
  const edits = (isKustomization ? editKustomization(path, to, text, pairs) : editFluxObjects(path, text, pairs)).sort(
    (a, b) => a.start - b.start,
  )
  let result = ''
  let from = 0
  const rewrites: Omit<Rewrite, 'line'>[] = []
  const places: number[] = []
  for (const edit of edits) {
    if (edit.start < from) continue
    result += text.slice(from, edit.start)
    places.push(result.length)
    result += edit.text
    from = edit.end
    rewrites.push({ path: to, field: edit.field, before: text.slice(edit.start, edit.end), after: edit.text })
  }
  result += text.slice(from)
  const lines = createLineIndex(result)
  return {
    text: result,
    rewrites: rewrites.map((one, index) => ({ ...one, line: lines.positionAt(places[index] ?? 0).line })),
  }
}

/** The entries of a kustomization file that lead into the source from where the file will stand, and its inline patches. */
function editKustomization(path: RepoPath, to: RepoPath, text: string, pairs: readonly DirectoryPair[]): Edit[] {
  const edits: Edit[] = []
  for (const document of parseYaml(text)) {
    const entries = listReferenceEntries(path, document, document.root)
    for (const { text: written, at, field } of entries) {
      const after = moveReference(written, parentDirectory(path), parentDirectory(to), pairs)
      if (after !== undefined && text.slice(at.start, at.end) === written) edits.push({ ...at, text: after, field })
    }
    const known = new Set(entries.map(({ at }) => at.start))
    edits.push(...editScalars(document, text, pairs, (start) => !known.has(start)))
  }
  return edits
}

/** A relative path as it must be after the move, written in its own manner; undefined where it may stay. */
function moveReference(
  written: string,
  before: RepoPath,
  after: RepoPath,
  pairs: readonly DirectoryPair[],
): string | undefined {
  if (written.startsWith('/') || /^[\w+.-]+:\/\//.test(written)) return undefined
  const meant = resolveRepoPath(before, written)
  if (meant === undefined) return undefined
  // What lies above the directories of the environment stays where it is.
  const wanted = mapPath(meant, pairs) ?? meant
  if (resolveRepoPath(after, written) === wanted) return undefined
  const relative = posix.relative(after, wanted) || '.'
  const start = written.startsWith('./') && !relative.startsWith('.') ? './' : ''
  return `${start}${relative}${written.endsWith('/') ? '/' : ''}`
}

function editFluxObjects(path: RepoPath, text: string, pairs: readonly DirectoryPair[]): Edit[] {
  // Most manifests hold nothing of Flux, and need not be parsed.
  if (!/toolkit\.fluxcd\.io|controlplane\.io/.test(text)) return []
  const objects = listObjects(path, parseYaml(text))
  return objects
    .filter(({ group }) => group.endsWith('.toolkit.fluxcd.io') || group === 'fluxcd.controlplane.io')
    .flatMap((object) => editScalars({ ...object.document, root: object.root }, text, pairs, () => true))
}

/** The scalars that name a directory of the source from the top of the repository. */
function editScalars(
  document: ReturnType<typeof parseYaml>[number],
  text: string,
  pairs: readonly DirectoryPair[],
  isWanted: (start: number) => boolean,
): Edit[] {
  const edits: Edit[] = []
  if (document.root === undefined) return edits
  visit(document.root, {
    Pair: (_, { key, value }) => {
      if (isScalar(key) && isScalar(value)) edit(value, String(key.value))
    },
    Seq: (_, { items }) => {
      for (const item of items) if (isScalar(item)) edit(item, 'item')
    },
  })
  return edits

  function edit(node: Parameters<typeof innerSpanOf>[1], field: string): void {
    const { start, end } = node.type?.startsWith('BLOCK') ? spanOf(node) : innerSpanOf(document, node)
    if (!isWanted(start)) return
    const written = text.slice(start, end)
    const replaced = replaceDirectories(written, pairs, field === 'path')
    if (replaced === written) return
    edits.push(...narrow(written, replaced, start).map((one) => ({ ...one, field })))
  }
}

/** The lines of a scalar that change, each an edit of its own. */
function narrow(before: string, after: string, start: number): readonly Omit<Edit, 'field'>[] {
  const old = before.split('\n')
  const now = after.split('\n')
  const edits: Omit<Edit, 'field'>[] = []
  let at = start
  for (const [index, line] of old.entries()) {
    const other = now[index] ?? ''
    if (other !== line) {
      const indent = /^\s*/.exec(line)?.[0].length ?? 0
      edits.push({ start: at + indent, end: at + line.length, text: other.slice(indent) })
    }
    at += line.length + 1
  }
  return edits
}
