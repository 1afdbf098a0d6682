import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateCase } from '../scripts/parity/generate-case.ts'
import { createFileTree } from '../src/files/file-tree.ts'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { type Build, build } from '../src/kustomize/build/build.ts'
import { createBuildFiles } from '../src/kustomize/build/build-files.ts'
import { renderObjects } from '../src/kustomize/build/render-objects.ts'
import { listFields } from '../src/kustomize/lineage/list-fields.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

function buildFiles(files: Files, directory: string, order: 'legacy' | 'none' = 'legacy'): Build {
  const fileSystem = createMemoryFileSystem(files)
  const opened = createBuildFiles(fileSystem, createFileTree(fileSystem))
  return build(opened, directory, { restrictor: 'LoadRestrictionsNone', order })
}

function isGood({ problems, unverified }: Build): boolean {
  return problems.length + unverified.length === 0
}

/** Random repositories of every feature, the same as `npm run parity -- --generate` compares with kustomize. */
const repositories = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.nat(1_000))
  .map(([seed, index]) => generateCase(seed, index))
const runs = { numRuns: 60, seed: 581 }

describe('a build', () => {
  it('never fails but with problems, and gives the same each time', () => {
    fc.assert(
      fc.property(repositories, ({ files, directory }) => {
        const first = buildFiles(files, directory)
        const second = buildFiles(files, directory)
        expect(renderObjects(second.objects)).toBe(renderObjects(first.objects))
        expect(second.problems).toEqual(first.problems)
      }),
      runs,
    )
  })

  it('of its own output is that output', () => {
    fc.assert(
      fc.property(repositories, ({ files, directory }) => {
        const built = buildFiles(files, directory)
        fc.pre(isGood(built) && built.objects.every(({ id }) => !id.kind.endsWith('List')))
        const text = renderObjects(built.objects)
        // kustomize prints these line breaks as they are, and go-yaml folds them when it reads them. These annotations are
        // kept only where they are asked for.
        fc.pre(!/[\u0085\u2028\u2029]|config\.kubernetes\.io\/(?:origin|transformations)/.test(text))
        const again = buildFiles({ 'kustomization.yaml': 'resources: [all.yaml]\n', 'all.yaml': text }, '', 'none')
        expect(again.problems).toEqual([])
        expect(renderObjects(again.objects)).toBe(text)
      }),
      runs,
    )
  })

  it('in another order holds the same objects', () => {
    fc.assert(
      fc.property(repositories, ({ files, directory }) => {
        const texts = (order: 'legacy' | 'none') =>
          buildFiles(files, directory, order).objects.map((object) => renderObjects([object]))
        expect(texts('none').sort()).toEqual(texts('legacy').sort())
      }),
      runs,
    )
  })

  it('is what a directory is that does nothing but name it', () => {
    fc.assert(
      fc.property(repositories, ({ files, directory }) => {
        const built = buildFiles(files, directory)
        // What only the outermost kustomization file can ask for.
        fc.pre(
          isGood(built) && !/openapi|buildMetadata|sortOptions|vars/i.test(JSON.stringify(files)) && directory !== '',
        )
        const around = buildFiles(
          { ...files, 'around-it/kustomization.yaml': `resources: [../${directory}]\n` },
          'around-it',
        )
        fc.pre(isGood(around))
        expect(renderObjects(around.objects)).toBe(renderObjects(built.objects))
      }),
      runs,
    )
  })

  it('knows for every field a place inside of a file, or that no line holds it', () => {
    fc.assert(
      fc.property(repositories, ({ files, directory }) => {
        for (const { root } of buildFiles(files, directory).objects) {
          for (const { steps } of listFields(root)) {
            for (const { at } of steps) {
              if (at === undefined) continue
              const content = files[at.file]
              const length = typeof content === 'string' ? content.length : content?.length
              expect(at.start).toBeGreaterThanOrEqual(0)
              expect(at.end).toBeGreaterThanOrEqual(at.start)
              expect(at.end).toBeLessThanOrEqual(length ?? -1)
            }
          }
        }
      }),
      runs,
    )
  })
})
