import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml'
import { entriesOf } from './entries-of.ts'
import { itemsOf } from './items-of.ts'
import type { YamlDocument } from './yaml-document.ts'

/** More nodes than this are only reached by expanding aliases in aliases. */
const maximumNodes = 200_000
/** Deeper values contain themselves. */
const maximumDepth = 1_000

/**
 * The plain value of a node. By default scalars are typed as sigs.k8s.io/yaml does before kustomize decodes its own
 * files: the YAML 1.1 words (`yes`, `on`) are booleans and `010` is eight. In YAML 1.2 only `true` and `false` are.
 * Throws a RangeError on an alias bomb.
 */
export function toValue(document: YamlDocument, node: Node | undefined, version: '1.1' | '1.2' = '1.1'): unknown {
  let nodes = 0
  const convert = (current: Node | undefined, depth: number): unknown => {
    nodes += 1
    if (nodes > maximumNodes || depth > maximumDepth) throw new RangeError('aliases expand to more than can be read')
    if (isMap(current)) {
      const value: Record<string, unknown> = Object.create(null)
      for (const { key, keyNode, value: child } of entriesOf(document, current)) {
        // Go's json has texts for keys: `on:` is `"true":` there.
        value[version === '1.1' ? String(toScalarValue(keyNode, version)) : key] = convert(child, depth + 1)
      }
      return value
    }
    if (isSeq(current)) return itemsOf(document, current).map((item) => convert(item, depth + 1))
    return isScalar(current) ? toScalarValue(current, version) : null
  }
  return convert(node, 0)
}

const booleans = new Map<string, boolean>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
])

function toScalarValue(scalar: Scalar, version: '1.1' | '1.2'): unknown {
  const text = String(scalar.value ?? '')
  const isPlain = scalar.type === undefined || scalar.type === 'PLAIN'
  if (!isPlain || scalar.tag === '!' || scalar.tag === 'tag:yaml.org,2002:str') return text
  if (text === '' && scalar.tag !== undefined && !scalar.tag.endsWith(':null')) return ''
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null
  const boolean = version === '1.1' || /^(?:true|false)$/i.test(text) ? booleans.get(text) : undefined
  return boolean ?? toNumber(text) ?? text
}

function toNumber(text: string): number | undefined {
  if (!/^[-+.0-9]/.test(text)) return undefined
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  if (/^[-+]?\._/.test(text)) return undefined
  const digits = text.replaceAll('_', '')
  const octal = /^([-+]?)0[oO]?([0-7]+)$/.exec(digits)
  if (octal) return Number.parseInt(`${octal[1]}${octal[2]}`, 8)
  if (/^[-+]?(?:0[bB][01]+|0[xX][0-9a-fA-F]+)$/.test(digits)) {
    const written = digits.replace(/^[-+]/, '')
    const size = Number(written)
    return BigInt(written) >= 2n ** 64n ? undefined : size * (digits.startsWith('-') ? -1 : 1)
  }
  if (!/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(digits)) return undefined
  // Go refuses a number that overflows, so that `12e4567`, a commit perhaps, stays a text.
  const number = Number(digits)
  return Number.isFinite(number) ? number : undefined
}
