import type { JsonObject, JsonValue } from '../../yaml/json-value.ts'
import type { CustomResourceDefinition, CustomResourceVersion } from './custom-resource-definition.ts'

/**
 * Reads a CustomResourceDefinition of apiextensions.k8s.io/v1, or of v1beta1 with its one schema for all versions.
 * Undefined for other objects and where the group, the kind or all versions are missing.
 */
export function readCustomResourceDefinition(object: JsonValue): CustomResourceDefinition | undefined {
  const root = toObject(object)
  const apiVersion = toText(root?.get('apiVersion'))
  if (root?.get('kind') !== 'CustomResourceDefinition' || !apiVersion?.startsWith('apiextensions.k8s.io/')) {
    return undefined
  }
  const spec = toObject(root.get('spec'))
  const names = toObject(spec?.get('names'))
  const group = toText(spec?.get('group'))
  const kind = toText(names?.get('kind'))
  if (spec === undefined || group === undefined || kind === undefined) return undefined
  const versions = readVersions(spec, apiVersion.endsWith('/v1beta1'))
  if (versions.length === 0) return undefined
  return {
    group,
    kind,
    plural: toText(names?.get('plural')) ?? '',
    scope: spec.get('scope') === 'Cluster' ? 'Cluster' : 'Namespaced',
    versions,
  }
}

function readVersions(spec: JsonObject, isBeta: boolean): readonly CustomResourceVersion[] {
  const preserves = spec.get('preserveUnknownFields')
  // Only the older form keeps unknown fields unless told otherwise.
  const preservesUnknownFields = isBeta ? preserves !== false : preserves === true
  const common = isBeta ? schemaOf(spec.get('validation')) : undefined
  const hasStatus = (holder: JsonObject): boolean => toObject(holder.get('subresources'))?.has('status') === true
  const single = toText(spec.get('version'))
  const listed = toList(spec.get('versions'))
  if (listed.length === 0 && isBeta && single !== undefined) {
    const plain = { isServed: true, isStored: true, isDeprecated: false, warning: undefined }
    const hasStatusSubresource = hasStatus(spec)
    return [{ name: single, ...plain, schema: common, preservesUnknownFields, hasStatusSubresource }]
  }
  return listed.flatMap((item) => {
    const version = toObject(item)
    const name = toText(version?.get('name'))
    if (version === undefined || name === undefined) return []
    return {
      name,
      isServed: version.get('served') === true,
      isStored: version.get('storage') === true,
      isDeprecated: version.get('deprecated') === true,
      warning: toText(version.get('deprecationWarning')),
      schema: schemaOf(version.get('schema')) ?? common,
      preservesUnknownFields,
      hasStatusSubresource: hasStatus(version) || (isBeta && hasStatus(spec)),
    }
  })
}

function schemaOf(holder: JsonValue | undefined): JsonObject | undefined {
  return toObject(toObject(holder)?.get('openAPIV3Schema'))
}

function toObject(value: JsonValue | undefined): JsonObject | undefined {
  return value instanceof Map ? value : undefined
}

function toList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

function toText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
