// Renders every cluster of the corpus beside this checkout and prints what was followed and what was not seen.
// `--repo <part>` picks repositories.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openNodeFileSystem } from '../src/files/node-file-system.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import type { Closure } from '../src/model/closure/closure.ts'
import { defaultLayout } from '../src/model/layout.ts'

const { values } = parseArgs({ options: { repo: { type: 'string' } } })
const corpus = fileURLToPath(new URL('../../shared/corpus/repos', import.meta.url))
if (!existsSync(corpus)) {
  console.log('There is no corpus beside this checkout.')
  process.exit(0)
}

console.log('| repository | cluster | Flux Kustomizations | objects | not seen |\n|---|---|--:|--:|---|')
for (const name of readdirSync(corpus).sort()) {
  if (values.repo !== undefined && !name.includes(values.repo)) continue
  const { closures } = buildRepository(await openNodeFileSystem(join(corpus, name), undefined), defaultLayout, {
    remotes: [],
  })
  if (closures.size === 0) console.log(`| ${name} | none | | | |`)
  for (const closure of closures.values()) {
    const certain = closure.applied.filter(({ isCertain }) => isCertain)
    const objects = certain.reduce((sum, one) => sum + one.objects.length, 0)
    const row = [name, closure.cluster.name, closure.applied.length, objects, describeGaps(closure)]
    console.log(`| ${row.join(' | ')} |`)
  }
}

function describeGaps({ applied }: Closure): string {
  const count = (test: (one: Closure['applied'][number]) => boolean): number => applied.filter(test).length
  const gaps: readonly (readonly [number, string])[] = [
    [count(({ path }) => path?.target.kind === 'remote'), 'in other repositories'],
    [count(({ path }) => path?.target.kind === 'unknown'), 'behind an unknown source or variable'],
    [count(({ build }) => (build?.unverified.length ?? 0) > 0), 'with parts from the network'],
    [count(({ build }) => (build?.problems.length ?? 0) > 0), 'that do not build whole'],
    [count(({ substitution }) => substitution?.variables.isOpen === true), 'with variables from outside of Git'],
    [count(({ path, owner }) => path === undefined && owner === undefined), 'root not in the repository'],
  ]
  return gaps.flatMap(([number, what]) => (number === 0 ? [] : [`${number} ${what}`])).join(', ')
}
