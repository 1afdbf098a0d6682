import { applyCommonMetadata } from '../../flux/build/apply-common-metadata.ts'
import { decideSubstitution } from '../../flux/substitution/decide-substitution.ts'
import { mayChange } from '../../flux/substitution/may-change.ts'
import { type MergedVariables, mergeVariables } from '../../flux/substitution/merge-variables.ts'
import { readVariableEntries } from '../../flux/substitution/read-variable-entries.ts'
import { substituteObject } from '../../flux/substitution/substitute-object.ts'
import type { VariableSource } from '../../flux/substitution/variable-source.ts'
import type { Variable } from '../../flux/substitution/variables.ts'
import type { BuildFiles } from '../../kustomize/build/build-files.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { BuildError } from '../../kustomize/build-error.ts'
import type { BuildProblem } from '../../kustomize/build-problem.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Cluster } from '../cluster.ts'
import { compileGlobs } from '../compile-globs.ts'
import type { Layout } from '../layout.ts'
import { findStrictGate } from './find-strict-gate.ts'
import { findVariableObject, type VariableObject } from './find-variable-object.ts'
import { isFilledElsewhere } from './is-filled-elsewhere.ts'
import { readPostBuild } from './read-post-build.ts'
import type { Render, RenderInput } from './render.ts'
import type { Substitution, SubstitutionOf, VariableReference } from './substitution.ts'

/** How the objects of a cluster become what its Flux applies: variables filled in, then common metadata. */
export function createRender({ name, fluxVersion }: Cluster, layout: Layout, files: BuildFiles): Render {
  const declared = layout.variables.filter(({ clusters }) => compileGlobs(clusters)(name))
  const findDeclared = ({ kind, name: wanted }: VariableReference, namespace: string): VariableSource | undefined => {
    const found = declared.find((one) => one.kind === kind && one.namespace === namespace && one.name === wanted)
    return found && { kind: 'configuration', name: wanted, entries: found.values, isOpen: false }
  }
  const readText = (file: RepoPath): string | undefined => {
    try {
      return files.textAt({ file, start: 0, end: 0 })
    } catch (error) {
      if (error instanceof BuildError) return undefined
      throw error
    }
  }

  /** Most Flux Kustomizations of a cluster have the same sources. */
  const merged: { readonly sources: readonly VariableSource[]; readonly result: MergedVariables }[] = []
  const merge = (sources: readonly VariableSource[]): MergedVariables => {
    const known = merged.find((one) => isSameList(one.sources, sources))
    if (known !== undefined) return known.result
    const result = mergeVariables(sources)
    merged.push({ sources, result })
    return result
  }

  const substitute = (
    input: RenderInput,
  ): { objects: readonly BuiltObject[]; substitution: Substitution | undefined } => {
    const { build, spec, namespace, applied, own } = input
    const postBuild = readPostBuild(spec)
    if (postBuild === undefined) return { objects: build.objects, substitution: undefined }
    const unseen: VariableReference[] = []
    const sources = postBuild.from.map((reference): VariableSource => {
      const { kind, name: wanted } = reference
      const found = findVariableObject(applied, own, kind, namespace, wanted)
      const known = findDeclared(reference, namespace)
      if (known !== undefined) return known
      if (found !== undefined) return readObject(found, kind === 'Secret' ? kind : 'ConfigMap')
      unseen.push(reference)
      return { kind: kind === 'Secret' ? kind : 'ConfigMap', name: wanted, entries: new Map(), isOpen: true }
    })
    const inline = postBuild.inline.map(
      ({ name: variable, node }): [string, { value: string; at: Location | undefined }] => [
        variable,
        { value: node.value, at: node.step?.at },
      ],
    )
    if (inline.length > 0) sources.push({ kind: 'inline', name: 'substitute', entries: new Map(inline), isOpen: false })
    const { variables, problems } = inline.length > 0 ? mergeVariables(sources) : merge(sources)
    const strategy = postBuild.isAlways ? 'Always' : undefined
    const strictGate = findStrictGate(applied, own)
    const decision = decideSubstitution({ hasPostBuild: true, strategy, variables, fluxVersion, strictGate })
    const { runs, isStrict, isAssumed } = decision
    if (!runs && problems.length === 0) return { objects: build.objects, substitution: undefined }
    const found: SubstitutionOf[] = []
    const all: BuildProblem[] = [...problems]
    const objects = [...build.objects]
    for (const [index, object] of listChangeable(build.objects)) {
      const result = substituteObject(object, variables, { isStrict, readText })
      all.push(...result.problems)
      if (result.uses.length + result.problems.length > 0) found.push({ before: object, ...result })
      objects[index] = result.object
    }
    return { objects, substitution: { variables, isStrict, isAssumed, objects: found, problems: all, unseen } }
  }

  return {
    hasVariables(object, namespace, applied) {
      const postBuild = readPostBuild(getField(object.root, 'spec'))
      return (postBuild?.from ?? []).every(
        (reference) =>
          findDeclared(reference, namespace) !== undefined ||
          findVariableObject(applied, [], reference.kind, namespace, reference.name) !== undefined,
      )
    },
    objects(input) {
      const { objects, substitution } = substitute(input)
      return { objects: applyCommonMetadata(objects, input.spec), substitution }
    },
  }
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index])
}

/** The objects of a build that substitution may change, with their places among all. Clusters share builds. */
function listChangeable(built: readonly BuiltObject[]): readonly (readonly [number, BuiltObject])[] {
  const objects = changeable.get(built) ?? [...built.entries()].filter(([, { value }]) => mayChange(value))
  changeable.set(built, objects)
  return objects
}

const changeable = new WeakMap<readonly BuiltObject[], readonly (readonly [number, BuiltObject])[]>()

/** The entries of a ConfigMap or Secret as rendered, which many Flux Kustomizations of its cluster ask for. */
function readObject(found: VariableObject, kind: 'ConfigMap' | 'Secret'): VariableSource {
  const source = sources.get(found) ?? readEntries(found, kind)
  sources.set(found, source)
  return source
}

const sources = new WeakMap<VariableObject, VariableSource>()

function readEntries({ object, isCertain }: VariableObject, kind: 'ConfigMap' | 'Secret'): VariableSource {
  const { root, id } = object
  const read = (field: string): ReadonlyMap<string, Variable> =>
    new Map(
      (getField(root, field)?.fields ?? []).map(({ key, value }): [string, Variable] => [
        key.value,
        { value: readValue(value), at: value.step?.at },
      ]),
    )
  const entries = readVariableEntries(kind, { data: read('data'), stringData: read('stringData') })
  const isOpen = !isCertain || entries.size === 0 || isFilledElsewhere(root)
  return { kind, name: id.name, entries, isOpen }
}

/** A value that holds a variable of its own is not known. */
function readValue({ kind, value }: TreeNode): string | undefined {
  return kind === 'scalar' ? (value.includes('${') ? undefined : value) : ''
}
