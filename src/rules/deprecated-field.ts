import { isScalar } from 'yaml'
import { fieldOf } from '../kustomize/field-of.ts'
import type { MapEntry } from '../yaml/entries-of.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { spanOf } from '../yaml/span-of.ts'
import { textOf } from '../yaml/text-of.ts'
import { defineRule } from './define-rule.ts'
import { isUnrendered } from './kustomization/is-unrendered.ts'

/** Each deprecated field at the top of the file, with what to write instead (api types/kustomization.go). */
const replacements = {
  bases: 'Move the entries to `resources`.',
  commonLabels:
    'Write `labels: [{ includeSelectors: true, pairs: { … } }]`. Without `includeSelectors: true` the labels vanish from selectors, which cannot be changed on objects that exist.',
  imageTags: 'Rename the field to `images`; its entries stay as they are.',
  patchesStrategicMerge: 'Move each path to `patches` as `- path: …`, and each inline patch as `- patch: |-`.',
  patchesJson6902: 'Move the entries to `patches` as they are.',
  vars: 'Write a `replacements` entry for each variable, and put any value in place of its `$(NAME)`. `kustomize edit fix --vars` writes a draft of it, without your comments; compare what is built before and after.',
  helmChartInflationGenerator: 'Write `helmCharts`; for Flux a HelmRelease, because Flux renders neither of them.',
} as const

export default defineRule({
  id: 'deprecated-field',
  severity: 'warning',
  summary: 'No kustomization file uses a field that kustomize has deprecated.',
  why: 'kustomize still accepts these fields, warns of them on every build, and is to remove them: after an upgrade of Flux the build would fail.',
  fix: 'Write the field that replaces it; `kustomize edit fix` does most of it.',
  messages: {
    bases: '`{field}` is deprecated; use `resources`',
    commonLabels: '`{field}` is deprecated; use `labels` with `includeSelectors: true`',
    imageTags: '`{field}` is deprecated; use `images`',
    patchesStrategicMerge: '`{field}` is deprecated; use `patches`',
    patchesJson6902: '`{field}` is deprecated; use `patches`',
    vars: '`{field}` is deprecated; use `replacements`',
    helmChartInflationGenerator: '`{field}` is deprecated; use `helmCharts`',
    env: '`{field}` is deprecated; use the list `envs`',
  },
  create: ({ repository, report }) => ({
    KustomizationFile({ path, document, root }) {
      const file = repository.files.get(path)
      if (file === undefined || document === undefined || isUnrendered(file, repository)) return
      const at = ({ keyNode }: MapEntry) => ({ file: path, ...spanOf(keyNode) })

      for (const [name, help] of Object.entries(replacements)) {
        const entry = fieldOf(document, root, name)
        if (entry === undefined || isNothing(entry)) continue
        const message = name as keyof typeof replacements
        report({ message, data: { field: entry.key }, at: at(entry), pointer: name, help })
      }
      for (const generator of ['configMapGenerator', 'secretGenerator']) {
        for (const item of itemsOf(document, fieldOf(document, root, generator)?.value)) {
          const entry = fieldOf(document, item, 'env')
          if (entry === undefined || isNothing(entry)) continue
          const name = textOf(fieldOf(document, item, 'name')?.value) ?? ''
          const help = 'Write `envs` with the path as an entry of its list.'
          report({
            message: 'env',
            data: { field: entry.key },
            at: at(entry),
            pointer: `${generator}[${name}].env`,
            help,
          })
        }
      }
    },
  }),
})

function isNothing({ value }: MapEntry): boolean {
  return value === undefined || (isScalar(value) && textOf(value) === undefined)
}
