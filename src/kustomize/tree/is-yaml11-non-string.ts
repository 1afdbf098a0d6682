import { isScalar, parseDocument } from 'yaml'

/**
 * Whether a text, read as a YAML 1.1 document, is anything but a string: `on`, `5`, `~`, but also `a: b` and `[]`
 * (kyaml's IsValueNonString, which asks go-yaml v2).
 */
export function isYaml11NonString(text: string): boolean {
  if (text === '' || text.includes('\n') || hasControlCharacter.test(text)) return false
  if (plainText.test(text)) return isNonString(text)
  // An alias has nothing to stand for, and an anchor only takes letters.
  if (/^\s*(?:\*|&(?![\w-]+(?: |$))|:$|\t)/.test(text)) return false
  const document = parseDocument(text, { version: '1.1', logLevel: 'silent', uniqueKeys: false })
  if (document.errors.length > 0) return false
  const { contents } = document
  if (contents === null) return true
  if (!isScalar(contents)) return true
  if (contents.tag !== undefined) return contents.tag !== 'tag:yaml.org,2002:str' && contents.tag.startsWith('tag:yaml')
  return contents.type === 'PLAIN' && isNonString(contents.source ?? '')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those that go-yaml refuses
const hasControlCharacter = /[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/

/** Text without anything that could end a plain scalar or start something else. */
const plainText = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|[-?:][^\s\-?:])(?:[^\s:#]|:[^\s]|(?<=\S)#| (?=[^\s#:]))*$(?<![: ])/

const words = /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE)$/
const others = /^(?:~|null|Null|NULL|\.nan|\.NaN|\.NAN|[-+]?\.(?:inf|Inf|INF))?$/
const integer = /^([-+]?)0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

/** Whether a plain scalar resolves to a boolean, null or number. Timestamps stay strings. */
function isNonString(plain: string): boolean {
  if (words.test(plain) || others.test(plain)) return true
  if (!/^[-+.0-9]/.test(plain)) return false
  // Underscores may divide the digits of what starts with a digit or a sign.
  const digits = plain.startsWith('.') ? plain : plain.replaceAll('_', '')
  const sign = integer.exec(digits)?.[1]
  if (sign !== undefined) return fits(digits.slice(sign.length), sign)
  return float.test(digits) && Number.isFinite(Number(digits))
}

/** Whether an integer has at most 64 bits. */
function fits(digits: string, sign: string): boolean {
  const value = BigInt(digits.toLowerCase())
  if (sign === '-') return value <= 2n ** 63n
  return value < (sign === '+' ? 2n ** 63n : 2n ** 64n)
}
