// Compares what our closure says that each cluster of the corpus gets with what the real flux builds.
// `--flux PATH` names the program, `--cache DIR` a directory that keeps what it printed, `--list` shows every
// difference; words pick repositories. Exit code 1 where anything differs. With `--dry` nothing of ours is compared:
// flux alone is compared with its own recursive run, in which nothing is known of `substituteFrom`.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compareObjects } from './flux-parity/compare-objects.ts'
import { type ClusterRoot, findRoots } from './flux-parity/find-roots.ts'
import { listOwnObjects } from './flux-parity/list-own-objects.ts'
import { type WalkedCluster, walkCluster } from './flux-parity/walk-cluster.ts'

const { values, positionals } = parseArgs({
  options: {
    flux: { type: 'string' },
    cache: { type: 'string' },
    list: { type: 'boolean', default: false },
    dry: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const corpus = fileURLToPath(new URL('../../shared/corpus/repos', import.meta.url))
if (values.flux === undefined) throw new Error('--flux takes the path of the program')
if (existsSync(corpus)) process.exitCode = await compareCorpus(values.flux, values.cache)
else console.log('There is no corpus beside this checkout.')

async function compareCorpus(flux: string, cache: string | undefined): Promise<number> {
  const version = spawnSync(flux, ['--version'], { encoding: 'utf8' }).stdout.trim()
  const notes: string[] = []
  let isEqual = true
  console.log(
    `| cluster | Flux Kustomizations | built | failed | unseen | objects of flux | same | open | different | only flux | only ours | --recursive |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|`,
  )
  for (const repository of readdirSync(corpus).sort()) {
    if (positionals.length > 0 && !positionals.some((part) => repository.includes(part))) continue
    for (const root of findRoots(join(corpus, repository), repository)) {
      const name = `${repository}/${root.directory}`
      const { kustomizations, recursive } = walkCached(flux, version, cache, repository, root)
      const found = values.dry ? [] : await listOwnObjects(join(corpus, repository), root.directory)
      if (found === undefined) notes.push(`${name}: we see no cluster there`)
      const own = found ?? []
      const count = {
        built: 0,
        failed: 0,
        unseen: 0,
        objects: 0,
        same: 0,
        open: 0,
        different: 0,
        onlyTheirs: 0,
        onlyOurs: 0,
      }
      for (const { owner, path, source, status, isOpen, message, objects } of kustomizations) {
        const ours = own.filter((one) => one.owner === owner).map(({ object }) => object)
        count[status] += 1
        if (status === 'unseen') notes.push(`${name}: ${owner} is unseen: ${source} ${path}`)
        if (status === 'failed') notes.push(`${name}: ${owner} fails (${ours.length} of ours): ${path}: ${message}`)
        if (status !== 'built') continue
        const difference = compareObjects(objects, ours, isOpen)
        count.objects += objects.length
        count.same += difference.same
        count.open += difference.open
        for (const kind of ['different', 'onlyTheirs', 'onlyOurs'] as const) {
          count[kind] += difference[kind].length
          if (ours.length > 0) notes.push(...difference[kind].map((text) => `${name}: ${owner} ${kind}: ${text}`))
        }
      }
      const known = new Set(kustomizations.map(({ owner }) => owner))
      const unknown = [...new Set(own.map(({ owner }) => owner))].filter((owner) => !known.has(owner))
      notes.push(...unknown.map((owner) => `${name}: ${owner} is ours only`))
      isEqual &&= count.same + count.open === count.objects && count.onlyOurs === 0 && unknown.length === 0
      const counts = [kustomizations.length, ...Object.values(count)]
      console.log(`| ${name} | ${counts.join(' | ')} | ${recursive.length > 60 ? 'fails' : recursive} |`)
      if (values.dry && recursive !== 'same') notes.push(`${name}: --recursive: ${recursive}`)
    }
  }
  if (values.list) console.log(`\n${notes.join('\n')}`)
  return isEqual ? 0 : 1
}

/** What flux says of a cluster, from the cache where it was asked before. */
function walkCached(
  flux: string,
  version: string,
  cache: string | undefined,
  repository: string,
  root: ClusterRoot,
): WalkedCluster {
  const hash = createHash('sha256')
    .update(JSON.stringify([version, repository, root, values.dry]))
    .digest('hex')
    .slice(0, 12)
  const file = join(cache ?? '', `${repository}-${root.directory.replaceAll('/', '-')}-${hash}.json`)
  if (cache !== undefined && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const temporary = mkdtempSync(join(tmpdir(), 'flux-parity-'))
  try {
    const copy = join(temporary, 'repository')
    cpSync(join(corpus, repository), copy, { recursive: true })
    makeWritable(copy)
    const walked = walkCluster(flux, root, copy, join(temporary, 'artifacts'), values.dry)
    if (cache !== undefined) {
      mkdirSync(cache, { recursive: true })
      writeFileSync(file, JSON.stringify(walked))
    }
    return walked
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

function makeWritable(directory: string): void {
  chmodSync(directory, 0o755)
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) makeWritable(path)
    else if (entry.isFile()) chmodSync(path, 0o644)
  }
}
