// Compares what the rules say of every build of the corpus with what the real kustomize said of it: a build that
// succeeded must have no error in any file that it loads, and one that failed must have one.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openNodeFileSystem } from '../src/files/node-file-system.ts'
import type { KustomizationFile } from '../src/kustomize/kustomization-file.ts'
import { lintRepository } from '../src/lint/lint-repository.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout } from '../src/model/layout.ts'
import { rules } from '../src/rules/generated/registry.ts'

interface RecordedBuild {
  readonly repo: string
  readonly dir: string
  readonly ok: boolean
  readonly error?: string
  readonly remote?: boolean
}

const corpus = fileURLToPath(new URL('../../shared/corpus', import.meta.url))
if (!existsSync(corpus)) {
  console.log('There is no corpus beside this checkout.')
  process.exit(0)
}
const recorded: readonly RecordedBuild[] = JSON.parse(readFileSync(join(corpus, 'builds.json'), 'utf8'))
/** The rules whose errors say that a build fails. */
const judging = rules.filter(({ id }) => /^(?:yaml-syntax|kustomization-|reference-)/.test(id))

/** Files and directories that one kustomize build loads: Flux paths are builds of their own. */
function loadedBy(start: KustomizationFile): ReadonlySet<string> {
  const loaded = new Set<string>()
  const next = [start]
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (loaded.has(file.path)) continue
    loaded.add(file.path)
    for (const { target } of file.references) {
      if (target.kind === 'file') loaded.add(target.path)
      if (target.kind === 'kustomization') next.push(target.file)
    }
  }
  return loaded
}

let agreed = 0
let componentsAlone = 0
const falseAlarms: string[] = []
const missed: string[] = []
for (const repo of readdirSync(join(corpus, 'repos'))) {
  const fileSystem = await openNodeFileSystem(join(corpus, 'repos', repo), undefined)
  const repository = buildRepository(fileSystem, defaultLayout, { remotes: [] })
  const kustomizationPaths = new Set([...repository.kustomizations.values()].map(({ path }) => path))
  // Without clusters no error becomes a warning. Paths in Flux objects are no part of a kustomize build.
  const withoutClusters = { ...repository, clusters: [], closures: new Map() }
  const errors = lintRepository(withoutClusters, { rules: new Map() }, judging).filter(
    ({ severity, rule, at }) =>
      severity === 'error' && (!rule.startsWith('reference-') || kustomizationPaths.has(at.file)),
  )
  for (const build of recorded.filter((one) => one.repo === repo)) {
    const kustomization = repository.kustomizations.get(build.dir === '.' ? '' : build.dir)
    if (kustomization === undefined) continue
    const loaded = loadedBy(kustomization)
    const found = errors.find(({ at }) => loaded.has(at.file))
    if (build.ok === (found === undefined) || build.remote) agreed += 1
    else if (found !== undefined)
      falseAlarms.push(`${repo}/${build.dir}: ${found.rule} ${found.message} (${found.at.file})`)
    else if (kustomization.kind === 'Component') componentsAlone += 1
    else missed.push(`${repo}/${build.dir}: ${(build.error ?? '').trim().slice(-160).replace(/\s+/g, ' ')}`)
  }
}
console.log(`${recorded.length} recorded builds: ${agreed} agree, ${falseAlarms.length} false alarms.`)
console.log(
  `Failures without an error here: ${componentsAlone} Components that were built alone, ${missed.length} others.`,
)
for (const line of falseAlarms) console.log(`false alarm  ${line}`)
for (const line of missed) console.log(`not seen     ${line}`)
