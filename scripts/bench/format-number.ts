/** Such as `0.062 s`, `1.9 s` or `104 s`: three digits. */
export function formatSeconds(seconds: number): string {
  return `${formatDigits(seconds)} s`
}

/** Such as `0.05 ×` or `12 ×`. */
export function formatRatio(ratio: number): string {
  return `${ratio < 10 ? ratio.toPrecision(2) : formatDigits(ratio)} ×`
}

/** Megabytes, of 1,000,000 bytes. */
export function formatBytes(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString('en-US')} MB`
}

function formatDigits(number: number): string {
  if (number >= 100) return Math.round(number).toLocaleString('en-US')
  return number >= 10 ? number.toFixed(1) : number >= 1 ? number.toFixed(2) : number.toFixed(3)
}
