import type { CustomResourceDefinition } from '../../flux/schemas/custom-resource-definition.ts'
import { readCustomResourceDefinition } from '../../flux/schemas/read-custom-resource-definition.ts'
import { BuildError } from '../../kustomize/build-error.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import { readNode } from '../../kustomize/tree/read-node.ts'
import { toJson } from '../../kustomize/tree/to-json.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import { hasControl, isLeftAlone } from '../diff/object-control.ts'
import type { Repository } from '../repository.ts'
import type { SourceFile } from '../source-file.ts'
import { listObjectsOfKind } from './list-objects-of-kind.ts'

/** A CustomResourceDefinition that a cluster has. */
export interface CustomSchema {
  readonly definition: CustomResourceDefinition
  /** False where it is not sure that Flux applies it, or that it stays as it is written. */
  readonly isCertain: boolean
  /** The release of Flux that it is part of, such as `v2.3.0`; undefined for what is no part of Flux. */
  readonly fluxVersion: string | undefined
  readonly at: Location | undefined
}

/**
 * The CustomResourceDefinitions of a cluster by `group kind`, the certain ones first: those among its objects, and those
 * that `flux bootstrap` wrote beside them. Several of one kind where it has several owners.
 */
export function listCustomSchemas(
  closure: Closure,
  repository: Repository,
): ReadonlyMap<string, readonly CustomSchema[]> {
  const found = known.get(closure) ?? collect(closure, repository)
  known.set(closure, found)
  return found
}

const known = new WeakMap<Closure, ReadonlyMap<string, readonly CustomSchema[]>>()

function collect(closure: Closure, { files }: Repository): ReadonlyMap<string, readonly CustomSchema[]> {
  const schemas = new Map<string, CustomSchema[]>()
  const add = (schema: CustomSchema | undefined): void => {
    if (schema === undefined) return
    const key = `${schema.definition.group} ${schema.definition.kind}`
    const list = schemas.get(key)
    if (list === undefined) schemas.set(key, [schema])
    else list.push(schema)
  }
  const objects = listObjectsOfKind(closure, 'apiextensions.k8s.io', 'CustomResourceDefinition')
  for (const isCertain of [true, false]) {
    for (const object of objects) {
      if (object.owner.isCertain === isCertain) add(readSchema(object, isCertain && isKept(object.root)))
    }
  }
  const components = files.get(`${closure.cluster.fluxSystem}/gotk-components.yaml`)
  if (components !== undefined && !closure.files.has(components.path)) {
    for (const object of readFile(components)) add(readSchema(object, true))
  }
  return schemas
}

type Definable = Pick<AppliedObject, 'root' | 'value'>

function readSchema({ root, value }: Definable, isCertain: boolean): CustomSchema | undefined {
  const definition = definitions.get(root) ?? readCustomResourceDefinition(value)
  if (definition === undefined) return undefined
  definitions.set(root, definition)
  const at = locateField(root, ['metadata', 'name'])
  return { definition, isCertain, fluxVersion: readFluxVersion(value), at }
}

const definitions = new WeakMap<TreeNode, CustomResourceDefinition>()

/** Whether Flux keeps it as it is written. */
function isKept(root: TreeNode): boolean {
  return !isLeftAlone(root) && !hasControl(root, 'ssa', 'IfNotPresent')
}

function readFluxVersion(value: JsonValue): string | undefined {
  const labels = fieldsOf(fieldsOf(fieldsOf(value)?.get('metadata'))?.get('labels'))
  const version = labels?.get('app.kubernetes.io/version')
  return labels?.get('app.kubernetes.io/part-of') === 'flux' && typeof version === 'string' ? version : undefined
}

function fieldsOf(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> | undefined {
  return value instanceof Map ? value : undefined
}

const byFile = new WeakMap<SourceFile, readonly Definable[]>()

/** The definitions in a file that no build takes in; none where they cannot be read. */
function readFile(file: SourceFile): readonly Definable[] {
  const read = byFile.get(file) ?? readDefinitions(file)
  byFile.set(file, read)
  return read
}

function readDefinitions({ path, objects }: SourceFile): readonly Definable[] {
  try {
    return objects
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ document, root }) => {
        const node = readNode(document, root, path, 'resource')
        return { root: node, value: toJson(node) }
      })
  } catch (error) {
    if (error instanceof BuildError) return []
    throw error
  }
}
