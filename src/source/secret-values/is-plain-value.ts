import { looksRandom } from './looks-random.ts'

/** Booleans, numbers, durations, dates, addresses, host names, paths, images: values that a setting has. */
const plainValues = [
  /^(?:true|false|yes|no|on|off|null|none|nil|~|undefined|n\/a)$/i,
  /^[-+]?\d[\d._,]*(?:ns|us|ms|s|m|h|d|w|y|%|[KMGTPE]i?B?)?$/i,
  /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[-+][\d:]+)?)?$/,
  /^v?\d+(?:\.\d+)+(?:[-+][\w.]+)?$/,
  /^[0-9a-f:.]+\/\d{1,3}$/i,
  /^[a-z][a-z0-9+.-]*:\/\//i,
  /^jdbc:/,
  /^[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
  /^(?:[a-z0-9_-]+\.)+[a-z]{2,24}\.?(?::\d{1,5})?$/,
  /^[a-z0-9.-]+:\d{1,5}$/i,
  /^[a-z0-9_.-]+(?:\/[a-z0-9_.-]+)+(?::[a-z0-9_.-]+)?(?:@sha256:[0-9a-f]{64})?$/,
  /^\.[a-z][a-z0-9_-]*$/,
  /^[\w.-]+\.(?:json|ya?ml|toml|pem|crt|cer|key|p12|pfx|jks|txt|conf|cfg|ini|properties|env|sh|xml|asc|pub|log|db)$/,
]

const path = /^(?:\.{0,2}\/|~\/|[A-Z]:\\)[\w.@ \\/-]*$/

/** Whether a text is what a setting usually has, and no secret. */
export function isPlainValue(text: string): boolean {
  return plainValues.some((format) => format.test(text)) || (path.test(text) && !looksRandom(text, 16))
}
