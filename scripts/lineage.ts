// Proves the lineage of fields by changes: the text at the last place of a field is edited, and the field must change,
// and nothing that is set elsewhere. `--sample N` says how many fields of the corpus, `--seed S` which ones. Before that
// the places of all fields of all builds are checked against the texts there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createFileTree } from '../src/files/file-tree.ts'
import { openNodeFileSystem } from '../src/files/node-file-system.ts'
import { build } from '../src/kustomize/build/build.ts'
import { createBuildFiles } from '../src/kustomize/build/build-files.ts'
import { checkStructure } from './lineage/check-structure.ts'
import { listLeaves } from './lineage/leaf.ts'
import { type Before, prove, type Site } from './lineage/prove.ts'
import { createRandom } from './lineage/random.ts'
import { createReservoirs, type Sample } from './lineage/reservoirs.ts'
import { stratumOf } from './lineage/stratum-of.ts'

interface RecordedBuild {
  readonly repo: string
  readonly dir: string
  readonly ok: boolean
  readonly restrictor?: 'rooted' | 'none'
}

interface Row {
  leaves: number
  sampled: number
  proved: number
  selecting: number
  excluded: number
  failed: number
}

const corpus = fileURLToPath(new URL('../../shared/corpus', import.meta.url))
if (existsSync(corpus)) process.exitCode = await run(readNumber('--sample', 1_500), readNumber('--seed', 1))
else console.log('There is no corpus beside this checkout.')

function readNumber(option: string, otherwise: number): number {
  const index = process.argv.indexOf(option)
  const value = index < 0 ? otherwise : Number(process.argv[index + 1])
  if (!Number.isInteger(value) || value < 0) throw new Error(`${option} takes a whole number`)
  return value
}

async function run(wanted: number, seed: number): Promise<number> {
  const started = performance.now()
  const recorded: readonly RecordedBuild[] = JSON.parse(readFileSync(join(corpus, 'builds.json'), 'utf8'))
  const random = createRandom(seed)
  const reservoirs = createReservoirs(random)
  const rows = new Map<string, Row>()
  const rowOf = (stratum: string): Row => {
    const row = rows.get(stratum) ?? { leaves: 0, sampled: 0, proved: 0, selecting: 0, excluded: 0, failed: 0 }
    rows.set(stratum, row)
    return row
  }
  const unplaced = new Map<string, number>()
  const faults: string[] = []
  let leaves = 0
  let faulty = 0
  const repos = readdirSync(join(corpus, 'repos'))
  for (const repo of repos) {
    const site = await openSite(repo)
    const texts = new Map<string, string | undefined>()
    for (const one of recorded.filter((each) => each.repo === repo && each.ok)) {
      const { textOf, build } = site.open(one, texts)
      for (const leaf of listLeaves(build())) {
        leaves += 1
        const stratum = stratumOf(leaf, textOf)
        rowOf(stratum).leaves += 1
        if (leaf.located === undefined) unplaced.set(stratum, (unplaced.get(stratum) ?? 0) + 1)
        else reservoirs.offer({ stratum, repo, dir: one.dir, key: leaf.key })
        const fault = checkStructure(leaf, textOf)
        if (fault === undefined) continue
        faulty += 1
        if (faults.length < 40) faults.push(`${repo}/${one.dir}: ${leaf.key}: ${fault}`)
      }
    }
  }
  console.log(
    `${leaves} fields of all builds: ${faulty} with a wrong place or none at all; without a located step: ` +
      ([...unplaced].map(([cause, count]) => `${count} (${cause})`).join(', ') || 'none'),
  )
  for (const fault of faults) console.log(`  ${fault}`)

  const reasons = new Map<string, number>()
  const failures: string[] = []
  const samples = reservoirs.draw(wanted)
  for (const repo of repos) {
    const site = await openSite(repo)
    for (const one of recorded.filter((each) => each.repo === repo && each.ok)) {
      const own = samples.filter((sample) => sample.repo === repo && sample.dir === one.dir)
      if (own.length === 0) continue
      const opened = site.open(one, new Map())
      const built = opened.build()
      const before = { built, leaves: new Map(listLeaves(built).map((leaf) => [leaf.key, leaf])) }
      for (const sample of own) judge(sample, opened.site, before)
    }
  }

  function judge(sample: Sample, site: Site, before: Before): void {
    const leaf = before.leaves.get(sample.key)
    if (leaf === undefined) throw new Error(`${sample.key} is gone`)
    const row = rowOf(sample.stratum)
    row.sampled += 1
    const verdict = prove(site, before, leaf)
    row[verdict.is] += 1
    if (verdict.is === 'proved') return
    const reason = `${verdict.is}: ${verdict.reason}`
    if (verdict.is !== 'failed') reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    else failures.push(`${sample.repo}/${sample.dir} [${sample.stratum}] ${sample.key}: ${verdict.reason}`)
  }

  console.table(Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1))))
  const total = (field: keyof Row): number => [...rows.values()].reduce((sum, row) => sum + row[field], 0)
  for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1])) console.log(`  ${count} ${reason}`)
  for (const failure of failures) console.log(`failed  ${failure}`)
  console.log(
    `seed ${seed}: ${total('sampled')} sampled, ${total('proved')} proved, ` +
      `${total('selecting')} proved for themselves though more follows, ${total('excluded')} excluded, ` +
      `${total('failed')} failed; ${((performance.now() - started) / 1000).toFixed(0)} s`,
  )
  return total('failed') + faulty === 0 ? 0 : 1
}

async function openSite(repo: string) {
  const files = await openNodeFileSystem(join(corpus, 'repos', repo), [])
  const tree = createFileTree(files)
  const buildFiles = createBuildFiles(files, tree)
  return {
    open({ dir, restrictor }: RecordedBuild, texts: Map<string, string | undefined>) {
      const site: Site = {
        files,
        tree,
        directory: dir === '.' ? '' : dir,
        restrictor: restrictor === 'none' ? 'LoadRestrictionsNone' : 'LoadRestrictionsRootOnly',
      }
      const textOf = (path: string): string | undefined => {
        if (!texts.has(path)) texts.set(path, decode(files.read(path)))
        return texts.get(path)
      }
      const buildIt = () => build(buildFiles, site.directory, { restrictor: site.restrictor, order: 'legacy' })
      return { site, textOf, build: buildIt }
    },
  }
}

function decode(read: Uint8Array | object): string | undefined {
  if (!(read instanceof Uint8Array)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(read)
  } catch {
    return undefined
  }
}
