/** A float as Go's FormatFloat writes it with the fewest digits: `f` in full, `g` with an exponent where it is far from 1. */
export function formatFloat(value: number, form: 'f' | 'g'): string {
  const [, sign = '', first = '0', rest = '', exponentText = '0'] =
    /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(value.toExponential()) ?? []
  const minus = Object.is(value, -0) ? '-' : sign
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
