import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { emitYaml } from '../../src/yaml/emit-yaml.ts'
import { readFixture } from '../read-fixture.ts'

/** Recorded with the real flux by `scripts/flux-builds.ts`. */
const fixtures = join(import.meta.dirname, '../../fixtures/flux-build')

const parse = (text: string): unknown[] => parseAllDocuments(text).flatMap((document) => document.toJS() ?? [])

/** The objects that flux prints, without the labels of their owner. */
function readExpected(path: string): unknown[] {
  const text = readFileSync(path, 'utf8')
  const bare = text.replaceAll(/^ {4}kustomize\.toolkit\.fluxcd\.io\/name(?:space)?: .*\n/gm, '')
  return parse(bare.replaceAll(/^ {2}labels:\n(?! {4})/gm, ''))
}

describe('a Flux Kustomization is built as the real flux does it', () => {
  it.each(readdirSync(fixtures))('%s', (name) => {
    const { repository } = readFixture(join(fixtures, name))
    const applied = repository.closures.get('a')?.applied.find((one) => one.name === 'apps')
    const problems = [...(applied?.build?.problems ?? []), ...(applied?.substitution?.problems ?? [])]
    if (existsSync(join(fixtures, name, 'expected-error.txt'))) {
      expect(problems).not.toEqual([])
      return
    }
    expect(problems).toEqual([])
    const own = applied?.objects.map(({ value }) => emitYaml(value)).join('---\n') ?? ''
    expect(parse(own)).toEqual(readExpected(join(fixtures, name, 'expected.yaml')))
  })
})
