import type { Observation } from '../kustomize/build/build-run.ts'
import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { PatchArguments } from '../kustomize/build/patch-arguments.ts'
import type { Selector } from '../kustomize/resource/selector.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { explainUnmatchedTarget } from './builds/explain-unmatched-target.ts'
import { isGenericPattern } from './builds/is-generic-pattern.ts'
import { listImages } from './builds/list-images.ts'
import { listOverrideEntries } from './builds/list-override-entries.ts'
import { quoteSubject } from './builds/quote-subject.ts'
import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'override-unmatched',
  severity: 'warning',
  summary: 'Every patch, image and replacement that names something finds it in some build.',
  why: 'kustomize says nothing of a patch whose target matches no object, nor of an image that no container has: what is meant to be changed stays as it is.',
  fix: 'Correct the name, or remove the entry.',
  messages: {
    patch: 'no {subject} for this patch{there}',
    image: 'no container has the image `{subject}`{there}',
    replacement: 'the replacement of {subject} finds none of its targets{there}',
  },
  create: ({ report }) => ({
    Repository(repository) {
      for (const { observation, observations, builds, clusters } of listOverrideEntries(repository)) {
        if (observations.some(({ matched }) => matched > 0) || !isNamed(observation)) continue
        const { entry, at, subject, image } = observation
        const objects = builds.flatMap((build) => build.objects)
        const there = image === undefined ? explain(observation, objects) : explainImage(image.name, objects)
        report({
          message: entry === 'images' ? 'image' : entry === 'replacements' ? 'replacement' : 'patch',
          data: { subject: quoteSubject(observation), there },
          at,
          pointer: `${entry}[${subject}]`,
          clusters,
        })
      }
    },
  }),
})

/** Whether an entry names what it is for. One for all of a kind is a policy, also for what may come. */
function isNamed({ patch, image, replacement }: Observation): boolean {
  if (image !== undefined) return !isGenericPattern(image.name)
  if (patch !== undefined) return holdsSomething(patch) && !isGenericPattern(patch.target?.name.text ?? '')
  const targets = replacement?.targets ?? []
  return (
    targets.length > 0 && targets.every(({ select }) => select !== undefined && !isGenericPattern(select.name.text))
  )
}

/** An empty file is kept for patches to come. */
function holdsSomething({ merges, operations = [] }: PatchArguments): boolean {
  return merges.length + operations.length > 0
}

function explain({ patch, replacement }: Observation, objects: readonly BuiltObject[]): string {
  const selectors: readonly (Selector | undefined)[] = patch
    ? [patch.target]
    : (replacement?.targets?.map(({ select }) => select) ?? [])
  const [selector, ...others] = selectors
  return selector === undefined || others.length > 0 ? '' : explainUnmatchedTarget(selector, objects)
}

function explainImage(name: string, objects: readonly BuiltObject[]): string {
  const images = listImages(objects)
  const last = (image: string): string => image.slice(image.lastIndexOf('/') + 1)
  // Names of one registry begin alike: what tells images apart is the end.
  const near =
    [...images].find((image) => last(image) === last(name)) ??
    [...images].find((image) => nearestMatch(last(name), [last(image)]) !== undefined && nearestMatch(name, [image]))
  return near === undefined || near === name ? '' : `; there is \`${near}\``
}
