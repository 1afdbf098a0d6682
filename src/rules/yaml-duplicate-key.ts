import type { Scalar } from 'yaml'
import { isReached } from '../model/queries/is-reached.ts'
import { referencesTo } from '../model/queries/references-to.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { Location } from '../source/location.ts'
import { entriesOf, type MapEntry } from '../yaml/entries-of.ts'
import { excerpt } from '../yaml/go-yaml/excerpt.ts'
import { parseYaml } from '../yaml/parse-yaml.ts'
import { spanOf } from '../yaml/span-of.ts'
import { defineRule } from './define-rule.ts'
import { countLostEntries } from './yaml/count-lost-entries.ts'
import { type DuplicateKey, findDuplicateKeys } from './yaml/find-duplicate-keys.ts'
import { isKustomizationFile } from './yaml/is-kustomization-file.ts'
import { isTemplate } from './yaml/is-template.ts'
import { type InlineYaml, listInlineYaml } from './yaml/list-inline-yaml.ts'
import { isRead, type Winner, winnerInPatch, winnerOf } from './yaml/winner-of.ts'

export default defineRule({
  id: 'yaml-duplicate-key',
  severity: 'error',
  summary: 'No mapping has the same key twice.',
  why: 'kustomize refuses a manifest with a duplicate key only at the end of the build, without naming the file. In kustomization.yaml the last one wins and in a patch the first one, both without a word, so what the other one says has no effect.',
  fix: 'Keep one of them.',
  messages: {
    refused: '`{key}` is set {count}{where}; kustomize refuses the file',
    entriesLost: '`{key}` is set {count}; kustomize takes the last list without a word and loses {lost}',
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
    const reportDuplicate = (file: SourceFile, one: DuplicateKey, winner: Winner, inline?: InlineYaml): void => {
      const isLenient = winner === 'lastWins' || winner === 'dataWins'
      if (one.isMerge && isLenient) return
      const isHarmless = one.isSameValue && isLenient
      const isLoaded = isKustomizationFile(file.path) || referencesTo(repository).has(file.path)
      const [first, second, ...others] = one.places.map((place) => locate(file, place, inline))
      if (first === undefined || second === undefined) return
      const path = one.path === '' ? one.key : `${one.path}.${one.key}`
      const isField = winner === 'lastWins' && one.path === '' && inline === undefined && isKustomizationFile(file.path)
      const lost = isField && !isHarmless ? countLostEntries(file, one.key) : 0
      const remedy = one.isMerge
        ? 'Merge several maps as one list: `<<: [*first, *second]`.'
        : lost > 0
          ? 'Keep one `{key}` with the entries of all.'
          : undefined
      report({
        message: one.isMerge ? 'mergedTwice' : isHarmless ? 'sameValue' : lost > 0 ? 'entriesLost' : winner,
        data: {
          lost: `${lost === 1 ? 'one entry' : `${lost} entries`} of the ${others.length === 0 ? 'first' : 'others'}`,
          key: excerpt(one.key),
          count: others.length === 0 ? 'twice' : `${others.length + 2} times`,
          where: one.path === '' ? '' : one.path === '[]' ? ' in one item' : ` in \`${excerpt(one.path)}\``,
        },
        at: second,
        pointer: inline === undefined ? path : `${inline.field}#${path}`,
        related: [{ message: 'first set here', at: first }, ...others.map((at) => ({ message: 'set here too', at }))],
        ...(remedy === undefined ? {} : { help: remedy }),
        severity: isLoaded && winner !== 'dataWins' && !isHarmless ? 'error' : 'warning',
      })
    }
    const check = (file: SourceFile): void => {
      const references = referencesTo(repository).get(file.path) ?? []
      const isKustomization = isKustomizationFile(file.path)
      if (references.length === 0 && !isKustomization && file.objects.length === 0) return
      if (isTemplate(file.text) && !isReached(repository, file.path)) return
      if (isKustomization) reportSameFields(file)
      for (const document of isKustomization ? file.documents.slice(0, 1) : file.documents) {
        if (document.problems.length > 0) continue
        const winner = isKustomization ? 'lastWins' : winnerOf(references, document.root)
        for (const one of findDuplicateKeys(file.text, document.root)) reportDuplicate(file, one, winner)
      }
      for (const inline of listInlineYaml(file)) {
        for (const { root, problems } of parseYaml(inline.text)) {
          if (problems.length > 0) continue
          const winner = winnerInPatch(root)
          for (const one of findDuplicateKeys(inline.text, root)) reportDuplicate(file, one, winner, inline)
        }
      }
    }
    return {
      YamlFile: check,
      /** kustomize reads what it loads as YAML, whatever its name says. */
      File(file) {
        const isLoaded =
          !file.isYaml &&
          referencesTo(repository)
            .get(file.path)
            ?.some(({ loads }) => isRead(loads))
        if (isLoaded) check(file)
      },
    }
  },
})

function locate(file: SourceFile, key: Scalar, inline?: InlineYaml): Location {
  const { start, end } = spanOf(key)
  return { file: file.path, start: inline?.toFile(start) ?? start, end: inline?.toFile(end) ?? end }
}
