/** A float as sigs.k8s.io/yaml writes it where a text is wanted: Go's strconv.FormatFloat with `g`, -1 and 32 bits. */
export function formatFloat(number: number): string {
  const single = Math.fround(number)
  if (Number.isNaN(single)) return 'NaN'
  if (!Number.isFinite(single)) return single > 0 ? '+Inf' : '-Inf'
  if (Object.is(single, -0)) return '-0'
  const [mantissa = '', power = '0'] = shortestOf(single).split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 6) return String(Number(`${mantissa}e${power}`))
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

/** The fewest digits that make the same number of 32 bits. */
function shortestOf(single: number): string {
  for (let digits = 0; digits < 8; digits += 1) {
    const text = single.toExponential(digits)
    if (Math.fround(Number(text)) === single) return text
  }
  return single.toExponential(8)
}
