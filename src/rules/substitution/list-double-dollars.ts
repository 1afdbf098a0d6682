import { isOptedOut } from '../../flux/substitution/is-opted-out.ts'
import { listTexts } from '../../flux/substitution/list-texts.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { locateInline } from '../../kustomize/tree/locate-inline.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'

/** A `$$` that another program is to see, of which Flux leaves one dollar sign. */
export interface DoubleDollars {
  readonly path: readonly (string | number)[]
  readonly at: Location
}

/** The number of a shell's process, or the quotes of PostgreSQL; not a doubled sign before a name, which may be meant so. */
const meant = /(?<=[\s._\-/=":])\$\$(?=[\s"'.;:)/]|$)/

/** Where an object has texts of several lines with `$$` that mean something to a shell or to PostgreSQL, the first in each. */
export function listDoubleDollars(
  { value, root }: BuiltObject,
  readText: (file: string) => string | undefined,
): readonly DoubleDollars[] {
  const known = answers.get(root) ?? findDoubleDollars({ value, root }, readText)
  answers.set(root, known)
  return known
}

/** Clusters share the objects of their builds. */
const answers = new WeakMap<TreeNode, readonly DoubleDollars[]>()

function findDoubleDollars(
  { value, root }: Pick<BuiltObject, 'value' | 'root'>,
  readText: (file: string) => string | undefined,
): readonly DoubleDollars[] {
  if (isOptedOut(value)) return []
  return listTexts(value, root).flatMap(({ text, path, isKey, node }) => {
    const found = !isKey && text.trim().includes('\n') ? meant.exec(text) : null
    const source = node?.step?.at
    if (found === null || node === undefined || source === undefined) return []
    const content = readText(source.file)
    const at = content === undefined ? source : (locateInline(content, node)?.(found.index, found.index + 2) ?? source)
    return [{ path, at }]
  })
}
