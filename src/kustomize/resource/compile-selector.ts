import { compileRegex } from './compile-regex.ts'
import { parseLabelSelector } from './matches-label-selector.ts'
import { getMetadataMap } from './metadata.ts'
import type { Resource } from './resource.ts'
import type { ResourceId } from './resource-id.ts'
import type { Selector, SelectorPart } from './selector.ts'

/** The conditions of a selector, each ready to be asked. */
export interface CompiledSelector {
  matchesType(id: Pick<ResourceId, 'group' | 'version' | 'kind'>): boolean
  matchesName(name: string): boolean
  matchesNamespace(namespace: string): boolean
  /** A label selector is parsed when it is first needed, as in kustomize: a wrong one that is never asked does no harm. */
  matchesLabels(resource: Resource): boolean
  matchesAnnotations(resource: Resource): boolean
}

/** Compiles all regular expressions of a selector (types.NewSelectorRegex). Throws a BuildError for the first wrong one. */
export function compileSelector(selector: Selector): CompiledSelector {
  const compile = ({ text, at }: SelectorPart): ((value: string) => boolean) =>
    text === '' ? () => true : compileRegex(text, at, { isAnchored: true })
  const group = compile(selector.group)
  const version = compile(selector.version)
  const kind = compile(selector.kind)
  return {
    matchesType: (id) => group(id.group) && version(id.version) && kind(id.kind),
    matchesName: compile(selector.name),
    matchesNamespace: compile(selector.namespace),
    matchesLabels: matcher(selector.labelSelector, 'labels'),
    matchesAnnotations: matcher(selector.annotationSelector, 'annotations'),
  }
}

function matcher(part: SelectorPart, field: 'labels' | 'annotations'): (resource: Resource) => boolean {
  if (part.text === '') return () => true
  let matches: ReturnType<typeof parseLabelSelector> | undefined
  return ({ root }) => {
    matches ??= parseLabelSelector(part)
    return matches(getMetadataMap(root, field))
  }
}
