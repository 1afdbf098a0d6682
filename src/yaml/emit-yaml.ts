import { analyzeScalar } from './emit/analyze-scalar.ts'
import { compareKeys } from './emit/compare-keys.ts'
import { createEmitter, type Emitter, indented, putIndent, putIndicator } from './emit/emitter.ts'
import { formatNumber } from './emit/format-number.ts'
import { putDoubleQuoted, putLiteral, putPlain, putSingleQuoted } from './emit/put-scalar.ts'
import { readJsonText } from './emit/read-json-text.ts'
import type { JsonObject, JsonValue } from './json-value.ts'
import { resolveScalar } from './resolve-scalar.ts'

/**
 * The text of a value as kustomize prints it: sigs.k8s.io/yaml's JSONToYAML over go-yaml v2, with its order of keys, its
 * quotes and its line breaks in long texts. Throws a RangeError for a text with control characters that YAML cannot
 * hold, and for a key of more than 1,022 characters, as both stop kustomize.
 */
export function emitYaml(value: JsonValue | Readonly<Record<string, JsonValue>>): string {
  const emitter = createEmitter()
  putNode(emitter, isRecord(value) ? new Map(Object.entries(value)) : value, false)
  putIndent(emitter)
  return emitter.parts.join('')
}

function putNode(emitter: Emitter, value: JsonValue, isInMapping: boolean): void {
  if (isObject(value)) putObject(emitter, value)
  else if (isList(value)) putList(emitter, value, isInMapping)
  else {
    const scalar = typeof value === 'string' ? readJsonText(value, false) : value
    indented(emitter, () => putScalar(emitter, scalar, false), { isScalar: true })
  }
}

function isRecord(
  value: JsonValue | Readonly<Record<string, JsonValue>>,
): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !(value instanceof Map) && !Array.isArray(value)
}

function isObject(value: JsonValue): value is JsonObject {
  return value instanceof Map
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function putObject(emitter: Emitter, object: JsonObject): void {
  if (object.size === 0) {
    putIndicator(emitter, '{', { afterSpace: true, isSpace: true })
    putIndicator(emitter, '}')
    return
  }
  const entries = Array.from(object, ([key, value]) => ({ key: readJsonText(key, true), value }))
  indented(emitter, () => {
    for (const { key, value } of entries.sort((a, b) => compareKeys(a.key, b.key))) {
      putIndent(emitter)
      if (isSimpleKey(key)) {
        indented(emitter, () => putScalar(emitter, key, true), { isScalar: true })
        putIndicator(emitter, ':')
      } else {
        putIndicator(emitter, '?', { afterSpace: true, indents: true })
        putNode(emitter, key, true)
        putIndent(emitter)
        putIndicator(emitter, ':', { afterSpace: true, indents: true })
      }
      putNode(emitter, value, true)
    }
  })
}

function isSimpleKey(key: string): boolean {
  return !analyzeScalar(key).isMultiline && (key.length <= 42 || Buffer.byteLength(key) <= 128)
}

function putList(emitter: Emitter, items: readonly JsonValue[], isInMapping: boolean): void {
  if (items.length === 0) {
    putIndicator(emitter, '[', { afterSpace: true, isSpace: true })
    putIndicator(emitter, ']')
    return
  }
  const isSameLevel = isInMapping && !emitter.isIndentation
  indented(
    emitter,
    () => {
      for (const item of items) {
        putIndent(emitter)
        putIndicator(emitter, '-', { afterSpace: true, indents: true })
        putNode(emitter, item, false)
      }
    },
    { isSameLevel },
  )
}

function putScalar(emitter: Emitter, value: null | boolean | number | bigint | string, isKey: boolean): void {
  if (typeof value !== 'string') {
    putPlain(
      emitter,
      typeof value === 'number' || typeof value === 'bigint' ? formatNumber(value) : String(value),
      !isKey,
    )
    return
  }
  const forms = analyzeScalar(value)
  if (value.includes('\n') && forms.canBeBlock && !isKey) putLiteral(emitter, value)
  else if (value.includes('\n') || isTyped(value)) putDoubleQuoted(emitter, value, !isKey)
  else if (forms.canBePlain) putPlain(emitter, value, !isKey)
  else if (forms.canBeSingle) putSingleQuoted(emitter, value, !isKey)
  else putDoubleQuoted(emitter, value, !isKey)
}

const oldBooleans = new Set([
  'y',
  'Y',
  'yes',
  'Yes',
  'YES',
  'on',
  'On',
  'ON',
  'n',
  'N',
  'no',
  'No',
  'NO',
  'off',
  'Off',
  'OFF',
])
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

/** Whether go-yaml v2 would take the text for something other than a text if it had no quotes. */
function isTyped(text: string): boolean {
  if (oldBooleans.has(text) || base60.test(text)) return true
  const { tag } = resolveScalar(text)
  // It has no octals with an `o` behind which a sign stands.
  return tag !== '!!str' && tag !== '!!merge' && !/^0o[-+]/.test(text.replaceAll('_', ''))
}
