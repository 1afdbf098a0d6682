/** How a float is written. */
interface FloatForm {
  /** `f` in full, `g` with an exponent where it is far from 1; `g` by default. */
  readonly form?: 'f' | 'g'
  /** The size of the float that the digits must tell apart; 64 by default. */
  readonly bits?: 32 | 64
}

/**
 * A float with the fewest digits, as Go's strconv.FormatFloat writes it; with `g` also as `%v` and `%g` do. Its
 * encoding/json has a form of its own, which is JavaScript's.
 */
export function formatFloat(number: number, { form = 'g', bits = 64 }: FloatForm = {}): string {
  const value = bits === 32 ? Math.fround(number) : number
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const [, first = '0', rest = '', exponentText = '0'] =
    /^-?(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(bits === 32 ? shortestOf(value) : value.toExponential()) ?? []
  const minus = value < 0 || Object.is(value, -0) ? '-' : ''
  const exponent = Number(exponentText)
  if (form === 'g' && (exponent < -4 || exponent >= 6)) {
    const size = String(Math.abs(exponent)).padStart(2, '0')
    return `${minus}${first}${rest && `.${rest}`}e${exponent < 0 ? '-' : '+'}${size}`
  }
  const digits = first + rest
  if (exponent < 0) return `${minus}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = digits.slice(exponent + 1)
  return `${minus}${whole}${fraction && `.${fraction}`}`
}

/** The fewest digits that make the same number of 32 bits. */
function shortestOf(single: number): string {
  for (let digits = 0; digits < 8; digits += 1) {
    const text = single.toExponential(digits)
    if (Math.fround(Number(text)) === single) return text
  }
  return single.toExponential(8)
}
