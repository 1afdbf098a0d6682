// Builds every directory of the corpus in this one process and compares the result with what the real kustomize printed.
// With `--time` each directory is built by a process of the real kustomize as well, to compare the time it takes.
// With `--generate N --seed S` random kustomizations are built here and by a real kustomize instead.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { parseAllDocuments } from 'yaml'
import { createFileTree } from '../src/files/file-tree.ts'
import { openNodeFileSystem } from '../src/files/node-file-system.ts'
import { type Build, build } from '../src/kustomize/build/build.ts'
import { createBuildFiles } from '../src/kustomize/build/build-files.ts'
import { renderObjects } from '../src/kustomize/build/render-objects.ts'

import { findKustomize } from './parity/find-kustomize.ts'

interface RecordedBuild {
  readonly repo: string
  readonly dir: string
  readonly ok: boolean
  readonly restrictor?: 'rooted' | 'none'
  readonly sha256?: string
  readonly error?: string
  readonly remote?: boolean
}

interface Row {
  same: number
  sameMeaning: number
  different: number
  failsToo: number
  builtThough: number
  laterVersion: number
  network: number
}

/** The corpus was recorded with kustomize 5.5.0; where 5.8.1, which is matched, does otherwise. */
const laterVersions = new Map([
  [
    'ricsanfre+pi-cluster/kubernetes/platform/kube-vip/overlays/dev',
    'a patch file that holds only comments is both kinds of patch in 5.5.0, and none in 5.8.1, which builds it',
  ],
])

const corpus = fileURLToPath(new URL('../../shared/corpus', import.meta.url))
if (process.argv.includes('--generate')) {
  const { compareGenerated } = await import('./parity/compare-generated.ts')
  process.exitCode = await compareGenerated(process.argv.slice(2))
} else if (existsSync(corpus)) {
  process.exitCode = await compareCorpus()
} else {
  console.log('There is no corpus beside this checkout.')
}

async function compareCorpus(): Promise<number> {
  const recorded: readonly RecordedBuild[] = JSON.parse(readFileSync(join(corpus, 'builds.json'), 'utf8'))
  const rows = new Map<string, Row>()
  const notes: string[] = []
  const started = performance.now()
  let peak = 0
  for (const repo of readdirSync(join(corpus, 'repos'))) {
    const row: Row = { same: 0, sameMeaning: 0, different: 0, failsToo: 0, builtThough: 0, laterVersion: 0, network: 0 }
    rows.set(repo, row)
    const fileSystem = await openNodeFileSystem(join(corpus, 'repos', repo), [])
    const files = createBuildFiles(fileSystem, createFileTree(fileSystem))
    for (const one of recorded.filter((each) => each.repo === repo)) {
      const restrictor = one.restrictor === 'none' || !one.ok ? 'LoadRestrictionsNone' : 'LoadRestrictionsRootOnly'
      const directory = one.dir === '.' ? '' : one.dir
      const result = tryBuild(() => build(files, directory, { restrictor, order: 'legacy' }))
      judge(one, result, row, (note) => notes.push(`${repo}/${one.dir}: ${note}`))
    }
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  const seconds = (performance.now() - started) / 1000
  for (const note of notes) console.log(note)
  console.table(Object.fromEntries(rows))
  const total = (field: keyof Row) => [...rows.values()].reduce((sum, row) => sum + row[field], 0)
  const successes = total('same') + total('sameMeaning') + total('different')
  const share = ((100 * total('same')) / successes).toFixed(2)
  console.log(
    `${recorded.length} builds in ${seconds.toFixed(1)} s, ${Math.round(peak / 1024 / 1024)} MiB at most. ` +
      `${successes} successes: ${total('same')} byte for byte (${share} %), ${total('sameMeaning')} equal in meaning, ` +
      `${total('different')} different. Failures: ${total('failsToo')} fail too, ${total('builtThough')} do not, ` +
      `${total('laterVersion')} no longer in 5.8.1; ` +
      `${total('network')} need a network.`,
  )
  if (process.argv.includes('--time')) timeKustomize(recorded, seconds)
  return total('different') + total('builtThough') === 0 && total('same') / successes >= 0.995 ? 0 : 1
}

/** One process a directory, as scripts do it today. */
function timeKustomize(recorded: readonly RecordedBuild[], ownSeconds: number): void {
  const found = findKustomize(undefined)
  if (found === undefined) {
    console.log('There is no kustomize on this machine to compare the time with.')
    return
  }
  const local = recorded.filter(({ remote }) => !remote)
  const started = performance.now()
  for (const { repo, dir, restrictor } of local) {
    const options = restrictor === 'none' ? ['--load-restrictor', 'LoadRestrictionsNone'] : []
    spawnSync(found.command, [...found.args, ...options, join(corpus, 'repos', repo, dir)], { maxBuffer: 2 ** 28 })
  }
  const seconds = (performance.now() - started) / 1000
  console.log(
    `${found.version}, one process for each of the ${local.length} that need no network: ${seconds.toFixed(1)} s, ` +
      `${(seconds / ownSeconds).toFixed(1)} times as long.`,
  )
}

type Result = Build & { readonly text: string; readonly crash?: string }

function tryBuild(run: () => Build): Result {
  const nothing = { directory: '', objects: [], problems: [], unverified: [], observations: [], text: '' }
  try {
    const built = run()
    return { ...built, text: renderObjects(built.objects) }
  } catch (error) {
    return { ...nothing, crash: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function judge(one: RecordedBuild, result: Result, row: Row, note: (text: string) => void): void {
  const { crash, problems, text } = result
  if (crash !== undefined) note(`CRASH ${crash.split('\n').slice(0, 4).join(' | ')}`)
  const [problem] = problems
  if (!one.ok) {
    if (one.remote) row.network += 1
    else if (problem !== undefined) row.failsToo += 1
    else if (result.unverified.length > 0) row.network += 1
    else if (laterVersions.has(`${one.repo}/${one.dir}`)) {
      row.laterVersion += 1
      note(laterVersions.get(`${one.repo}/${one.dir}`) ?? '')
    } else {
      row.builtThough += 1
      note(`kustomize fails: ${(one.error ?? '').trim().replace(/\s+/g, ' ').slice(-200)}`)
    }
    return
  }
  const expected = gunzipSync(readFileSync(join(corpus, 'expected', `${one.sha256}.yaml.gz`))).toString('utf8')
  if (text === expected && problem === undefined) row.same += 1
  else if (problem === undefined && hasSameMeaning(text, expected)) {
    row.sameMeaning += 1
    note(`same meaning, other text: ${firstDifference(text, expected)}`)
  } else {
    row.different += 1
    const where = problem?.at === undefined ? '' : ` (${problem.at.file}:${problem.at.start})`
    note(problem === undefined ? firstDifference(text, expected) : `${problem.code}: ${problem.message}${where}`)
  }
}

function hasSameMeaning(text: string, expected: string): boolean {
  const read = (source: string) => parseAllDocuments(source).map((document) => document.toJS({ maxAliasCount: -1 }))
  try {
    return isDeepStrictEqual(read(text), read(expected))
  } catch {
    return false
  }
}

function firstDifference(text: string, expected: string): string {
  const own = text.split('\n')
  const theirs = expected.split('\n')
  const line = theirs.findIndex((each, index) => each !== own[index])
  const at = line < 0 ? theirs.length : line
  return `line ${at + 1}: ${JSON.stringify(own[at])} for ${JSON.stringify(theirs[at])}`
}
