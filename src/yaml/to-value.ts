import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml'
import { entriesOf } from './entries-of.ts'
import { itemsOf } from './items-of.ts'
import type { YamlDocument } from './yaml-document.ts'

/** More nodes than this are only reached by expanding aliases in aliases. */
const maximumNodes = 200_000

/**
 * The plain value of a node. By default scalars are typed as sigs.k8s.io/yaml does before kustomize decodes its own
 * files: the YAML 1.1 words (`yes`, `on`) are booleans and `010` is eight. In YAML 1.2 only `true` and `false` are.
 * Throws a RangeError on an alias bomb.
 */
export function toValue(document: YamlDocument, node: Node | undefined, version: '1.1' | '1.2' = '1.1'): unknown {
  let nodes = 0
  const convert = (current: Node | undefined): unknown => {
    nodes += 1
    if (nodes > maximumNodes) throw new RangeError(`aliases expand to more than ${maximumNodes} nodes`)
    if (isMap(current)) {
      const value: Record<string, unknown> = Object.create(null)
      for (const entry of entriesOf(document, current)) value[entry.key] = convert(entry.value)
      return value
    }
    if (isSeq(current)) return itemsOf(document, current).map(convert)
    return isScalar(current) ? toScalarValue(current, version) : null
  }
  return convert(node)
}

const booleans = new Map<string, boolean>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
])

function toScalarValue(scalar: Scalar, version: '1.1' | '1.2'): unknown {
  const text = String(scalar.value ?? '')
  const isPlain = scalar.type === undefined || scalar.type === 'PLAIN'
  if (!isPlain || scalar.tag === '!' || scalar.tag === 'tag:yaml.org,2002:str') return text
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null
  const boolean = version === '1.1' || /^(?:true|false)$/i.test(text) ? booleans.get(text) : undefined
  return boolean ?? toNumber(text) ?? text
}

function toNumber(text: string): number | undefined {
  if (!/^[-+.0-9]/.test(text)) return undefined
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  const digits = text.replaceAll('_', '')
  const octal = /^([-+]?)0o?([0-7]+)$/.exec(digits)
  if (octal) return Number.parseInt(`${octal[1]}${octal[2]}`, 8)
  if (/^[-+]?(?:0b[01]+|0x[0-9a-fA-F]+)$/.test(digits)) {
    return Number(digits.replace(/^[-+]/, '')) * (digits.startsWith('-') ? -1 : 1)
  }
  if (!/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(digits)) return undefined
  // Go refuses a number that overflows, so that `12e4567`, a commit perhaps, stays a text.
  const number = Number(digits)
  return Number.isFinite(number) ? number : undefined
}
