import { isScalar, type Node } from 'yaml'
import type { RepoPath } from '../source/repo-path.ts'
import { innerSpanOf } from '../yaml/inner-span-of.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { textOf } from '../yaml/text-of.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'
import { fieldOf } from './field-of.ts'
import type { ReferenceEntry } from './reference.ts'

type Use = Pick<ReferenceEntry, 'loads' | 'accepts' | 'mayBeRemote'>

const build: Use = { loads: 'build', accepts: 'either', mayBeRemote: true }
const component: Use = { loads: 'component', accepts: 'directory', mayBeRemote: true }
const plugin: Use = { loads: 'configuration', accepts: 'either', mayBeRemote: true }
const configuration: Use = { loads: 'configuration', accepts: 'file', mayBeRemote: true }
const patch: Use = { loads: 'patch', accepts: 'file', mayBeRemote: true }
const data: Use = { loads: 'data', accepts: 'file', mayBeRemote: true }

/** Fields that are lists of paths; an entry of more than one line, or a map, is given inline. */
const lists: Readonly<Record<string, Use>> = {
  resources: build,
  bases: build,
  components: component,
  crds: configuration,
  configurations: configuration,
  generators: plugin,
  transformers: plugin,
  validators: plugin,
  patchesStrategicMerge: patch,
}

/** Fields that are lists of maps with a path in one field. */
const pathsInLists: readonly (readonly [list: string, field: string, use: Use])[] = [
  ['patches', 'path', patch],
  ['patchesJson6902', 'path', patch],
  ['replacements', 'path', configuration],
  ['helmCharts', 'valuesFile', data],
  ['helmChartInflationGenerator', 'values', data],
]

/** Fields that are lists of maps with a list of paths in one field; `key=path` where the flag says so. */
const listsInLists: readonly (readonly [list: string, field: string, hasKey: boolean])[] = [
  ['configMapGenerator', 'files', true],
  ['configMapGenerator', 'envs', false],
  ['secretGenerator', 'files', true],
  ['secretGenerator', 'envs', false],
  ['helmCharts', 'additionalValuesFiles', false],
]

/**
 * Every entry of a kustomization file that names another path, in the order of the text. `file` is the path for the
 * locations, `root` the root node.
 */
export function listReferenceEntries(
  file: RepoPath,
  document: YamlDocument,
  root: Node | undefined,
): readonly ReferenceEntry[] {
  const entries: ReferenceEntry[] = []

  const add = (node: Node | undefined, field: string, use: Use, hasKey = false): void => {
    const written = textOf(node)
    if (written === undefined || !isScalar(node) || written.includes('\n') || isInlineObject(written)) return
    // An empty path in a map is the same as none; in a list it is an entry that leads nowhere.
    if (written === '' && field.includes('.') && !hasKey) return
    const skip = hasKey ? written.indexOf('=') + 1 : 0
    const text = written.slice(skip)
    const span = innerSpanOf(document, node, skip)
    entries.push({ field, text, at: { file, ...span }, pointer: `${field}[${written}]`, ...use })
  }

  for (const [name, use] of Object.entries(lists)) {
    for (const item of itemsOf(document, fieldOf(document, root, name)?.value)) add(item, name, use)
  }
  for (const [list, field, use] of pathsInLists) {
    for (const item of itemsOf(document, fieldOf(document, root, list)?.value)) {
      add(fieldOf(document, item, field)?.value, `${list}.${field}`, use)
    }
  }
  for (const [list, field, hasKey] of listsInLists) {
    for (const generator of itemsOf(document, fieldOf(document, root, list)?.value)) {
      for (const item of itemsOf(document, fieldOf(document, generator, field)?.value)) {
        add(item, `${list}.${field}`, data, hasKey)
      }
    }
  }
  for (const list of ['configMapGenerator', 'secretGenerator']) {
    for (const generator of itemsOf(document, fieldOf(document, root, list)?.value)) {
      add(fieldOf(document, generator, 'env')?.value, `${list}.env`, data)
    }
  }
  add(fieldOf(document, fieldOf(document, root, 'openapi')?.value, 'path')?.value, 'openapi.path', configuration)
  add(fieldOf(document, fieldOf(document, root, 'helmGlobals')?.value, 'chartHome')?.value, 'helmGlobals.chartHome', {
    loads: 'chart',
    accepts: 'directory',
    mayBeRemote: pullsCharts(document, root),
  })

  return entries.sort((a, b) => a.at.start - b.at.start)
}

/** kustomize pulls charts that name a repository into the chart home, which need not exist before. */
function pullsCharts(document: YamlDocument, root: Node | undefined): boolean {
  return itemsOf(document, fieldOf(document, root, 'helmCharts')?.value).some(
    (chart) => textOf(fieldOf(document, chart, 'repo')?.value) !== undefined,
  )
}

/** A transformer or patch written in one line of JSON or flow YAML instead of a path. */
function isInlineObject(text: string): boolean {
  return /^\s*[{[]/.test(text) || /^\s*(?:apiVersion|kind)\s*:/.test(text)
}
