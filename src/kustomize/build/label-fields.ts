import type { FieldSpec } from '../configuration/field-spec.ts'
import { mergeFieldSpecs } from '../configuration/merge-field-specs.ts'
import type { TransformerConfiguration } from '../configuration/transformer-configuration.ts'

/** Where a label goes by default: into the object's own metadata. */
export const ownLabels: FieldSpec = { group: '', version: '', kind: '', path: 'metadata/labels', create: true }

/** How far an entry of `labels` reaches. */
interface LabelReach {
  readonly fields: readonly FieldSpec[]
  readonly includeSelectors: boolean
  readonly includeTemplates: boolean
}

/** The fields that an entry of `labels` is written into (transformerConfigurators[LabelTransformer]). */
export function labelFields(label: LabelReach, configuration: TransformerConfiguration): readonly FieldSpec[] {
  const fields = mergeFieldSpecs(label.fields, configuration.labels)
  if (label.includeSelectors) return mergeFieldSpecs(fields, configuration.commonLabels)
  const inner = label.includeTemplates ? mergeFieldSpecs(fields, configuration.templateLabels) : fields
  return mergeFieldSpecs(inner, [ownLabels])
}
