import type { Leaf } from './leaf.ts'
import { isFixed } from './prove.ts'

/** What set a field last, finer than the cause alone; samples are drawn from each. */
export function stratumOf(leaf: Leaf, textOf: (file: string) => string | undefined): string {
  const { located, steps, node } = leaf
  const newest = steps.at(-1)
  if (located === undefined || newest === undefined) return `${newest?.cause ?? 'nothing'} without a place`
  if (newest.cause === 'hash') return 'hash'
  const { cause, at } = located
  const text = textOf(at.file) ?? ''
  const line = text.slice(text.lastIndexOf('\n', at.start - 1) + 1, at.start)
  const isKustomization = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(at.file)
  if (cause === 'images') {
    return `images ${/(newTag|newName|digest|tagSuffix)["']?\s*:\s*["']?$/.exec(line)?.[1] ?? 'other'}`
  }
  if (cause === 'configMapGenerator' || cause === 'secretGenerator') {
    if (isFixed(leaf)) return `${cause} fixed`
    const before = located.before
    const isSource = before?.cause === cause && before.at !== undefined && before.value === undefined
    if (isSource) return `${cause} ${at.start === 0 && at.end >= text.length - 1 ? 'file' : 'env file'}`
    const slot = text
      .slice(0, at.start)
      .match(/(?:^|\n)\s*(?:- )?(literals|name|namespace|type|options|labels|annotations):/g)
    const field = slot?.at(-1)?.replace(/[^a-z]/g, '')
    return `${cause} ${field === 'literals' ? 'literal' : 'field'}`
  }
  if (cause === 'patch' || cause === 'json-patch') return `${cause} ${isKustomization ? 'inline' : 'file'}`
  if (cause === 'resource') {
    if (node.kind !== 'scalar') return 'resource empty collection'
    if (node.value.includes('\n')) return 'resource text of several lines'
    if (node.tag === '!!null') return 'resource null'
    return /["']/.test(text.charAt(at.start - 1)) ? 'resource quoted' : 'resource plain'
  }
  return cause
}
