import type { FieldSpec, NameReference } from './field-spec.ts'

/** The parts of a configuration that are plain lists of fields. */
export const fieldSpecLists = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'templateLabels',
  'commonAnnotations',
  'varReference',
  'images',
  'replicas',
] as const

/** One of {@link fieldSpecLists}. */
export type FieldSpecList = (typeof fieldSpecLists)[number]

/** Which fields each transformer touches (builtinconfig.TransformerConfig). Never changed once made. */
export interface TransformerConfiguration extends Readonly<Record<FieldSpecList, readonly FieldSpec[]>> {
  readonly nameReference: readonly NameReference[]
}
