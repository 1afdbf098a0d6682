import { applyReplacement } from '../references/apply-replacements.ts'
import { readReplacement } from '../references/read-replacements.ts'
import type { Replacement } from '../references/replacement.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { attempt } from './attempt.ts'
import { readFirstDocument } from './load-configuration.ts'
import { observe } from './observe.ts'
import type { Origin } from './origin.ts'
import type { Target } from './target.ts'
import { toSetting } from './to-setting.ts'
import type { Transformer } from './transformer.ts'

/** The entries of `replacements`, one transformer each, so that each can fail alone; the last bears the origin of all. */
export function configureReplacements(
  target: Target,
  entries: readonly TreeNode[],
  origin: Origin | undefined,
): readonly Transformer[] {
  const replacements = entries.flatMap(
    (entry) =>
      attempt(target.run, () =>
        readReplacement(entry, (text, at) =>
          readFirstDocument(
            target,
            toSetting(copyShallow(entry, { value: text, step: entry.step && { ...entry.step, at } }), 'build'),
          ),
        ),
      ) ?? [],
  )
  return replacements.map((replacement, index) => ({
    origin: index === replacements.length - 1 ? origin : undefined,
    apply: (resources) => applyReplacement(resources, replacement),
    ...observe('replacements', replacement.at, describe(replacement), { replacement }),
  }))
}

function describe({ source, sourceValue }: Replacement): string {
  if (source === undefined) return sourceValue === undefined ? '' : 'a value that is written here'
  const { kind, name } = source.object
  return `${[kind, name].filter((part) => part !== '').join(' ')} ${source.field.text}`
}
