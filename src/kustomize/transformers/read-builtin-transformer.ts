import { BuildError } from '../build-error.ts'
import type { FieldSpec } from '../configuration/field-spec.ts'
import { readFieldSpecs } from '../configuration/read-field-specs.ts'
import { type Origin, readFlag, readMap, readText } from '../configuration/read-value.ts'
import type { Effect } from '../effect.ts'
import type { Resource } from '../resource/resource.ts'
import { getField } from '../tree/get-field.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { toJson } from '../tree/to-json.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { readImageArguments } from './read-image-arguments.ts'
import { readReplicaArguments } from './read-replica-arguments.ts'
import { readSetting } from './read-setting.ts'
import { readTextPairs } from './read-text-pairs.ts'
import { readValueAddArguments, type ValueAddContext } from './read-value-add-arguments.ts'
import { type SubjectMode, subjectModes } from './set-namespace.ts'
import { transformAnnotations } from './transform-annotations.ts'
import { transformImages } from './transform-images.ts'
import { transformLabels } from './transform-labels.ts'
import { transformNamespace } from './transform-namespace.ts'
import { transformPrefix } from './transform-prefix.ts'
import { transformReplicas } from './transform-replicas.ts'
import { transformSuffix } from './transform-suffix.ts'
import { transformValueAdd } from './transform-value-add.ts'

/** A transformer with all that it needs to know. */
export type ConfiguredTransformer = (resources: readonly Resource[]) => Effect

const origin: Origin = 'plugin'

/**
 * Reads the configuration of a transformer that works on fields: an object of `apiVersion: builtin` under `transformers`.
 * Unknown fields are ignored. Undefined for a kind that is none of these.
 */
export function readBuiltinTransformer(root: TreeNode, context: ValueAddContext): ConfiguredTransformer | undefined {
  const read = readers.get(getField(root, 'kind')?.value ?? '')
  if (read === undefined) return undefined
  // kustomize hands the configuration over as JSON, so it must be such: no keys but texts.
  toJson(root)
  return read(root, context)
}

const readers = new Map<string, (root: TreeNode, context: ValueAddContext) => ConfiguredTransformer>([
  ['NamespaceTransformer', readNamespaceTransformer],
  ['PrefixTransformer', (root) => readAffixTransformer(root, 'prefix')],
  ['SuffixTransformer', (root) => readAffixTransformer(root, 'suffix')],
  ['PrefixSuffixTransformer', readBothAffixes],
  ['LabelTransformer', (root) => readPairTransformer(root, 'labels')],
  ['AnnotationsTransformer', (root) => readPairTransformer(root, 'annotations')],
  ['ImageTagTransformer', readImageTransformer],
  ['ReplicaCountTransformer', readReplicaTransformer],
  ['ValueAddTransformer', readValueAddTransformer],
])

function fieldSpecsOf(root: TreeNode): readonly FieldSpec[] {
  return readFieldSpecs(getFieldIgnoringCase(root, 'fieldSpecs'), 'fieldSpecs', origin) ?? []
}

function readNamespaceTransformer(root: TreeNode): ConfiguredTransformer {
  const metadata = readMap(getFieldIgnoringCase(root, 'metadata'), 'metadata')
  const namespace = readSetting(metadata, 'namespace', 'namespace', origin)
  const fieldSpecs = fieldSpecsOf(root)
  const unsetOnly = readFlag(getFieldIgnoringCase(root, 'unsetOnly'), 'unsetOnly', origin)
  const setRoleBindingSubjects = readSubjectMode(getFieldIgnoringCase(root, 'setRoleBindingSubjects'))
  return (resources) => transformNamespace(resources, { namespace, unsetOnly, setRoleBindingSubjects }, fieldSpecs)
}

function readSubjectMode(node: TreeNode | undefined): SubjectMode {
  const text = readText(node, 'setRoleBindingSubjects', origin)
  const mode = text === '' ? 'defaultOnly' : subjectModes.find((known) => known === text)
  if (mode !== undefined) return mode
  const known = subjectModes.map((name) => `\`${name}\``).join(', ')
  throw new BuildError({
    code: 'configuration-invalid',
    message: `\`setRoleBindingSubjects\` must be one of ${known}, but is \`${text}\``,
    at: node?.step?.at,
  })
}

function readAffixTransformer(root: TreeNode, field: 'prefix' | 'suffix'): ConfiguredTransformer {
  const affix = readSetting(root, field, field === 'prefix' ? 'namePrefix' : 'nameSuffix', 'affix-plugin')
  const fieldSpecs = readFieldSpecs(getField(root, 'fieldSpecs'), 'fieldSpecs', 'affix-plugin')
  if (fieldSpecs === undefined) {
    const message = `\`fieldSpecs\` must say which fields get the ${field}`
    throw new BuildError({ code: 'configuration-invalid', message, at: root.step?.at })
  }
  const transform = field === 'prefix' ? transformPrefix : transformSuffix
  return (resources) => transform(resources, { affix, fieldSpecs })
}

function readBothAffixes(root: TreeNode): ConfiguredTransformer {
  const prefix = readAffixTransformer(root, 'prefix')
  const suffix = readAffixTransformer(root, 'suffix')
  return (resources) => {
    const first = prefix(resources)
    const second = suffix(resources)
    return { matched: first.matched + second.matched, changed: first.changed + second.changed }
  }
}

function readPairTransformer(root: TreeNode, field: 'labels' | 'annotations'): ConfiguredTransformer {
  const pairs = readTextPairs(getFieldIgnoringCase(root, field), field, origin)
  const fieldSpecs = fieldSpecsOf(root)
  const transform = field === 'labels' ? transformLabels : transformAnnotations
  return (resources) => transform(resources, { pairs, fieldSpecs })
}

function readImageTransformer(root: TreeNode): ConfiguredTransformer {
  const image = readImageArguments(getFieldIgnoringCase(root, 'imageTag'), origin)
  const fieldSpecs = fieldSpecsOf(root)
  return (resources) => transformImages(resources, image, fieldSpecs)
}

function readReplicaTransformer(root: TreeNode): ConfiguredTransformer {
  const replica = readReplicaArguments(getFieldIgnoringCase(root, 'replica'), origin)
  const fieldSpecs = fieldSpecsOf(root)
  return (resources) => transformReplicas(resources, replica, fieldSpecs)
}

function readValueAddTransformer(root: TreeNode, context: ValueAddContext): ConfiguredTransformer {
  const args = readValueAddArguments(root, context)
  return (resources) => transformValueAdd(resources, args)
}
