import { isScalar, type Node, type Scalar } from 'yaml'
import { fieldOf } from '../../kustomize/field-of.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { spanOf } from '../../yaml/span-of.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { isKustomizationFile } from './is-kustomization-file.ts'

/** YAML that is written as a text within YAML: a patch that is no file of its own. */
export interface InlineYaml {
  readonly text: string
  /** Where it stands: `patches[].patch`. */
  readonly field: string
  /** Where an offset of the text stands in the file; the start of the text where its lines were folded. */
  readonly toFile: (offset: number) => number
}

/**
 * The patches that are written inside a file, in kustomization files and Flux objects. Those of Flux objects with
 * variables are left out: what they will be is known only in the cluster.
 */
export function listInlineYaml(file: SourceFile): readonly InlineYaml[] {
  const found: InlineYaml[] = []
  const seen = new Set<Node>()
  const add = (node: Node | undefined, field: string): void => {
    if (!isScalar(node) || typeof node.value !== 'string' || !node.value.includes('\n') || seen.has(node)) return
    seen.add(node)
    found.push({ text: node.value, field, toFile: mapOffsets(file.text, node, node.value) })
  }
  const addPatches = (document: YamlDocument, list: Node | undefined, field: string): void => {
    for (const patch of itemsOf(document, list)) add(fieldOf(document, patch, 'patch')?.value, `${field}[].patch`)
  }
  if (isKustomizationFile(file.path)) {
    const [document] = file.documents
    if (document === undefined) return []
    for (const field of ['patches', 'patchesJson6902']) {
      addPatches(document, fieldOf(document, document.root, field)?.value, field)
    }
    for (const field of ['patchesStrategicMerge', 'generators', 'transformers', 'validators']) {
      for (const item of itemsOf(document, fieldOf(document, document.root, field)?.value)) add(item, `${field}[]`)
    }
  }
  const ofKustomization = found.length
  for (const { document, root, group, kind } of file.objects) {
    const at = (path: readonly string[]): Node | undefined => nodeAt(document, root, path)
    if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') {
      addPatches(document, at(['spec', 'patches']), 'spec.patches')
    } else if (group === 'fluxcd.controlplane.io' && kind === 'FluxInstance') {
      addPatches(document, at(['spec', 'kustomize', 'patches']), 'spec.kustomize.patches')
    } else if (group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease') {
      for (const renderer of itemsOf(document, at(['spec', 'postRenderers']))) {
        addPatches(
          document,
          nodeAt(document, renderer, ['kustomize', 'patches']),
          'spec.postRenderers[].kustomize.patches',
        )
      }
    }
  }
  return found.filter(({ text }, index) => index < ofKustomization || !hasVariable(text))
}

function hasVariable(text: string): boolean {
  return /\$\{/.test(text)
}

/** Only in a literal block each line of the text is a line of the file. */
function mapOffsets(file: string, node: Scalar, text: string): (offset: number) => number {
  const { start } = spanOf(node)
  if (node.type !== 'BLOCK_LITERAL') return () => start
  const first = file.indexOf('\n', start) + 1
  const sample = text.split('\n').findIndex((line) => line !== '')
  const written =
    file
      .slice(first)
      .split('\n', sample + 1)
      [sample]?.replace(/\r$/, '') ?? ''
  const indentation = Math.max(0, written.length - (text.split('\n')[sample]?.length ?? 0))
  return (offset) => {
    const before = text.slice(0, offset).split('\n')
    let line = first
    for (let count = 1; count < before.length; count += 1) line = file.indexOf('\n', line) + 1
    return Math.min(file.length, line + indentation + (before.at(-1)?.length ?? 0))
  }
}
