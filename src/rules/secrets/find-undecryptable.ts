import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Scalar } from 'yaml'
import type { KubernetesObject } from '../../kustomize/kubernetes-object.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { textOf } from '../../yaml/text-of.ts'
import { compileSafePattern } from './compile-safe-pattern.ts'

/** A value in plain text; its key is that of the nearest mapping, the path all the keys that lead to it. */
export interface PlainLeaf {
  readonly path: string
  readonly keyNode: Scalar | undefined
  readonly node: Node
}

/** Plain text where the SOPS metadata of an object expects ciphertext. */
export interface Undecryptable {
  /** The field of the metadata that says what is encrypted, and where that stands. */
  readonly selector: string
  readonly metadata: Node
  /** In the order of the text; at least one. */
  readonly leaves: readonly PlainLeaf[]
}

/** The fields of the metadata that select what is encrypted, of which a file has one (sops stores/stores.go). */
const selectors = ['encrypted_regex', 'unencrypted_regex', 'encrypted_suffix', 'unencrypted_suffix']
const commentSelectors = ['encrypted_comment_regex', 'unencrypted_comment_regex']
const longestKey = 128

/**
 * Compares an object with its SOPS metadata as SOPS does before it decrypts (sops.go, Tree.shouldBeEncrypted): a leaf
 * is encrypted where any key on the way to it is selected. Plain text there, unless it is empty, stops the decryption.
 * Undefined where all is well, and where it cannot be told.
 */
export function findUndecryptable({ document, root }: KubernetesObject): Undecryptable | undefined {
  const metadata = nodeAt(document, root, ['sops'])
  const textAt = (field: string): string => textOf(nodeAt(document, metadata, [field])) ?? ''
  if (metadata === undefined || textAt('mac') === '') return undefined
  const written = [...selectors, ...commentSelectors].filter((field) => textAt(field) !== '')
  const [selector = 'unencrypted_suffix'] = written
  if (written.length > 1 || commentSelectors.includes(selector)) return undefined
  const matches = compileSelector(selector, textAt(selector) || '_unencrypted')
  if (matches === undefined) return undefined

  const leaves: PlainLeaf[] = []
  const stack: Place[] = [{ node: root, step: undefined, isMatched: false }]
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { node, step, isMatched } = place
    const next: Place[] = []
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        // A document with aliases or keys that cannot be compared was not written by SOPS.
        if (!isScalar(key) || isAlias(value) || String(key.value).length > longestKey) return undefined
        const name = String(key.value ?? '')
        const isOwn = step === undefined && name === 'sops'
        if (isOwn || !isNode(value)) continue
        next.push({ node: value, step: { name, keyNode: key, above: step }, isMatched: isMatched || matches(name) })
      }
    } else if (isSeq(node)) {
      for (const item of node.items) if (isNode(item)) next.push({ node: item, step, isMatched })
    } else if (isMatched !== selector.startsWith('un') && isPlain(node)) {
      leaves.push({ path: pathOf(step), keyNode: step?.keyNode, node })
    }
    stack.push(...next.reverse())
  }
  if (leaves.length === 0) return undefined
  return { selector, metadata: nodeAt(document, metadata, [selector]) ?? metadata, leaves }
}

interface Step {
  readonly name: string
  readonly keyNode: Scalar
  readonly above: Step | undefined
}

interface Place {
  readonly node: Node
  readonly step: Step | undefined
  readonly isMatched: boolean
}

function compileSelector(selector: string, value: string): ((key: string) => boolean) | undefined {
  if (selector.endsWith('_suffix')) return (key) => key.endsWith(value)
  const pattern = compileSafePattern(value)
  return pattern && ((key) => pattern.test(key))
}

function isPlain(node: Node): boolean {
  const text = textOf(node) ?? ''
  return text !== '' && !text.startsWith('ENC[AES256_GCM,')
}

function pathOf(last: Step | undefined): string {
  const names: string[] = []
  for (let step = last; step !== undefined; step = step.above) names.push(step.name)
  return names.reverse().join('.')
}
