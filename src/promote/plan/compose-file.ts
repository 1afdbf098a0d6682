import type { FileContent } from '../../files/transaction/file-content.ts'
import type { KeptField } from '../../model/layout.ts'
import { keepFields } from '../fields/keep-fields.ts'
import type { KeptValue } from '../fields/kept-value.ts'
import { matchFields } from '../fields/match-fields.ts'
import type { MergeTexts } from '../merge/merge-result.ts'
import { mergeText } from '../merge/merge-text.ts'
import { mergeYaml } from '../merge/merge-yaml.ts'
import { carryConfiguration } from '../versions/carry-configuration.ts'
import { carryVersions } from '../versions/carry-versions.ts'
import { isSameContent } from './is-same-content.ts'
import { isTextFile } from './is-text-file.ts'
import type { Selection } from './promotion-plan.ts'

/** A file on all sides, references rewritten; undefined where a side lacks it. */
export interface FileVersions {
  /** In the target. */
  readonly path: string
  readonly source: FileContent | undefined
  readonly target: FileContent | undefined
  /** What promotions have written into the target, where only what changed since is carried; undefined replaces it. */
  readonly base: ReadonlyMap<string, FileContent> | undefined
  readonly keepFields: readonly KeptField[]
  /** What of a text of the file must not be shown; nothing without it. */
  readonly listSecrets?: MergeTexts['listSecrets']
}

/** What a file becomes. */
export interface Composed {
  /** Undefined where it is deleted, or is not there. */
  readonly after: FileContent | undefined
  readonly keptFields: readonly KeptValue[]
  /** Fields that are the target's own and would become the source's all the same. */
  readonly unsafeFields: readonly KeptValue[]
  /** Declarations that lead to something in the target's file, where both sides have it. */
  readonly matchedFields: readonly KeptField[]
  /** Where both sides changed it in different ways, a line each. */
  readonly conflicts: readonly string[]
}

/** Makes a file of the target from all sides. */
export function composeFile(versions: FileVersions, selection: Selection): Composed {
  const { source, target, base, path } = versions
  if (base !== undefined && target !== undefined) {
    const before = base.get(path)
    // What the target alone has, and what the source has left alone, is the target's.
    if (isSameContent(before, source)) return { ...plainly(target), matchedFields: matchTarget(versions) }
  } else if (base?.has(path) && isSameContent(base.get(path), source)) return plainly(undefined)
  if (source === undefined || target === undefined) return composeOneSided(versions, selection)
  const merged = base === undefined ? plainly(source) : mergeContent(versions, source, target)
  if (merged.conflicts.length > 0) return { ...merged, matchedFields: matchTarget(versions) }
  return select(merged, versions, selection)
}

/** A file that only one side has. */
function composeOneSided({ path, source, target, base }: FileVersions, selection: Selection): Composed {
  if (selection === 'images') return plainly(target)
  const before = base?.get(path)
  if (before === undefined) return base !== undefined && source === undefined ? plainly(target) : plainly(source)
  if (source === undefined && isSameContent(before, target)) return plainly(undefined)
  const [one, other] = source === undefined ? ['deleted', 'changed'] : ['changed', 'deleted']
  return { ...plainly(target), conflicts: [`${path}: the source ${one} the file, the target ${other} it`] }
}

/** What changed in the source since the last promotion, on top of the target. */
function mergeContent({ path, base, listSecrets }: FileVersions, source: FileContent, target: FileContent): Composed {
  if (isSameContent(source, target)) return plainly(target)
  const before = base?.get(path)
  const mode = before?.mode === source.mode ? target.mode : source.mode
  if (before === undefined) {
    return { ...plainly(target), conflicts: [`${path}: both added the file, with different contents`] }
  }
  if (Buffer.compare(before.bytes, target.bytes) === 0) return plainly({ ...source, mode })
  if (![before, source, target].every(({ bytes }) => isTextFile(bytes))) {
    return { ...plainly(target), conflicts: [`${path}: both changed the file, which is no text`] }
  }
  const texts = { base: read(before), source: read(source), target: read(target), ...(listSecrets && { listSecrets }) }
  const { text, conflicts } = isYaml(path) ? mergeYaml(texts) : mergeText(texts)
  return {
    after: { bytes: new TextEncoder().encode(text), mode },
    keptFields: [],
    unsafeFields: [],
    matchedFields: [],
    conflicts: conflicts.map((one) => {
      const sides = `base ${one.base ?? 'none'}, source ${one.source ?? 'none'}, target ${one.target ?? 'none'}`
      return `${path}:${lineAt(texts.target, one.at.start)} ${one.path}: ${one.reason} (${sides})`
    }),
  }
}

/** Puts the target's own fields back, and takes only the part that is wanted. */
function select(merged: Composed, { path, target, keepFields: fields }: FileVersions, selection: Selection): Composed {
  const { after } = merged
  if (after === undefined || target === undefined || !isYaml(path)) return restrict(merged, target, selection)
  if (!isTextFile(after.bytes) || !isTextFile(target.bytes)) return restrict(merged, target, selection)
  const old = read(target)
  const keep = (source: string): ReturnType<typeof keepFields> =>
    fields.length === 0 ? undefined : keepFields({ source, target: old, fields })
  const kept = keep(read(after))
  const text = kept?.text ?? read(after)
  const selected =
    selection === 'images'
      ? carryVersions({ source: text, target: old })?.text
      : selection === 'config'
        ? (carryConfiguration({ source: text, target: old })?.text ?? text)
        : text
  if (selected === undefined) return restrict(merged, target, selection)
  return {
    after: { bytes: new TextEncoder().encode(selected), mode: selection === 'images' ? target.mode : after.mode },
    keptFields: kept?.kept ?? [],
    // What only a part of the promotion leaves to the target is not lost.
    unsafeFields: (kept === undefined || kept.unsafe.length === 0 ? kept : keep(selected))?.unsafe ?? [],
    matchedFields: kept?.matched ?? [],
    conflicts: [],
  }
}

/** A file in which no versions are told apart holds none. */
function restrict(merged: Composed, target: FileContent | undefined, selection: Selection): Composed {
  return selection === 'images' ? plainly(target) : merged
}

function plainly(after: FileContent | undefined): Composed {
  return { after, keptFields: [], unsafeFields: [], matchedFields: [], conflicts: [] }
}

function matchTarget({ path, source, target, keepFields: fields }: FileVersions): readonly KeptField[] {
  if (fields.length === 0 || source === undefined || target === undefined) return []
  return isYaml(path) && isTextFile(target.bytes) ? matchFields(read(target), fields) : []
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path) || /(?:^|\/)Kustomization$/.test(path)
}

function read({ bytes }: FileContent): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
