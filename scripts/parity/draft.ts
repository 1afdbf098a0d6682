import { posix } from 'node:path'
import type { LoadRestrictor } from '../../src/kustomize/build/build-run.ts'
import type { KnownObject } from './known-object.ts'
import type { Random } from './random.ts'
import { type Value, type ValueMap, writeJson } from './value.ts'
import { writeYaml } from './write-yaml.ts'

/** What a case is made of while it is being generated. */
export interface Draft {
  readonly random: Random
  readonly files: Map<string, string | Uint8Array>
  /** Identities of objects that are there already. */
  readonly taken: Set<string>
  /** The features this case may use: fewer at a time combine more often. */
  readonly features: ReadonlySet<string>
  readonly directories: Set<string>
  readonly variables: Set<string>
  readonly restrictor: LoadRestrictor
}

/** A directory with a kustomization that is being generated. */
export interface Layer {
  readonly draft: Draft
  readonly random: Random
  readonly directory: string
  readonly isComponent: boolean
  readonly kustomization: ValueMap
  /** What is built so far. */
  readonly objects: KnownObject[]
}

/** Puts a file into the directory of a layer, under a free name, and gives the path to it from there. */
export function addFile({ draft, directory, random }: Layer, name: string, content: string | Uint8Array): string {
  const dot = name.lastIndexOf('.')
  const candidates = [name, ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${name.slice(0, dot)}-${n}${name.slice(dot)}`)]
  const free = candidates.find((each) => !draft.files.has(posix.join(directory, each))) ?? name
  draft.files.set(posix.join(directory, free), content)
  return random.chance(0.1) ? `./${free}` : free
}

/** Puts one or more documents into a file, in JSON now and then. */
export function addDocuments(layer: Layer, name: string, documents: readonly Value[]): string {
  const { random } = layer
  const [only] = documents
  if (documents.length === 1 && only !== undefined && random.chance(0.05)) {
    return addFile(layer, name.replace(/yaml$/, random.pick(['json', 'yaml'])), `${writeJson(only, 2)}\n`)
  }
  return addFile(layer, name, writeDocuments(documents, random))
}

/** Documents as one text, with the odd marks that may stand around them. */
export function writeDocuments(documents: readonly Value[], random: Random): string {
  const isOdd = random.chance(0.015)
  const start = random.pick(
    isOdd ? ['%YAML 1.1\n---\n', '\ufeff', '\n', '---\n---\n'] : ['', '', '', '---\n', '# header\n'],
  )
  const end = random.pick(['', '', '', '', '', '---\n', '...\n', '\n\n', '# end\n', '---\n# nothing\n'])
  const separator = () =>
    random.pick(['---\n', '---\n', '---\n', '---\n', '--- \n', '---\n# next\n', '\n---\n\n', '---\n---\n'])
  const text = documents.map((each) => writeYaml(each, random)).reduce((all, each) => all + separator() + each, '')
  const whole = start + text.replace(/^\s*---[^\S\n]*\n/, '') + end
  if (random.chance(0.02)) return whole.replaceAll('\n', '\r\n')
  return random.chance(0.04) ? whole.trimEnd() : whole
}
