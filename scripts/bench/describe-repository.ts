import type { Repository } from './create-repository.ts'

/** Such as `991 YAML files of 0.36 MB, 107 build roots`. */
export function describeRepository({ paths, bytes, roots }: Repository): string {
  const megabytes = (bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)
  return `${formatCount(paths.length)} YAML files of ${megabytes} MB, ${formatCount(roots.length)} build roots`
}

/** A number with commas between the thousands. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}
