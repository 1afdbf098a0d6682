import fc from 'fast-check'
import type { FileContent } from '../../src/files/transaction/file-content.ts'
import { defaultLayout, type PromotionSettings } from '../../src/model/layout.ts'
import { createOwnTest } from '../../src/promote/plan/create-own-test.ts'
import type { PlanInput } from '../../src/promote/plan/make-plan.ts'

/** Files by path. */
export type RandomTree = ReadonlyMap<string, FileContent>

/** Both environments, and the source as it was at the last promotion. */
export interface RandomEnvironments {
  readonly source: RandomTree
  readonly target: RandomTree
  readonly base: RandomTree
}

const pairs = [
  { from: 'clusters/staging', to: 'clusters/production' },
  { from: 'templates/staging', to: 'templates/production' },
]

const settings: PromotionSettings = {
  ...defaultLayout.promotion,
  keepFiles: ['own.yaml', '/secrets/'],
  keepFields: [{ field: 'spec.replicas', kind: undefined, name: undefined }],
}

/** What tells the files that stay the target's own. */
export const isOwn = {
  source: createOwnTest(
    pairs.map(({ from }) => from),
    [],
    settings,
  ),
  target: createOwnTest(
    pairs.map(({ to }) => to),
    [],
    settings,
  ),
}

const names = ['a.yaml', 'b.yml', 'kustomization.yaml', 'own.yaml', 'run.sh', 'ü ö.txt', 'a"b', 'x', 'image.bin']
const directories = ['', 'deep/', 'deep/er/', 'flux-system/', 'secrets/', 'x/', 'a b/']
const path = fc
  .tuple(fc.constantFrom(...pairs.map((_, index) => index)), fc.constantFrom(...directories), fc.constantFrom(...names))
  .map(([pair, directory, name]) => ({ pair, rest: `${directory}${name}` }))

const reference = fc.constantFrom(
  '../../templates/staging',
  '../../templates/staging/deep/a.yaml',
  './a.yaml',
  '../staging',
  '../../other',
  'deep',
)
const yaml = fc
  .record({
    kind: fc.constantFrom('Deployment', 'StatefulSet'),
    name: fc.constantFrom('web', 'api'),
    replicas: fc.option(fc.constantFrom('1', '2', "'3'", '4 # as many as that'), { nil: undefined }),
    tag: fc.constantFrom('1.0.0', '1.1.0', '2.0.0@sha256:00'),
    label: fc.constantFrom('red', '"green"', 'staging'),
  })
  .map(
    ({ kind, name, replicas, tag, label }) =>
      `# ${label}\napiVersion: apps/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  labels: { colour: ${label} }\nspec:\n` +
      `${replicas === undefined ? '' : `  replicas: ${replicas}\n`}` +
      `  template:\n    spec:\n      containers:\n        - name: web\n          image: ghcr.io/acme/web:${tag}\n`,
  )
const kustomization = fc
  .array(reference, { minLength: 1, maxLength: 3 })
  .map((all) => `kind: Kustomization\nresources:\n${[...new Set(all)].map((one) => `  - ${one}\n`).join('')}`)
const flux = fc
  .constantFrom('./clusters/staging/deep', 'templates/staging', './apps')
  .map(
    (at) =>
      `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: x\nspec:\n  path: ${at}\n`,
  )
const plain = fc.constantFrom(
  '',
  'a',
  'a\n',
  'a\nb\n',
  'a\r\nb\r\n',
  '\ufeffa\n',
  'a\n\n\nb',
  '- \u2028\n',
  '@@ -1 +1 @@\n',
)
const several = fc.array(fc.oneof(yaml, flux), { minLength: 1, maxLength: 3 }).map((all) => all.join('---\n'))

const content = fc
  .tuple(
    fc.oneof(
      fc.oneof(yaml, kustomization, flux, plain, several).map((text) => new TextEncoder().encode(text)),
      fc.uint8Array({ maxLength: 12 }),
    ),
    fc.constantFrom('file' as const, 'file' as const, 'executable' as const),
  )
  .map(([bytes, mode]): FileContent => ({ bytes, mode }))

const change = fc.tuple(path, fc.option(content, { nil: undefined, freq: 3 }))
const changes = fc.array(change, { maxLength: 6 })

type Change = readonly [{ readonly pair: number; readonly rest: string }, FileContent | undefined]

/** A tree after some changes; what would stand in the way of another file is left out. */
function edit(tree: RandomTree, all: readonly Change[], side: 'from' | 'to'): RandomTree {
  const result = new Map(tree)
  for (const [{ pair, rest }, next] of all) {
    const at = `${pairs[pair]?.[side]}/${rest}`
    const isFree = [...result.keys()].every((one) => !one.startsWith(`${at}/`) && !at.startsWith(`${one}/`))
    if (next === undefined) result.delete(at)
    else if (isFree) result.set(at, next)
  }
  return result
}

/** A common beginning, and random edits on both sides. */
export const environments = fc
  .tuple(fc.array(change, { maxLength: 8 }), changes, changes)
  .map(([start, inSource, inTarget]): RandomEnvironments => {
    const base = edit(new Map(), start, 'from')
    return { base, source: edit(base, inSource, 'from'), target: edit(edit(new Map(), start, 'to'), inTarget, 'to') }
  })

/** What a plan is made from. */
export function planInput(source: RandomTree, target: RandomTree, more: Partial<PlanInput> = {}): PlanInput {
  return {
    source: 'staging',
    target: 'production',
    pairs,
    sourceUnit: { files: source, problems: [], others: [] },
    targetUnit: { files: target, problems: [], others: [] },
    base: undefined,
    isOwn,
    settings,
    selection: 'all',
    isAsked: () => true,
    allowDelete: 1000,
    words: { source: ['staging'], target: ['production'], mayName: [] },
    secretFiles: new Set(),
    sopsConfigurations: new Map(),
    ...more,
  }
}
