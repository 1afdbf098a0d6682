import type { Closure } from '../../model/closure/closure.ts'
import type { JsonValue } from '../../yaml/json-value.ts'

const kinds: ReadonlySet<string> = new Set(['Deployment', 'FluxInstance', 'HelmRelease', 'ConfigMap'])

/**
 * Whether anything that configures the controllers of a cluster's Flux names a flag or feature gate: their Deployments, a
 * FluxInstance, or the values of a chart that makes one.
 */
export function hasControllerSetting({ applied }: Closure, setting: string): boolean {
  return applied.some(({ objects }) => objects.some(({ id, value }) => kinds.has(id.kind) && hasText(value, setting)))
}

function hasText(value: JsonValue, part: string): boolean {
  const stack: JsonValue[] = [value]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') {
      if (next.includes(part)) return true
    } else if (next instanceof Map) for (const item of next.values()) stack.push(item)
    else if (Array.isArray(next)) for (const item of next) stack.push(item)
  }
  return false
}
