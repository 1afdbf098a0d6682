import { emitYaml } from '../../yaml/emit-yaml.ts'
import type { BuiltObject } from './built-object.ts'

/** Objects as kustomize prints them, one document each. */
export function renderObjects(objects: readonly BuiltObject[]): string {
  return objects.map(({ value }) => emitYaml(value)).join('---\n')
}
