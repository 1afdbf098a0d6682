import { build } from '../../kustomize/build/build.ts'
import type { BuildFiles } from '../../kustomize/build/build-files.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { copyNode } from '../../kustomize/tree/copy-node.ts'
import { createMapping, createScalar, createSequence } from '../../kustomize/tree/create-node.ts'
import type { Step } from '../../kustomize/tree/step.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import type { FluxInstance } from '../flux-instance.ts'

/**
 * The source and the Flux Kustomization that the Flux Operator makes of `spec.sync` of a FluxInstance, with the patches of
 * `spec.kustomize` (flux-operator internal/builder). Patches for other objects are passed over.
 */
export function renderSync(instance: FluxInstance, files: BuildFiles): readonly BuiltObject[] {
  const path = `${instance.file}#spec.sync`
  const roots = [makeSource(instance), makeKustomization(instance)]
  const virtual: BuildFiles = {
    ...files,
    tree: { ...files.tree, isFile: (one) => one === path || files.tree.isFile(one) },
    objects: (one, cause, at) => (one === path ? roots.map(copyNode) : files.objects(one, cause, at)),
  }
  const { objects } = build(virtual, '', {
    restrictor: 'LoadRestrictionsNone',
    order: 'none',
    kustomization: () => ({
      file: instance.file,
      kind: 'Kustomization',
      root: mapping(instance.pathAt, [
        ['resources', createSequence(undefined, [text(path, instance.pathAt)])],
        ['patches', createSequence(undefined, [...instance.patches])],
      ]),
      text: '',
    }),
  })
  return objects
}

function makeSource({ kind, name, namespace, url, branch, pathAt }: FluxInstance): TreeNode {
  const ref =
    branch === undefined ? [] : [['ref', mapping(branch.at, [['branch', text(branch.name, branch.at)]])] as const]
  const spec = mapping(pathAt, [...(url === undefined ? [] : [['url', text(url, pathAt)] as const]), ...ref])
  return object('source.toolkit.fluxcd.io/v1', kind, { name, namespace, pathAt }, spec)
}

function makeKustomization({ kind, name, namespace, path, pathAt }: FluxInstance): TreeNode {
  const spec = mapping(pathAt, [
    ['interval', text('10m0s', pathAt)],
    ['path', text(path, pathAt)],
    ['prune', createScalar('true', stepAt(pathAt, 'true'), { tag: '!!bool' })],
    [
      'sourceRef',
      mapping(pathAt, [
        ['kind', text(kind, pathAt)],
        ['name', text(name, pathAt)],
      ]),
    ],
  ])
  return object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', { name, namespace, pathAt }, spec)
}

function object(
  apiVersion: string,
  kind: string,
  { name, namespace, pathAt }: Pick<FluxInstance, 'name' | 'namespace' | 'pathAt'>,
  spec: TreeNode,
): TreeNode {
  return mapping(pathAt, [
    ['apiVersion', text(apiVersion, pathAt)],
    ['kind', text(kind, pathAt)],
    [
      'metadata',
      mapping(pathAt, [
        ['name', text(name, pathAt)],
        ['namespace', text(namespace, pathAt)],
      ]),
    ],
    ['spec', spec],
  ])
}

function mapping(at: Location, entries: readonly (readonly [key: string, value: TreeNode])[]): TreeNode {
  const step = stepAt(at, undefined)
  return createMapping(
    step,
    entries.map(([key, value]) => ({ key: createScalar(key, step, { tag: '!!str' }), value })),
  )
}

function text(value: string, at: Location): TreeNode {
  return createScalar(value, stepAt(at, value), { tag: '!!str' })
}

function stepAt(at: Location, value: string | undefined): Step {
  return { cause: 'resource', at, value, before: undefined }
}
