import { isScalar, isSeq, type Node } from 'yaml'
import { entriesOf } from '../yaml/entries-of.ts'
import { textOf } from '../yaml/text-of.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'

/**
 * Whether kustomize finds a kustomization file empty: nothing in it but `apiVersion`, `kind`, nulls and empty texts.
 * An empty list counts as content, except in the deprecated fields, whose entries are moved to other ones
 * (api types/kustomization.go CheckEmpty, FixKustomization).
 */
export function isEmptyKustomization(document: YamlDocument, root: Node | undefined): boolean {
  return entriesOf(document, root).every(({ key, value }) => {
    const field = key.toLowerCase()
    if (field === 'apiversion' || field === 'kind' || value === undefined) return true
    if (isScalar(value)) return (textOf(value) ?? '') === ''
    return isSeq(value) && value.items.length === 0 && moved.has(field)
  })
}

const moved: ReadonlySet<string> = new Set(['bases', 'imagetags', 'helmchartinflationgenerator'])
