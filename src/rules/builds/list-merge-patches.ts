import type { Build } from '../../kustomize/build/build.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { compileSelector } from '../../kustomize/resource/compile-selector.ts'
import { getMetadata } from '../../kustomize/resource/metadata.ts'
import type { Selector } from '../../kustomize/resource/selector.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import { listJudgedBuilds } from '../../model/queries/list-judged-builds.ts'
import type { Repository } from '../../model/repository.ts'
import type { Location } from '../../source/location.ts'
import { namesOf } from './names-of.ts'

/** A strategic merge patch, with the objects that it was applied to. */
export interface MergePatch {
  readonly root: TreeNode
  readonly at: Location
  readonly builds: readonly Build[]
  /** Of all builds, as they came out. */
  readonly objects: readonly BuiltObject[]
}

/** Every strategic merge patch that a build applied, once for all builds. */
export function listMergePatches(repository: Repository): readonly MergePatch[] {
  const patches = new Map<string, { root: TreeNode; at: Location; builds: Build[]; objects: BuiltObject[] }>()
  for (const build of listJudgedBuilds(repository)) {
    for (const { patch, matched } of build.observations) {
      for (const root of matched === 0 ? [] : (patch?.merges ?? [])) {
        const at = root.step?.at
        if (at === undefined) continue
        const key = [at.file, at.start].join('\0')
        const known = patches.get(key) ?? { root, at, builds: [], objects: [] }
        patches.set(key, known)
        known.builds.push(build)
        known.objects.push(...listPatched(root, patch?.target, build.objects))
      }
    }
  }
  return [...patches.values()]
}

function listPatched(
  root: TreeNode,
  target: Selector | undefined,
  objects: readonly BuiltObject[],
): readonly BuiltObject[] {
  if (target !== undefined) {
    const { matchesType, matchesName } = compileSelector(target)
    return objects.filter((object) => matchesType(object.id) && namesOf(object).some(matchesName))
  }
  const kind = getField(root, 'kind')?.value
  const name = getMetadata(root, 'name')
  return objects.filter((object) => object.id.kind === kind && namesOf(object).includes(name))
}
