/** In which styles libyaml can write a text. */
export interface ScalarForms {
  readonly isMultiline: boolean
  readonly canBePlain: boolean
  readonly canBeSingle: boolean
  readonly canBeBlock: boolean
}

const emptyForms: ScalarForms = { isMultiline: false, canBePlain: true, canBeSingle: true, canBeBlock: false }
/** Most texts are plain words. */
const harmless = /^[A-Za-z0-9_/][\w./:-]*(?<!:)$/
const atStart = ',[]{}#&*!|>\'"%@`'

/** Which styles a text allows outside of brackets (libyaml's analyze_scalar, as go-yaml v2 has it). */
export function analyzeScalar(text: string): ScalarForms {
  if (text === '') return emptyForms
  if (harmless.test(text)) return { isMultiline: false, canBePlain: true, canBeSingle: true, canBeBlock: true }
  const isMultiline = lineBreaks.test(text)
  const hasSpaceBeforeBreak = / [\n\r\u0085\u2028\u2029]/.test(text)
  const hasBreakBeforeSpace = /[\n\r\u0085\u2028\u2029] /.test(text)
  const isSpecial = unprintable.test(text)
  const hasOuterSpace = text.startsWith(' ') || text.endsWith(' ')
  return {
    isMultiline,
    canBePlain: !isMultiline && !isSpecial && !hasOuterSpace && !hasIndicator(text),
    canBeSingle: !isSpecial && !hasSpaceBeforeBreak && !hasBreakBeforeSpace,
    canBeBlock: !isSpecial && !hasSpaceBeforeBreak && !text.endsWith(' '),
  }
}

const lineBreaks = /[\n\r\u0085\u2028\u2029]/
/** libyaml escapes all that is beyond the basic plane, too. */
const unprintable = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/

/** Whether a line of text would be read as something else without quotes. */
function hasIndicator(text: string): boolean {
  if (text.startsWith('---') || text.startsWith('...') || atStart.includes(text.charAt(0))) return true
  return /^[?:-](?:[ \t]|$)|:(?:[ \t]|$)|[ \t\0]#/.test(text)
}
