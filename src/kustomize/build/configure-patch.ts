import { BuildError } from '../build-error.ts'
import type { Effect } from '../effect.ts'
import { getMetadata } from '../resource/metadata.ts'
import { readSelector, type Selector } from '../resource/selector.ts'
import { getField } from '../tree/get-field.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { addEffects } from './add-effects.ts'
import { applyMerge, applyOperations, applyPatch } from './apply-patch.ts'
import { observe } from './observe.ts'
import type { PatchArguments } from './patch-arguments.ts'
import { readMergePatches, readPatch } from './read-patch.ts'
import type { Target } from './target.ts'
import type { Transformer } from './transformer.ts'

type Configured = Omit<Transformer, 'origin'>

/** One entry of `patches`. */
export function configurePatch(target: Target, entry: TreeNode): Configured {
  const patch = readPatch(target, entry)
  return {
    mayCollide: true,
    apply: (resources) => applyPatch(resources, patch),
    ...observe('patches', patch.target?.at ?? patch.at, describePatch(patch), { patch }),
  }
}

/** All of `patchesStrategicMerge`: each patch is for the one object that it names. */
export function configureMerges(target: Target, entries: readonly TreeNode[]): Configured {
  const patches = entries.flatMap((entry) => readMergePatches(target, entry))
  const [first] = entries
  if (patches.length === 0) {
    const message = 'the files of `patchesStrategicMerge` hold no patch'
    throw new BuildError({ code: 'patch-invalid', message, at: first?.step?.at })
  }
  return {
    mayCollide: true,
    apply: (resources) =>
      addEffects(
        patches.map((root): Effect => {
          const effect = applyMerge(resources, root, true)
          const patch = { at: root.step?.at, merges: [root], operations: undefined, target: undefined }
          const { entry } = observe('patches', patch.at, describePatch(patch), { patch })
          if (entry !== undefined)
            target.run.observations.push({ matched: effect.matched, changed: effect.changed, ...entry })
          return effect
        }),
      ),
  }
}

/** One entry of `patchesJson6902`. */
export function configureOperations(target: Target, entry: TreeNode): Configured {
  const patch = readPatch(target, entry, false)
  const { operations, at } = patch
  const node = getFieldIgnoringCase(entry, 'target')
  const selector = node === undefined ? undefined : readSelector(node)
  if (selector === undefined || selector.name.text === '') {
    throw new BuildError({ code: 'patch-invalid', message: 'the target of a JSON patch needs a `name`', at })
  }
  if (operations === undefined || operations.length === 0) {
    throw new BuildError({ code: 'patch-invalid', message: 'the JSON patch is empty', at })
  }
  return {
    apply: (resources) => applyOperations(resources, operations, selector, false),
    ...observe('patches', selector.at ?? at, describeTarget(selector), { patch: { ...patch, target: selector } }),
  }
}

function describePatch({ target, merges }: PatchArguments): string {
  if (target !== undefined) return describeTarget(target)
  const [root] = merges
  return root === undefined ? '' : `${getField(root, 'kind')?.value ?? ''} ${getMetadata(root, 'name')}`
}

function describeTarget({ kind, name, namespace, group, labelSelector, annotationSelector }: Selector): string {
  const parts = [
    kind.text || 'any kind',
    name.text,
    group.text === '' ? '' : `of the group ${group.text}`,
    namespace.text === '' ? '' : `in ${namespace.text}`,
    labelSelector.text === '' ? '' : `with the labels ${labelSelector.text}`,
    annotationSelector.text === '' ? '' : `with the annotations ${annotationSelector.text}`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}
