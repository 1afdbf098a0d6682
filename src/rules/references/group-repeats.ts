import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Reference } from '../../kustomize/reference.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { spanOf } from '../../yaml/span-of.ts'

/** Two entries of one file that name the same thing for the same use. */
interface Repeat {
  readonly first: Reference
  readonly again: Reference
}

const patchLists = ['patches', 'patchesJson6902']
const generatorLists = ['configMapGenerator', 'secretGenerator']
/** Fields that kustomize reads as one list. */
const sameAs: Readonly<Record<string, string>> = {
  bases: 'resources',
  patchesStrategicMerge: 'patches.path',
  'patchesJson6902.path': 'patches.path',
  'configMapGenerator.env': 'configMapGenerator.envs',
  'secretGenerator.env': 'secretGenerator.envs',
}

/**
 * The entries of a kustomization file that repeat an earlier one, in the order of the text. The same patch for another
 * target, the same file in another generator or under another key, and a list shared through an anchor repeat nothing.
 */
export function groupRepeats(kustomization: KustomizationFile, file: SourceFile): readonly Repeat[] {
  const repeats = known.get(kustomization) ?? findRepeats(kustomization, file)
  known.set(kustomization, repeats)
  return repeats
}

/** Each problem of a build asks whether an entry that is there twice is its cause. */
const known = new WeakMap<KustomizationFile, readonly Repeat[]>()

function findRepeats(kustomization: KustomizationFile, file: SourceFile): readonly Repeat[] {
  const scopeAt = findScopes(kustomization, file)
  const seen = new Map<string, Reference>()
  const repeats: Repeat[] = []
  for (const reference of kustomization.references) {
    const place = placeOf(reference)
    // Charts may well share their values.
    if (place === undefined || reference.field.startsWith('helm')) continue
    const field = sameAs[reference.field] ?? reference.field
    const key = [field, place, scopeAt(reference), keyOf(reference)].join('\0')
    const first = seen.get(key)
    if (first === undefined) seen.set(key, reference)
    else if (first.at.start !== reference.at.start) repeats.push({ first, again: reference })
  }
  return repeats
}

/** What a reference leads to, the same for every spelling; undefined where another rule judges it. */
export function placeOf({ target }: Reference): string | undefined {
  if (target.kind === 'kustomization') return target.file.path
  if (target.kind === 'file') return target.path
  return target.kind === 'remote' ? target.url : undefined
}

/** Tells entries of different generators, and patches for different targets, apart. */
function findScopes({ document, root }: KustomizationFile, file: SourceFile): (reference: Reference) => string {
  if (document === undefined) return () => ''
  const scopes: { readonly start: number; readonly end: number; readonly scope: string }[] = []
  for (const list of [...patchLists, ...generatorLists]) {
    for (const item of itemsOf(document, fieldOf(document, root, list)?.value)) {
      const { start, end } = spanOf(item)
      const target = fieldOf(document, item, 'target')?.value
      const written = target === undefined ? { start: 0, end: 0 } : spanOf(target)
      const scope = patchLists.includes(list) ? file.text.slice(written.start, written.end).trimEnd() : String(start)
      scopes.push({ start, end, scope })
    }
  }
  scopes.sort((a, b) => a.start - b.start)
  return ({ at }) => {
    let low = 0
    let high = scopes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((scopes[middle]?.start ?? 0) <= at.start) low = middle + 1
      else high = middle
    }
    const last = scopes[low - 1]
    return last !== undefined && at.start < last.end ? last.scope : ''
  }
}

/** The key that a generator gives a file: written before it, or its name. */
function keyOf({ field, text, pointer }: Reference): string {
  if (!field.endsWith('Generator.files')) return ''
  const written = pointer.slice(field.length + 1, -1)
  const key = written.slice(0, Math.max(0, written.length - text.length - 1))
  return key === '' ? text.slice(text.lastIndexOf('/') + 1) : key
}
