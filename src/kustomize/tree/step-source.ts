import { isScalar, type Node } from 'yaml'
import type { Location } from '../../source/location.ts'
import { spanOf } from '../../yaml/span-of.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { locateText } from './locate-text.ts'
import type { Cause, Step } from './step.ts'

/** A document that trees are read from, and what is the same for all the steps of its nodes. */
export interface StepSource {
  readonly document: YamlDocument
  readonly cause: Cause
  /** Where offsets of the document are. */
  readonly locate: (start: number, end: number) => Location
  /** The steps that were asked for, which are few. */
  known: Map<Node, Step> | undefined
}

/** The step of what is written in a document, always the same one for the same node. */
export function stepOf(source: StepSource, node: Node): Step {
  source.known ??= new Map()
  const step = source.known.get(node) ?? makeStep(source, node)
  source.known.set(node, step)
  return step
}

function makeStep({ document, cause, locate }: StepSource, node: Node): Step {
  const { start, end } = isScalar(node) ? locateText(document.text, node) : spanOf(node)
  const value = isScalar(node) ? (node.source ?? '') : undefined
  return { cause, at: locate(start, end), value, before: undefined }
}
