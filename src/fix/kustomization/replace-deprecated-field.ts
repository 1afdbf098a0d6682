import { isMap, isScalar, type Node } from 'yaml'
import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Repository } from '../../model/repository.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import type { Fix, Fixer } from '../fix.ts'
import { moveEntries } from '../text/move-entries.ts'
import { editableKustomization } from './editable-kustomization.ts'
import { listMergePatches } from './list-merge-patches.ts'
import { replaceCommonLabels } from './replace-common-labels.ts'
import { replaceEnv } from './replace-env.ts'

interface Replacement extends Pick<Fix, 'title' | 'needsSight'> {
  /** Whether the file has `resources` afterwards. */
  readonly givesResources?: boolean
  readonly write: (text: string, map: Node, file: KustomizationFile) => readonly TextEdit[] | { readonly why: string }
}

/**
 * Each deprecated field with what `kustomize edit fix` 5.8.1 makes of it. Where that would apply patches in another order
 * than before, the order stays: strategic merge patches first, JSON patches last.
 */
const replacements: Readonly<Record<string, Replacement>> = {
  bases: {
    title: 'write `resources` instead of `bases`',
    givesResources: true,
    write: (text, map) => moveEntries(text, map, { from: 'bases', to: 'resources', place: 'last' }),
  },
  imagetags: {
    title: 'write `images` instead of `imageTags`',
    write: (text, map) => moveEntries(text, map, { from: 'imageTags', to: 'images', place: 'last' }),
  },
  patchesstrategicmerge: {
    title: 'write `patches` instead of `patchesStrategicMerge`',
    needsSight: true,
    write: (text, map, file) => {
      const fields = listMergePatches(file)
      if ('why' in fields) return fields
      const wrap = ({ node }: { readonly node: Node }): string | undefined => fields.get(node)
      return moveEntries(text, map, { from: 'patchesStrategicMerge', to: 'patches', place: 'first', wrap })
    },
  },
  patchesjson6902: {
    title: 'write `patches` instead of `patchesJson6902`',
    needsSight: true,
    write: (text, map) => moveEntries(text, map, { from: 'patchesJson6902', to: 'patches', place: 'last' }),
  },
  commonlabels: {
    title: 'write `labels` with `includeSelectors: true` instead of `commonLabels`',
    write: (text, map, file) => replaceCommonLabels(text, file, map),
  },
}

/** Mends the findings of `deprecated-field`, but for `vars` and `helmChartInflationGenerator`, which need a decision. */
export const replaceDeprecatedField: Fixer = (finding, repository) => {
  const file = editableKustomization(finding.at.file, repository)
  if (file === undefined) return undefined
  const title = 'replace the deprecated field'
  if ('why' in file) return { title, why: file.why }
  const { kustomization, map, text } = file
  const name = keyAt(map, finding)
  const replacement = name === undefined ? undefined : replacements[name]
  if (replacement !== undefined) {
    const edits = replacement.write(text, map, kustomization)
    if ('why' in edits) return { title: replacement.title, why: edits.why }
    const isOrigin = replacement.givesResources === true && isMarkedByFlux(kustomization, repository)
    return { ...toFix(finding, replacement, edits), effect: isOrigin ? 'origin' : 'nothing' }
  }
  for (const list of ['configMapGenerator', 'secretGenerator']) {
    for (const item of itemsOf(file.document, fieldOf(file.document, map, list)?.value)) {
      if (keyAt(item, finding) !== 'env') continue
      const envs = { title: 'write `envs` instead of `env`' }
      const edits = replaceEnv(text, item)
      return 'why' in edits ? { ...envs, why: edits.why } : toFix(finding, envs, edits)
    }
  }
  return undefined
}

/** Whether Flux adds the origin of each object, because the file that it builds from has no `resources`. */
function isMarkedByFlux({ document, root, directory }: KustomizationFile, { closures }: Repository): boolean {
  if (document === undefined || itemsOf(document, fieldOf(document, root, 'resources')?.value).length > 0) return false
  return [...closures.values()].some(({ kustomizations }) => kustomizations.has(directory))
}

function toFix(finding: Diagnostic, replacement: Pick<Fix, 'title' | 'needsSight'>, edits: readonly TextEdit[]): Fix {
  const { title, needsSight = false } = replacement
  return { finding, title, needsSight, effect: 'nothing', isPoint: false, edits: new Map([[finding.at.file, edits]]) }
}

/** The name, in small letters, of the field that a finding is about. */
function keyAt(map: Node, { at }: Diagnostic): string | undefined {
  if (!isMap(map)) return undefined
  const pair = map.items.find(({ key }) => isScalar(key) && key.range?.[0] === at.start)
  return pair !== undefined && isScalar(pair.key) ? String(pair.key.value).toLowerCase() : undefined
}
