import { nearestMatch } from '../../source/nearest-match.ts'
import { BuildError } from '../build-error.ts'
import { getField } from '../tree/get-field.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { setElement } from './set-element.ts'

/** What a patch wants done with a mapping or list, and the text that says so. */
export interface PatchDirective {
  readonly does: 'merge' | 'replace' | 'delete'
  readonly by: Step | undefined
}

const key = '$patch'
const known = ['merge', 'replace', 'delete'] as const

/** Reads the `$patch` of a mapping, or the item of a list that holds nothing else, and takes it out (smpdirective.go). */
export function takeDirective(patch: TreeNode | undefined): PatchDirective {
  const merge: PatchDirective = { does: 'merge', by: undefined }
  if (patch === undefined || patch.kind === 'scalar') return merge
  const holder = patch.kind === 'mapping' ? patch : patch.items.find((item) => getField(item, key) !== undefined)
  const written = getField(holder, key)
  if (holder === undefined || written === undefined || (holder !== patch && holder.fields.length > 1)) return merge
  const does = known.find((directive) => directive === written.value)
  if (does === undefined) throw explainUnknown(written)
  if (holder === patch) patch.fields = patch.fields.filter((field) => field.value !== written)
  else setElement(patch, undefined, [key], [written.value])
  return { does, by: written.step }
}

function explainUnknown(written: TreeNode): BuildError {
  const near = nearestMatch(written.value, known)
  return new BuildError({
    code: 'patch-directive-unknown',
    message: `\`$patch: ${written.value}\` is no directive; there are \`merge\`, \`replace\` and \`delete\``,
    help: near === undefined ? undefined : `Write \`$patch: ${near}\`.`,
    at: written.step?.at,
  })
}
