import type { Observation } from '../kustomize/build/build-run.ts'
import type { Repository } from '../model/repository.ts'
import type { Location } from '../source/location.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { findSetter } from './builds/find-setter.ts'
import { listOverrideEntries } from './builds/list-override-entries.ts'
import { quoteSubject } from './builds/quote-subject.ts'
import { defineRule } from './define-rule.ts'
import { groupRepeats } from './references/group-repeats.ts'

export default defineRule({
  id: 'override-without-effect',
  severity: 'info',
  summary: 'Every patch, image, replica count and replacement changes something in some build.',
  why: 'An override that sets what is set already looks as if this environment differed, and hides the place where the value really comes from: whoever changes the base later is silently overruled here.',
  fix: 'Remove the entry, or keep it and remove what it repeats.',
  messages: {
    same: '{subject} has all that this {entry} sets; `{field}` comes from {place}',
    nothing: '{subject} has all that this {entry} sets already',
  },
  create: ({ report }) => ({
    Repository(repository) {
      const repeated = listRepeatedPatches(repository)
      for (const { observation, observations, builds, clusters } of listOverrideEntries(repository)) {
        if (observations.some(({ matched, changed }) => matched === 0 || changed > 0)) continue
        if (listPlaces(observation).some(({ file }) => repeated.has(file))) continue
        if (!isMeantToChange(observation) || isSetByAutomation(observation, repository)) continue
        const { entry, at, subject } = observation
        const setter = findSetter(
          observation,
          builds.flatMap((build) => build.objects),
        )
        const file = setter === undefined ? undefined : repository.files.get(setter.at.file)
        const data = { subject: describe(observation), entry: names[entry] }
        const base = { at, pointer: `${entry}[${subject}]`, clusters }
        if (setter === undefined || file === undefined) {
          report({ message: 'nothing', data, ...base })
          continue
        }
        const place = `${file.path}:${file.lines.positionAt(setter.at.start).line}`
        const related = [{ message: 'set here already', at: setter.at }]
        report({ message: 'same', data: { ...data, field: setter.field, place }, ...base, related })
      }
    },
  }),
})

const names = { patches: 'patch', images: 'entry', replicas: 'entry', replacements: 'replacement' } as const

function describe(observation: Observation): string {
  const { subject, entry } = observation
  if (entry === 'images') return `the image \`${subject}\``
  if (entry === 'replicas') return `\`${subject}\``
  return entry === 'replacements' ? 'every target' : quoteSubject(observation)
}

/** The patches that a file lists twice, which is `reference-repeated`'s. */
function listRepeatedPatches({ kustomizations, files }: Repository): ReadonlySet<RepoPath> {
  const paths = [...kustomizations.values()].flatMap((kustomization) => {
    const file = files.get(kustomization.path)
    const repeats = file === undefined ? [] : groupRepeats(kustomization, file)
    return repeats.flatMap(({ again: { loads, target } }) =>
      loads === 'patch' && target.kind === 'file' ? [target.path] : [],
    )
  })
  return new Set(paths)
}

function listPlaces({ patch }: Observation): readonly Location[] {
  const places = [
    ...(patch?.merges.map(({ step }) => step?.at) ?? []),
    ...(patch?.operations?.map(({ at }) => at) ?? []),
  ]
  return places.filter((place) => place !== undefined)
}

/** A patch that only tests, or that holds nothing, is not meant to change anything. */
function isMeantToChange({ patch }: Observation): boolean {
  if (patch?.operations === undefined) return true
  return patch.operations.some(({ op }) => op !== 'test')
}

/** Flux's image automation finds the entry by a comment behind the tag; it writes what may be set elsewhere by chance. */
function isSetByAutomation({ image, at }: Observation, { files }: Repository): boolean {
  const text = files.get(at.file)?.text ?? ''
  const places = image === undefined ? [] : [image.newTag, image.newName, image.digest, image.tagSuffix]
  return places.some((setting) => {
    const end = setting?.by.at?.end
    return end !== undefined && /^[^\n]*\$imagepolicy/.test(text.slice(end, end + 300))
  })
}
