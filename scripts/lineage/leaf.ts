import type { Build } from '../../src/kustomize/build/build.ts'
import { listFields } from '../../src/kustomize/lineage/list-fields.ts'
import type { Step } from '../../src/kustomize/tree/step.ts'
import type { TreeNode } from '../../src/kustomize/tree/tree-node.ts'
import type { Location } from '../../src/source/location.ts'

/** A scalar or an empty collection of a built object. */
export interface Leaf {
  /** Names the field in its build, also after an edit: the object by where it comes from, and the path. */
  readonly key: string
  readonly path: readonly (string | number)[]
  readonly kind: string
  readonly node: TreeNode
  /** Oldest first. */
  readonly steps: readonly Step[]
  /** The newest step with a place. */
  readonly located: LocatedStep | undefined
}

/** A step that is written somewhere. */
export type LocatedStep = Step & { readonly at: Location }

/**
 * All leaves of all objects of a build. Objects are told apart by the place of their first text, so that they are found
 * again under another name; `toOriginal` gives places in an edited file as they were before.
 */
export function listLeaves(built: Build, toOriginal: (at: Location) => Location = (at) => at): readonly Leaf[] {
  const counts = new Map<string, number>()
  return built.objects.flatMap(({ root, id }) => {
    const origin = originOf(root)
    const place = origin === undefined ? `${id.kind}/${id.name}` : format(toOriginal(origin))
    const count = (counts.get(place) ?? 0) + 1
    counts.set(place, count)
    return listFields(root).flatMap(({ path, node, steps }): readonly Leaf[] => {
      if (node === undefined) return []
      const key = `${place}#${count} ${JSON.stringify(path)}`
      return [{ key, path, kind: id.kind, node, steps, located: steps.findLast(isLocated) }]
    })
  })
}

function isLocated(step: Step): step is LocatedStep {
  return step.at !== undefined
}

function originOf(root: TreeNode): Location | undefined {
  let origin: Location | undefined
  for (let step = root.step; step !== undefined; step = step.before) origin = step.at ?? origin
  return origin
}

function format({ file, start }: Location): string {
  return `${file}:${start}`
}
