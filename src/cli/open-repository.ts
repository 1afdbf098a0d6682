import type { FileSystem } from '../files/file-system.ts'
import { findRepositoryRoot } from '../files/find-repository-root.ts'
import { readGitContext } from '../files/git-context.ts'
import { openGitRevision } from '../files/git-revision-file-system.ts'
import { openNodeFileSystem } from '../files/node-file-system.ts'
import type { Configuration } from '../lint/configuration.ts'
import { defaultConfiguration, readConfiguration } from '../lint/read-configuration.ts'
import { type WatchedFiles, watchFiles } from '../lint/recall/watched-files.ts'
import { buildRepository, type KnownParts } from '../model/build-repository.ts'
import { createKnownBuilds, type KnownBuilds } from '../model/closure/known-builds.ts'
import type { Repository } from '../model/repository.ts'
import { rules } from '../rules/generated/registry.ts'
import { createLineIndex } from '../source/line-index.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'
import { openCheckout } from './open-checkout.ts'
import { readPipeline } from './read-pipeline.ts'
import { type RepositoryState, readWorkTree, type WorkTree } from './read-work-tree.ts'
import type { Terminal } from './terminal.ts'

/** A repository on disk, ready to be asked. */
export interface OpenedRepository extends OpenedWorkTree {
  readonly repository: Repository
  /** What of it the user named; `['']` is the whole. */
  readonly asked: readonly RepoPath[]
}

/** Where the configuration stands in a repository. */
export const configurationPath = '.gitops.yaml'

/**
 * Finds, lists, configures and models the repository that the paths lie in.
 * Throws a UserError for a wrong path and for mistakes in the configuration.
 */
export async function openRepository(
  paths: readonly string[],
  terminal: Terminal,
  state: RepositoryState = 'work tree',
): Promise<OpenedRepository> {
  const { root, asked } = findRepositoryRoot(terminal.workingDirectory, paths)
  const opened = await openWorkTree(root, terminal, state)
  return { ...opened, repository: opened.toModel(opened.files, {}), asked }
}

/** A repository on disk, of which other states can be modelled as well. */
export interface OpenedWorkTree extends WorkTree {
  readonly configuration: Configuration
  /** Those of other repositories that the configuration names, by their path; undefined for one that is not there. */
  readonly checkouts: ReadonlyMap<string, WatchedFiles | undefined>
  /** The builds that its models have in common. */
  readonly builds: KnownBuilds
  /** Models a state of the repository: other files with the same configuration. `known` is `builds` by default. */
  readonly toModel: (files: FileSystem, known?: KnownParts) => Repository
  /** Models an earlier state: also with the clusters that its own configuration lists. */
  readonly toEarlierModel: (files: FileSystem) => Repository
}

/** Opens the repository at a directory for a change. Throws a UserError for mistakes in the configuration. */
export async function openWorkTree(
  root: string,
  terminal: Terminal,
  state: RepositoryState = 'work tree',
): Promise<OpenedWorkTree> {
  return configureWorkTree(await readWorkTree(root, terminal, state), terminal)
}

/** Configures a repository, of which states can be modelled then. Throws a UserError for mistakes in the configuration. */
export async function configureWorkTree(read: WorkTree, terminal: Pick<Terminal, 'tell'>): Promise<OpenedWorkTree> {
  const { root, files, branch, remotes } = read
  const configuration = loadConfiguration(files)
  const context = { ...(branch === undefined ? {} : { branch }), remotes }
  const checkouts = await openCheckouts(root, configuration)
  const found = listFound(checkouts)
  const builds = createKnownBuilds()
  const model = (state: FileSystem, layout: Configuration['layout'], known: KnownParts = { builds }): Repository => {
    terminal.tell('rendering the clusters')
    return buildRepository(state, layout, context, found, known)
  }
  return {
    ...read,
    checkouts,
    configuration,
    builds,
    toModel: (state, known) => model(state, configuration.layout, known),
    toEarlierModel: (state) => model(state, { ...configuration.layout, clusters: listClusters(configuration, state) }),
  }
}

