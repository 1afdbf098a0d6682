import type { JsonValue } from '../../yaml/json-value.ts'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import { BuildError } from '../build-error.ts'
import type { TreeNode } from './tree-node.ts'

/** The tags whose text go-yaml checks; all others leave it as it is. */
const checkedTags = new Set(['!!str', '!!bool', '!!int', '!!float', '!!null', '!!timestamp'])

/**
 * The value of a scalar as go-yaml v3 decodes it and Go's json prints it: timestamps are texts, `!!binary` is decoded.
 * Throws a BuildError `not-json` for what JSON cannot hold and for a tag that does not fit its text.
 */
export function decodeScalar(node: TreeNode): JsonValue {
  const { value } = node
  const tag = node.tag === '' && node.style !== 'plain' ? '!!str' : node.tag
  if (tag === '!!str') return value
  if (tag === '!!binary') return decodeBinary(node)
  if (tag !== '' && !checkedTags.has(tag)) return value
  const resolved = resolveScalar(value)
  // Only the parser knows merge keys, and only text without a tag may be a timestamp by chance.
  const isText = resolved.tag === '!!merge' || (resolved.tag === '!!timestamp' && tag !== '' && tag !== '!!timestamp')
  const found = isText ? '!!str' : resolved.tag
  if (tag === '' || tag === found) return isText ? value : toJsonScalar(node, found, resolved.value)
  const isSmall = typeof resolved.value !== 'bigint' || resolved.value < 2n ** 63n
  if (tag === '!!float' && found === '!!int' && isSmall) return Number(resolved.value)
  throw notJson(node, `a value tagged \`${tag}\` is ${found === '!!str' ? 'a text' : `\`${found}\``}`)
}

function toJsonScalar(node: TreeNode, tag: string, value: JsonValue): JsonValue {
  if (typeof value === 'number' && !Number.isFinite(value)) throw notJson(node, 'JSON has no infinity and no NaN')
  if (tag === '!!timestamp' && /[-+](?:2[4-9]|3\d):\d\d$/.test(String(value)))
    throw notJson(node, 'the zone of a timestamp must be less than a day from UTC')
  return value
}

function notJson(node: TreeNode, message: string): BuildError {
  return new BuildError({ code: 'not-json', message: `${message}, so that kustomize fails`, at: node.step?.at })
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function decodeBinary(node: TreeNode): string {
  const text = node.value.replace(/[\r\n]/g, '')
  if (!base64.test(text)) throw notJson(node, 'a value tagged `!!binary` is not base64')
  return decodeUtf8(Buffer.from(text, 'base64'))
}

const leads =
  /^(?:[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})/

/** As Go does, each byte that is no part of a character becomes a replacement character. */
function decodeUtf8(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (!text.includes('\ufffd')) return text
  const characters: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const found = leads.exec(bytes.subarray(at, at + 4).toString('latin1'))?.[0].length ?? 0
    characters.push(found === 0 ? '\ufffd' : bytes.subarray(at, at + found).toString('utf8'))
    at += Math.max(found, 1)
  }
  return characters.join('')
}
