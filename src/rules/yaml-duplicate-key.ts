import { isSeq, type Node, type Scalar } from 'yaml'
import type { Reference } from '../kustomize/reference.ts'
import { isReached } from '../model/queries/is-reached.ts'
import { referencesTo } from '../model/queries/references-to.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { Location } from '../source/location.ts'
import { entriesOf, type MapEntry } from '../yaml/entries-of.ts'
import { spanOf } from '../yaml/span-of.ts'
import { defineRule } from './define-rule.ts'
import { findDuplicateKeys } from './yaml/find-duplicate-keys.ts'
import { isKustomizationFile } from './yaml/is-kustomization-file.ts'
import { isTemplate } from './yaml/is-template.ts'

export default defineRule({
  id: 'yaml-duplicate-key',
  severity: 'error',
  summary: 'No mapping has the same key twice.',
  why: 'kustomize refuses a manifest with a duplicate key only at the end of the build, without naming the file. In kustomization.yaml the last one wins and in a patch the first one, both without a word, so what the other one says has no effect.',
  fix: 'Keep one of them.',
  messages: {
    refused: '`{key}` is set {count}{where}; kustomize refuses the file',
    lastWins: '`{key}` is set {count}{where}; kustomize takes the last one without a word',
    firstWins: '`{key}` is set {count}{where}; of a patch kustomize takes the first one, or refuses the result',
    dataWins: '`{key}` is set {count}{where}; Helm and most other readers take the last one without a word',
    sameValue: '`{key}` is set {count}{where} to the same value',
    mergedTwice: '`<<` stands {count}{where}; kustomize refuses the file',
    sameField: '`{other}` and `{key}` are the same field to kustomize, and only one of them counts',
  },
  create: ({ repository, report }) => {
    /** Go's json compares the fields of a kustomization file without regard to letter case. */
    const reportSameFields = (file: SourceFile): void => {
      const [document] = file.documents
      if (document === undefined || document.problems.length > 0) return
      const byName = new Map<string, MapEntry>()
      for (const entry of entriesOf(document, document.root)) {
        const first = byName.get(entry.key.toLowerCase())
        if (first === undefined) byName.set(entry.key.toLowerCase(), entry)
        else if (first.key !== entry.key) {
          report({
            message: 'sameField',
            data: { key: entry.key, other: first.key },
            at: locate(file, entry.keyNode),
            pointer: entry.key,
            related: [{ message: 'first set here', at: locate(file, first.keyNode) }],
          })
        }
      }
    }
    return {
      YamlFile(file) {
        const references = referencesTo(repository).get(file.path) ?? []
        const isKustomization = isKustomizationFile(file.path)
        if (references.length === 0 && !isKustomization && file.objects.length === 0) return
        if (isTemplate(file.text) && !isReached(repository, file.path)) return
        if (isKustomization) reportSameFields(file)
        const isLoaded = references.length > 0 || isKustomization
        for (const document of isKustomization ? file.documents.slice(0, 1) : file.documents) {
          if (document.problems.length > 0) continue
          for (const one of findDuplicateKeys(file.text, document.root)) {
            const winner = isKustomization ? 'lastWins' : winnerOf(references, document.root)
            if (one.isMerge && (winner === 'lastWins' || winner === 'dataWins')) continue
            const isHarmless = one.isSameValue && (winner === 'lastWins' || winner === 'dataWins')
            const [first, second, ...others] = one.places.map((place) => locate(file, place))
            if (first === undefined || second === undefined) continue
            report({
              message: one.isMerge ? 'mergedTwice' : isHarmless ? 'sameValue' : winner,
              data: {
                key: one.key,
                count: others.length === 0 ? 'twice' : `${others.length + 2} times`,
                where: one.path === '' ? '' : one.path === '[]' ? ' in one item' : ` in \`${one.path}\``,
              },
              at: second,
              pointer: one.path === '' ? one.key : `${one.path}.${one.key}`,
              related: [
                { message: 'first set here', at: first },
                ...others.map((at) => ({ message: 'set here too', at })),
              ],
              ...(one.isMerge ? { help: 'Merge several maps as one list: `<<: [*first, *second]`.' } : {}),
              severity: isLoaded && winner !== 'dataWins' && !isHarmless ? 'error' : 'warning',
            })
          }
        }
      },
    }
  },
})

type Winner = 'refused' | 'lastWins' | 'firstWins' | 'dataWins'

/** What becomes of a key that is set twice, by what the file is loaded for; the worst of several uses. */
function winnerOf(references: readonly Reference[], root: Node | undefined): Winner {
  const winners = new Set(
    references.map(({ loads, field }): Winner => {
      if (loads === 'data' || loads === 'chart') return 'dataWins'
      if (loads === 'patch') return isSeq(root) ? 'lastWins' : 'firstWins'
      const isLenient = field === 'replacements.path' || field === 'crds' || field === 'openapi.path'
      return isLenient ? 'lastWins' : 'refused'
    }),
  )
  const order: readonly Winner[] = ['refused', 'firstWins', 'lastWins', 'dataWins']
  return order.find((winner) => winners.has(winner)) ?? 'refused'
}

function locate(file: SourceFile, key: Scalar): Location {
  return { file: file.path, ...spanOf(key) }
}
