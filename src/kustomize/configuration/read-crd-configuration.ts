import { BuildError } from '../build-error.ts'
import { getField } from '../tree/get-field.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { emptyConfiguration } from './empty-configuration.ts'
import type { FieldSpec } from './field-spec.ts'
import { mergeConfigurations } from './merge-configurations.ts'
import { readMap } from './read-value.ts'
import type { TransformerConfiguration } from './transformer-configuration.ts'

/** More properties only come from bombs. */
const maximumProperties = 100_000

interface Definitions {
  readonly root: TreeNode
  propertiesLeft: number
}

/**
 * What the OpenAPI definitions in the files under `crds` say of names, labels and annotations in custom objects
 * (LoadConfigFromCRDs).
 */
export function readCrdConfiguration(files: readonly TreeNode[]): TransformerConfiguration {
  let configuration = emptyConfiguration
  for (const file of files) {
    const root = readMap(file, 'definitions') ?? file
    const definitions = { root, propertiesLeft: maximumProperties }
    for (const { key, value } of root.fields) {
      const properties = propertiesOf(value)
      if (!['kind', 'apiVersion', 'metadata'].every((name) => getField(properties, name) !== undefined)) continue
      const kind = key.value.slice(key.value.lastIndexOf('.') + 1)
      configuration = mergeConfigurations(configuration, readProperties(definitions, properties, kind, [], [key.value]))
    }
  }
  return configuration
}

function propertiesOf(definition: TreeNode): TreeNode | undefined {
  const schema = readMap(getFieldIgnoringCase(readMap(definition, 'definition'), 'schema'), 'Schema')
  return readMap(getField(schema, 'properties'), 'properties')
}

function readProperties(
  definitions: Definitions,
  properties: TreeNode | undefined,
  kind: string,
  path: readonly string[],
  entered: readonly string[],
): TransformerConfiguration {
  let configuration = emptyConfiguration
  const add = (added: Partial<TransformerConfiguration>): void => {
    configuration = mergeConfigurations(configuration, { ...emptyConfiguration, ...added })
  }
  for (const { key, value: property } of properties?.fields ?? []) {
    definitions.propertiesLeft -= 1
    const inner = [...path, key.value]
    const fieldSpec: FieldSpec = { group: '', version: '', kind, path: inner.join('/'), create: false }
    if (extensionOf(property, 'annotation') !== undefined) add({ commonAnnotations: [fieldSpec] })
    if (extensionOf(property, 'label-selector') !== undefined) add({ commonLabels: [fieldSpec] })
    if (extensionOf(property, 'identity') !== undefined) add({ namePrefix: [fieldSpec] })
    const version = extensionOf(property, 'object-ref-api-version')
    const target = extensionOf(property, 'object-ref-kind')
    if (version !== undefined && target !== undefined) {
      const nameKey = extensionOf(property, 'object-ref-name-key') ?? 'name'
      const referrer = { ...fieldSpec, path: [...inner, nameKey].join('/') }
      add({ nameReference: [{ group: '', version, kind: target, referrers: [referrer] }] })
    }
    const reference = textOf(getField(property, '$ref'))
    const definition = reference === undefined ? undefined : getField(definitions.root, reference)
    if (reference === undefined || definition === undefined) continue
    if (entered.includes(reference) || definitions.propertiesLeft < 0) throw endless(reference, property)
    add(readProperties(definitions, propertiesOf(definition), kind, inner, [...entered, reference]))
  }
  return configuration
}

/** A text under `x-kubernetes-…`. */
function extensionOf(property: TreeNode, name: string): string | undefined {
  return textOf(getField(property, `x-kubernetes-${name}`))
}

function textOf(node: TreeNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.tag === '!!str' ? node.value : undefined
}

function endless(reference: string, property: TreeNode): BuildError {
  return new BuildError({
    code: 'configuration-invalid',
    message: `the definition \`${reference}\` refers to itself without end, which kustomize does not survive`,
    at: getField(property, '$ref')?.step?.at ?? property.step?.at,
  })
}
