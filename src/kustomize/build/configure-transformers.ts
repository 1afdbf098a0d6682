import type { TransformerConfiguration } from '../configuration/transformer-configuration.ts'
import type { Setting } from '../setting.ts'
import { readImageArguments } from '../transformers/read-image-arguments.ts'
import { readLabelEntry } from '../transformers/read-label-entry.ts'
import { readReplicaArguments } from '../transformers/read-replica-arguments.ts'
import { readTextPairs } from '../transformers/read-text-pairs.ts'
import { transformAnnotations } from '../transformers/transform-annotations.ts'
import { transformImages } from '../transformers/transform-images.ts'
import { transformLabels } from '../transformers/transform-labels.ts'
import { transformNamespace } from '../transformers/transform-namespace.ts'
import { transformPrefix } from '../transformers/transform-prefix.ts'
import { transformReplicas } from '../transformers/transform-replicas.ts'
import { transformSuffix } from '../transformers/transform-suffix.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import type { Cause } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { attempt } from './attempt.ts'
import { configureMerges, configureOperations, configurePatch } from './configure-patch.ts'
import { configureReplacements } from './configure-replacements.ts'
import { labelFields } from './label-fields.ts'
import { observe } from './observe.ts'
import { pluginOrigin } from './plugin-origin.ts'
import type { Target } from './target.ts'
import { toSetting } from './to-setting.ts'
import type { Transformer } from './transformer.ts'

/**
 * The transformers that the fields of a kustomization file stand for, in kustomize's order. All of them are read before
 * the first is applied (configureBuiltinTransformers).
 */
export function configureTransformers(target: Target, configuration: TransformerConfiguration): readonly Transformer[] {
  const { run } = target
  const { root } = target.kustomization
  const transformers: Transformer[] = []
  const entriesOf = (field: string): readonly TreeNode[] => getFieldIgnoringCase(root, field)?.items ?? []
  const add = (kind: string, configure: () => Omit<Transformer, 'origin'>): void => {
    const transformer = attempt(run, configure)
    if (transformer !== undefined) transformers.push({ origin: pluginOrigin(target, kind), ...transformer })
  }
  const text = (field: string, cause: Cause): Setting | undefined => {
    const node = getFieldIgnoringCase(root, field)
    return node === undefined || node.kind !== 'scalar' || node.tag === '!!null' || node.value === ''
      ? undefined
      : toSetting(node, cause)
  }

  const merges = entriesOf('patchesStrategicMerge')
  if (merges.length > 0) add('PatchStrategicMergeTransformer', () => configureMerges(target, merges))
  for (const entry of entriesOf('patches')) add('PatchTransformer', () => configurePatch(target, entry))

  const namespace = text('namespace', 'namespace')
  if (namespace !== undefined) {
    add('NamespaceTransformer', () => ({
      apply: (resources) => transformNamespace(resources, { namespace }, configuration.namespace),
    }))
  }
  const prefix = text('namePrefix', 'namePrefix')
  if (prefix !== undefined) {
    const args = { affix: prefix, fieldSpecs: configuration.namePrefix }
    add('PrefixTransformer', () => ({ apply: (resources) => transformPrefix(resources, args) }))
  }
  const suffix = text('nameSuffix', 'nameSuffix')
  if (suffix !== undefined) {
    const args = { affix: suffix, fieldSpecs: configuration.nameSuffix }
    add('SuffixTransformer', () => ({ apply: (resources) => transformSuffix(resources, args) }))
  }

  for (const entry of entriesOf('labels')) {
    add('LabelTransformer', () => {
      const label = readLabelEntry(entry)
      const args = { pairs: label.pairs, fieldSpecs: labelFields(label, configuration) }
      return { apply: (resources) => transformLabels(resources, args) }
    })
  }
  const commonLabels = readTextPairs(getFieldIgnoringCase(root, 'commonLabels'), 'labels')
  if (commonLabels.length > 0 || entriesOf('labels').length > 0) {
    const args = { pairs: commonLabels, fieldSpecs: configuration.commonLabels }
    add('LabelTransformer', () => ({ apply: (resources) => transformLabels(resources, args) }))
  }
  const annotations = readTextPairs(getFieldIgnoringCase(root, 'commonAnnotations'), 'annotations')
  if (annotations.length > 0) {
    const args = { pairs: annotations, fieldSpecs: configuration.commonAnnotations }
    add('AnnotationsTransformer', () => ({ apply: (resources) => transformAnnotations(resources, args) }))
  }

  for (const entry of entriesOf('patchesJson6902')) {
    add('PatchJson6902Transformer', () => configureOperations(target, entry))
  }
  for (const entry of entriesOf('replicas')) {
    add('ReplicaCountTransformer', () => {
      const args = readReplicaArguments(entry)
      return {
        apply: (resources) => transformReplicas(resources, args, configuration.replicas),
        ...observe('replicas', args.at, args.name),
      }
    })
  }
  for (const entry of [...entriesOf('images'), ...entriesOf('imageTags')]) {
    add('ImageTagTransformer', () => {
      const args = readImageArguments(entry)
      return {
        apply: (resources) => transformImages(resources, args, configuration.images),
        ...observe('images', args.at, args.name, { image: args }),
      }
    })
  }
  if (entriesOf('replacements').length > 0) {
    const origin = pluginOrigin(target, 'ReplacementTransformer')
    transformers.push(...configureReplacements(target, entriesOf('replacements'), origin))
  }
  return transformers
}
