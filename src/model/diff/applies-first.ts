import { readText } from '../../flux/read-text.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { ClusterDiff, KustomizationPair } from './cluster-diff.ts'
import { readSettings } from './kustomization-settings.ts'

/**
 * Whether one Flux Kustomization certainly applies a new revision before another: that one depends on it, at once or
 * through others, before and after the change, and all have the same source. Only then Flux waits until the revision has
 * been applied; with `readyExpr` it asks for nothing else.
 */
export function appliesFirst(first: KustomizationPair, second: KustomizationPair, diff: ClusterDiff): boolean {
  const byName = new Map(diff.kustomizations.map((pair) => [pair.name, pair]))
  const seen = new Set<KustomizationPair>()
  const waiting = [second]
  for (const pair of waiting) {
    for (const name of listDependencies(pair)) {
      const next = byName.get(name)
      if (next === undefined || seen.has(next) || !hasSameSource(pair, next)) continue
      if (next === first) return true
      seen.add(next)
      waiting.push(next)
    }
  }
  return false
}

/** Those that it waits for on both sides, as `namespace/name`. */
function listDependencies({ before, after }: KustomizationPair): readonly string[] {
  const [old, now] = [before, after].map(
    (side) =>
      new Set(
        (getNode(side?.applied.object?.root, ['spec', 'dependsOn'])?.items ?? []).flatMap((item) => {
          const name = readText(item, ['name'])?.text
          if (name === undefined || readText(item, ['readyExpr']) !== undefined) return []
          return [`${readText(item, ['namespace'])?.text ?? side?.applied.namespace}/${name}`]
        }),
      ),
  )
  // A new one comes with what it depends on; an old one may still run without.
  return [...(now ?? [])].filter((name) => before === undefined || old?.has(name))
}

function hasSameSource(one: KustomizationPair, other: KustomizationPair): boolean {
  const sources = [one.before, one.after, other.before, other.after].flatMap((side) =>
    side === undefined ? [] : [readSettings(side.applied).source],
  )
  return new Set(sources).size === 1
}