/** Two states of a repository: one at a revision, the other at a revision or as it lies on disk. */
export interface OpenedRevisions {
  readonly before: Repository
  readonly after: Repository
  /** The commits; undefined for the work tree. */
  readonly commits: { readonly before: string; readonly after: string | undefined }
}

/** Which states are meant. */
interface Revisions {
  readonly root: string
  /** The earlier one, once the configuration of the later one is known. */
  readonly findBase: (layout: Configuration['layout']) => Promise<string>
  /** Undefined for the work tree. */
  readonly head: string | undefined
}

/**
 * Models two states of the repository at a directory without a checkout. The configuration of the later one counts for
 * both, as it says how things are and not what a cluster gets; the clusters that either lists are looked for.
 */
export async function openRevisions({ root, findBase, head }: Revisions, terminal: Terminal): Promise<OpenedRevisions> {
  terminal.tell('reading both states of the repository')
  const git = await readGitContext(root)
  const after = head === undefined ? undefined : await openGitRevision(root, head)
  const files = after ?? (await openNodeFileSystem(root, git?.ignored))
  const configuration = loadConfiguration(files)
  const before = await openGitRevision(root, await findBase(configuration.layout))
  const layout = { ...configuration.layout, clusters: listClusters(configuration, before) }
  const branch = (await readPipeline(terminal.environment, root)).branch ?? git?.branch
  const context = { ...(branch === undefined ? {} : { branch }), remotes: git?.remotes ?? [] }
  const checkouts = listFound(await openCheckouts(root, configuration))
  terminal.tell('rendering the clusters of both')
  const builds = createKnownBuilds()
  return {
    before: buildRepository(before, layout, context, checkouts, { builds }),
    after: buildRepository(files, layout, context, checkouts, { builds }),
    commits: { before: before.commit, after: after?.commit },
  }
}

/** A configuration that cannot be read any more lists none. */
function listClusters({ layout }: Configuration, before: FileSystem): readonly RepoPath[] {
  try {
    return [...new Set([...layout.clusters, ...loadConfiguration(before).layout.clusters])]
  } catch (error) {
    if (error instanceof UserError) return layout.clusters
    throw error
  }
}

/** The checkouts of other repositories that the configuration names, with undefined for those that are not there. */
async function openCheckouts(root: string, { layout }: Configuration): Promise<OpenedWorkTree['checkouts']> {
  const directories = new Set(layout.sources.map(({ directory }) => directory).filter((path) => path.startsWith('../')))
  const opened = [...directories].map(async (path): Promise<[string, WatchedFiles | undefined]> => {
    const files = await openCheckout(root, path)
    return [path, files && watchFiles(files)]
  })
  return new Map(await Promise.all(opened))
}

function listFound(checkouts: OpenedWorkTree['checkouts']): ReadonlyMap<string, FileSystem> {
  return new Map([...checkouts].flatMap(([path, watched]) => (watched === undefined ? [] : [[path, watched.files]])))
}

function loadConfiguration(files: FileSystem): Configuration {
  const misnamed = files.entries.find(({ path }) => path === '.gitops.yml')
  const entry = files.entries.find(({ path }) => path === configurationPath)
  if (entry === undefined) {
    if (misnamed !== undefined) throw new UserError(`.gitops.yml is not read: rename it to ${configurationPath}`)
    return defaultConfiguration
  }
  const bytes = files.read(configurationPath)
  if ('reason' in bytes) throw new UserError(`${configurationPath} cannot be read: ${bytes.reason}`)
  const text = decode(bytes)
  const result = readConfiguration(configurationPath, text, rules)
  if (!('errors' in result)) return result
  const lines = createLineIndex(text)
  const messages = result.errors.map(({ message, at }) => {
    const { line, column } = lines.positionAt(at.start)
    return `${at.file}:${line}:${column} ${message}`
  })
  throw new UserError(messages.join('\n'))
}

function decode(bytes: Uint8Array): string {
  try {
    if (bytes.includes(0)) throw new TypeError('binary')
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UserError(`${configurationPath} is not valid UTF-8 text`)
  }
}
