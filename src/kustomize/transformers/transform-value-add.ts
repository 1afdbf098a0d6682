import type { Location } from '../../source/location.ts'
import type { Effect } from '../effect.ts'
import type { Resource } from '../resource/resource.ts'
import { selectResources } from '../resource/select-resources.ts'
import type { Selector } from '../resource/selector.ts'
import type { Setting } from '../setting.ts'
import { createScalar } from '../tree/create-node.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { countEffect } from './count-effect.ts'
import { getOrCreateNode } from './get-or-create-node.ts'
import { insertPathPart } from './insert-path-part.ts'
import { setNamespace } from './set-namespace.ts'
import { setScalar } from './set-scalar.ts'
import { splitFieldPath } from './split-field-path.ts'
import { wrongKind } from './wrong-kind.ts'

/** One field of some objects that gets the value. */
export interface ValueAddTarget {
  /** All objects where it is undefined. */
  readonly selector: Selector | undefined
  readonly fieldPath: string
  /** The place of the path. */
  readonly at: Location | undefined
  /** Where above 0, the field is a path of files and the value a part of it at this place, counted from 1. */
  readonly filePathPosition: number
}

/** A value and where it goes. */
export interface ValueAddArguments {
  readonly value: Setting
  readonly targets: readonly ValueAddTarget[]
}

/** Sets a value in fields, or inserts it into the paths that they hold (builtins/ValueAddTransformer). */
export function transformValueAdd(resources: readonly Resource[], { value, targets }: ValueAddArguments): Effect {
  const counter = countEffect()
  const { by } = value
  for (const { selector, fieldPath, at, filePathPosition } of targets) {
    for (const resource of selector === undefined ? resources : selectResources(resources, selector)) {
      if (resource.root.fields.length === 0) continue
      if (fieldPath === 'metadata/namespace') {
        setNamespace(resource, { namespace: value }, [], counter)
        continue
      }
      const what = `\`${fieldPath}\``
      const node = getOrCreateNode(resource.root, splitFieldPath(fieldPath), by, what, at)
      if (node === undefined) continue
      if (!isNullNode(node) && node.kind !== 'scalar') throw wrongKind(node, 'a single value', what, by.at)
      const text = filePathPosition > 0 ? insertPathPart(node.value, filePathPosition - 1, value.text) : value.text
      const step = text === by.value ? by : { ...by, value: text }
      counter.count(node, setScalar(node, createScalar(text, step), what))
    }
  }
  return counter.effect()
}
