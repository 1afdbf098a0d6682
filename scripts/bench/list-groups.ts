import { UserError } from '../../src/source/user-error.ts'
import type { Bench } from './bench.ts'
import { makeToolkit } from './make-toolkit.ts'
import { measureCorpus } from './measure-corpus.ts'
import { measureGrowth, measureSharing } from './measure-growth.ts'
import { measureMade } from './measure-made.ts'
import { measurePromotion } from './measure-promotion.ts'
import { measureReference } from './measure-reference.ts'
import { measureStart } from './measure-start.ts'
import type { Group } from './row.ts'

/** A part of the benchmark. */
export interface Part {
  readonly name: string
  /** Undefined where this machine does not have what it takes. */
  readonly measure: (bench: Bench) => Group | undefined
}

export interface Choice {
  /** Whether to leave out what takes long. */
  readonly isQuick: boolean
  /** The names of the parts to run; all of them where none is named. */
  readonly only: readonly string[]
  /** Where the corpus lies. */
  readonly corpus: string
}

const sizes = [
  { files: 100, clusters: 2 },
  { files: 1_000, clusters: 10 },
  { files: 10_000, clusters: 50 },
  { files: 50_000, clusters: 200 },
]
const quickFiles = 1_000

/** The parts to run, in order. Throws a UserError where a name is none. */
export function listGroups({ isQuick, only, corpus }: Choice): Part[] {
  const toolkit = makeToolkit()
  const made = sizes.flatMap((size): (Part & { readonly isQuick: boolean })[] => {
    const [name, isSmall] = [`${size.files}`, size.files <= quickFiles]
    const [bare, full] = [name, `${name}-toolkit`]
    return [
      { name: bare, isQuick: isSmall, measure: (bench) => measureMade(bench, bare, size) },
      { name: full, isQuick: isSmall, measure: (bench) => measureMade(bench, full, { ...size, toolkit }) },
    ]
  })
  const promoted = [100, 1_000, ...(isQuick ? [] : [10_000])]
  const all = [
    { name: 'start', isQuick: true, measure: measureStart },
    { name: 'reference', isQuick: true, measure: measureReference },
    ...made,
    { name: 'growth', isQuick: false, measure: measureGrowth },
    { name: 'sharing', isQuick: false, measure: measureSharing },
    { name: 'promotion', isQuick: true, measure: (bench: Bench) => measurePromotion(bench, promoted) },
    { name: 'corpus', isQuick: false, measure: (bench: Bench) => measureCorpus(bench, corpus) },
  ]
  const wrong = only.find((name) => !all.some((part) => part.name === name))
  if (wrong !== undefined) throw new UserError(`--only ${wrong}: there are ${all.map(({ name }) => name).join(', ')}`)
  return all.filter((part) => (only.length > 0 ? only.includes(part.name) : part.isQuick || !isQuick))
}
