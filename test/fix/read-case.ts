import type { FileSystem } from '../../src/files/file-system.ts'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { overlayFileSystem } from '../../src/files/overlay-file-system.ts'
import type { FixPlan } from '../../src/fix/fix-plan.ts'
import { fixers } from '../../src/fix/fixers.ts'
import { planFixes } from '../../src/fix/plan-fixes.ts'
import type { Configuration } from '../../src/lint/configuration.ts'
import { lintRepository } from '../../src/lint/lint-repository.ts'
import { defaultConfiguration, readConfiguration } from '../../src/lint/read-configuration.ts'
import { buildRepository } from '../../src/model/build-repository.ts'
import type { Repository } from '../../src/model/repository.ts'
import { rules } from '../../src/rules/generated/registry.ts'

/** The others find nothing that a fix is known for. */
const fixable = rules.filter(({ id }) => fixers.has(id))

/** Texts by path. */
export type Texts = Readonly<Record<string, string>>

export interface Planned {
  readonly plan: FixPlan
  readonly after: Texts
  readonly repository: Repository
  readonly fixed: Repository
}

/** Plans all fixes of some files under their own configuration. */
export function planTexts(
  texts: Texts,
  settings: Configuration['rules'] = new Map(),
  mayChange?: (path: string) => boolean,
): Planned {
  return planFiles(createMemoryFileSystem(toBytes(texts)), texts['.gitops.yaml'], settings, mayChange)
}

function planFiles(
  files: FileSystem,
  written: string | undefined,
  settings: Configuration['rules'],
  mayChange: (path: string) => boolean = () => true,
): Planned {
  const read = written === undefined ? defaultConfiguration : readConfiguration('.gitops.yaml', written, rules)
  if ('errors' in read) throw new Error(JSON.stringify(read.errors))
  const configuration = { ...read, rules: new Map([...read.rules, ...settings]) }
  const toModel = (state: FileSystem): Repository => buildRepository(state, configuration.layout, { remotes: [] })
  const repository = toModel(files)
  const plan = planFixes(repository, {
    files,
    toModel,
    mayChange,
    findOpen: (one) => lintRepository(one, configuration, fixable),
  })
  const state = overlayFileSystem(files, plan.changes)
  const after = Object.fromEntries(
    state.entries.map(({ path }) => {
      const bytes = state.read(path)
      return [path, bytes instanceof Uint8Array ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : '']
    }),
  )
  return { plan, after, repository, fixed: toModel(state) }
}

function toBytes(texts: Texts): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]))
}

/** What a plan says, a line for each fix. */
export function describePlan({ applied, refused }: FixPlan): string {
  const lines = [
    ...applied.map(({ finding, title, effect }) => `${finding.at.file}: ${title} [${effect}]`),
    ...refused.map(({ finding, title, why }) => `${finding.at.file}: not: ${title}: ${why}`),
  ]
  return lines.map((line) => `${line}\n`).join('')
}
