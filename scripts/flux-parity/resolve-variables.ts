import { isJsonObject, type JsonObject, listAt, textAt, valueAt } from './flux-object.ts'

/** Whether every ConfigMap and Secret that a Flux Kustomization substitutes from is among the objects. */
export function hasVariables(kustomization: JsonObject, objects: readonly JsonObject[]): boolean {
  return listAt(kustomization, 'spec', 'postBuild', 'substituteFrom').every(
    (reference) => find(kustomization, reference, objects) !== undefined,
  )
}

/**
 * The Flux Kustomization with the values of its `substituteFrom` written into `substitute`, as the controller has them
 * and a dry run does not. What is not among the objects is left out.
 */
export function resolveVariables(kustomization: JsonObject, objects: readonly JsonObject[]): JsonObject {
  const spec = valueAt(kustomization, 'spec')
  const postBuild = valueAt(spec, 'postBuild')
  if (!isJsonObject(spec) || !isJsonObject(postBuild)) return kustomization
  const variables: Record<string, unknown> = {}
  for (const reference of listAt(postBuild, 'substituteFrom')) {
    const object = find(kustomization, reference, objects)
    if (object !== undefined) Object.assign(variables, readValues(object))
  }
  const inline = valueAt(postBuild, 'substitute')
  Object.assign(variables, isJsonObject(inline) ? inline : {})
  const { substituteFrom: _substituteFrom, substitute: _substitute, ...rest } = postBuild
  const substitute = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]))
  return { ...kustomization, spec: { ...spec, postBuild: { ...rest, substitute } } }
}

function find(
  kustomization: JsonObject,
  reference: JsonObject,
  objects: readonly JsonObject[],
): JsonObject | undefined {
  return objects.find(
    (object) =>
      textAt(object, 'apiVersion') === 'v1' &&
      textAt(object, 'kind') === textAt(reference, 'kind') &&
      textAt(object, 'metadata', 'name') === textAt(reference, 'name') &&
      textAt(object, 'metadata', 'namespace') === textAt(kustomization, 'metadata', 'namespace'),
  )
}

function readValues(object: JsonObject): Readonly<Record<string, unknown>> {
  const data = valueAt(object, 'data')
  const values = isJsonObject(data) ? data : {}
  if (textAt(object, 'kind') !== 'Secret') return values
  const decoded = Object.entries(values).map(([name, value]) => [name, Buffer.from(String(value), 'base64').toString()])
  const plain = valueAt(object, 'stringData')
  return { ...Object.fromEntries(decoded), ...(isJsonObject(plain) ? plain : {}) }
}
