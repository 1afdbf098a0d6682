import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import { hasVariable } from '../../source/has-variable.ts'

/** A text in an object that may name an environment. */
export interface NamedValue {
  readonly path: readonly (string | number)[]
  /** The path with the names of items in the place of their indexes, the same when a list is in another order. */
  readonly place: string
  /** What the value is called: its key, or the name of the item where that is `value`. */
  readonly key: string
  readonly node: TreeNode
  readonly text: string
}

/** Longer texts are scripts, dashboards and documents. */
const longest = 300

/**
 * The short texts of an object that are values of an environment: no labels, nothing that selects an image, a chart, a
 * revision or a certificate authority, and no paths of Flux objects, which are references.
 */
export function listValues({ id, root }: BuiltObject): readonly NamedValue[] {
  const known = found.get(root)
  if (known !== undefined) return known
  const values: NamedValue[] = []
  const walk = (node: TreeNode, path: readonly (string | number)[], place: string, key: string): void => {
    if (node.kind === 'scalar') {
      const { value: text } = node
      const isPlain = node.tag === '!!str' || node.tag === ''
      if (!isPlain || text.length > longest || text.includes('\n') || hasVariable(text)) return
      values.push({ path, place, key, node, text })
      return
    }
    for (const { key: field, value } of node.fields) {
      const name = field.value
      if (skippedKeys.has(name.toLowerCase()) || (place === 'metadata' && name === 'name')) continue
      const called = name === 'value' ? (getField(node, 'name')?.value ?? name) : name
      walk(value, [...path, name], place === '' ? name : `${place}.${name}`, called)
    }
    for (const [index, item] of node.items.entries()) {
      walk(item, [...path, index], `${place}[${getField(item, 'name')?.value ?? index}]`, key)
    }
  }
  if (!isSkipped(id)) {
    for (const start of startsOf(id)) {
      const node = start.reduce<TreeNode | undefined>((parent, step) => getField(parent, step), root)
      if (node !== undefined) walk(node, start, start.join('.'), start.at(-1) ?? '')
    }
  }
  found.set(root, values)
  return values
}

const found = new WeakMap<TreeNode, readonly NamedValue[]>()

/** In lower case, with all below them. */
const skippedKeys = new Set(
  `apiversion kind labels matchlabels selector labelselector managedfields image images imagename repository registry tag newtag newname
  imagetag branch revision targetrevision ref chart chartref sourceref issuer issuerref clusterissuer clusterissuername
  cert-manager.io/issuer cert-manager.io/cluster-issuer dependson kustomize.toolkit.fluxcd.io/origin description
  message`.split(/\s+/),
)

function isSkipped({ group, kind }: BuiltObject['id']): boolean {
  return (
    /^(?:source|image|notification)\.toolkit\.fluxcd\.io$/.test(group) ||
    /^(?:source\.extensions\.fluxcd\.io|fluxcd\.controlplane\.io|apiextensions\.k8s\.io|acme\.cert-manager\.io)$/.test(
      group,
    ) ||
    ['Secret', 'Issuer', 'ClusterIssuer', 'PrometheusRule', 'GrafanaDashboard'].includes(kind)
  )
}

function startsOf({ group }: BuiltObject['id']): readonly (readonly string[])[] {
  if (group === 'kustomize.toolkit.fluxcd.io') return [['spec', 'postBuild', 'substitute']]
  if (group === 'helm.toolkit.fluxcd.io')
    return [
      ['spec', 'values'],
      ['spec', 'targetNamespace'],
    ]
  return [[]]
}
