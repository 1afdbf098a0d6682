import { fieldOf } from '../kustomize/field-of.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Reference } from '../kustomize/reference.ts'
import type { Target } from '../kustomize/target.ts'
import type { Repository } from '../model/repository.ts'
import { defineRule } from './define-rule.ts'
import { groupRepeats, placeOf } from './references/group-repeats.ts'
import { yieldsObjects } from './references/yields-objects.ts'

export default defineRule({
  id: 'reference-repeated',
  severity: 'error',
  summary: 'No kustomization file lists the same thing twice.',
  why: 'kustomize stops when the same object, or the same key of a generator, comes a second time. Patches and Components are applied twice instead, which a list or a name prefix shows; anything else is noise that hides what is really built.',
  fix: 'Remove one of the two entries.',
  messages: {
    objects: '`{text}` is listed a second time, and kustomize stops at an object that it has already',
    keys: '`{text}` is listed a second time in one generator, and kustomize stops at a key that it has already',
    component: '`{text}` is listed a second time, so its patches and transformers are applied twice',
    patch: '`{text}` is listed a second time for the same target, so the patch is applied twice',
    nothing: '`{text}` is listed a second time, which changes nothing',
  },
  create: ({ repository, report }) => {
    const reportRepeat = (first: Reference, again: Reference): void => {
      const { text, at, pointer } = again
      const message = judge(again, repository)
      report({
        message,
        data: { text },
        at,
        pointer,
        severity: message === 'objects' || message === 'keys' ? 'error' : 'warning',
        related: [{ message: 'listed first here', at: first.at }],
      })
    }
    return {
      KustomizationFile(kustomization) {
        const file = repository.files.get(kustomization.path)
        if (file === undefined) return
        for (const { first, again } of groupRepeats(kustomization, file)) reportRepeat(first, again)
      },
      FluxKustomization({ components }) {
        const seen = new Map<string, Reference>()
        for (const reference of components) {
          const place = placeOf(reference)
          const first = place === undefined ? undefined : seen.get(place)
          if (first !== undefined && first.at.start !== reference.at.start) reportRepeat(first, reference)
          else if (place !== undefined) seen.set(place, reference)
        }
      },
    }
  },
})

/** What kustomize does at the second entry. */
function judge(again: Reference, repository: Repository): 'objects' | 'keys' | 'component' | 'patch' | 'nothing' {
  const { field, loads, target } = again
  if (loads === 'patch') return 'patch'
  if (field.endsWith('Generator.files')) return 'keys'
  if (/Generator\.envs?$/.test(field)) return hasVariables(target, repository) ? 'keys' : 'nothing'
  if (loads === 'component' && (target.kind !== 'kustomization' || renames(target.file))) return 'component'
  const isBuilt = loads === 'build' || loads === 'component' || /^(?:generators|transformers|validators)$/.test(field)
  if (isBuilt && yieldsObjects(again, repository)) return 'objects'
  return loads === 'component' ? 'component' : 'nothing'
}

function hasVariables(target: Target, { files }: Repository): boolean {
  return target.kind !== 'file' || /^[ \t]*[^#\s]/m.test(files.get(target.path)?.text ?? '')
}

/** Its objects get another name at each turn, so that they do not clash. */
function renames({ document, root }: KustomizationFile): boolean {
  return document !== undefined && ['namePrefix', 'nameSuffix'].some((name) => fieldOf(document, root, name)?.value)
}
