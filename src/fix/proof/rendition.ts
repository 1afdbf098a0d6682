import type { BuildProblem } from '../../kustomize/build-problem.ts'
import type { Reference } from '../../kustomize/reference.ts'
import { canonicalText } from '../../model/diff/canonical-text.ts'
import { filesOfBuild } from '../../model/queries/files-of-build.ts'
import type { Repository } from '../../model/repository.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { JsonValue } from '../../yaml/json-value.ts'

/** What is made of one directory, or of one Flux Kustomization in a cluster. */
export interface Rendered {
  /** For people: ``the build of `apps/base` ``. */
  readonly name: string
  /** The cluster that applies it; undefined for a build alone. */
  readonly cluster: string | undefined
  /** In the order of the output. */
  readonly objects: readonly { readonly text: string; readonly value: JsonValue }[]
  /** Why it fails, and what of it cannot be seen. */
  readonly problems: readonly string[]
  readonly unverified: readonly string[]
  readonly files: ReadonlySet<RepoPath>
}

/** All that a repository renders to, by a key that is the same before and after a change. */
export type Rendition = ReadonlyMap<string, Rendered>

/** Renders every directory that is built on its own and every Flux Kustomization of every cluster. */
export function renditionOf(repository: Repository): Rendition {
  const rendition = new Map<string, Rendered>()
  const add = (key: string, rendered: Rendered): void => {
    let unique = key
    for (let count = 2; rendition.has(unique); count += 1) unique = `${key} ${count}`
    rendition.set(unique, rendered)
  }
  for (const { directory, objects, problems, unverified } of repository.builds) {
    const name = `the build of \`${directory || '.'}\``
    add(name, {
      name,
      cluster: undefined,
      objects: objects.map(toPrinted),
      problems: problems.map(describe).sort(),
      unverified: unverified.map(describe).sort(),
      files: filesOfBuild(repository, directory),
    })
  }
  for (const [cluster, closure] of repository.closures) {
    for (const one of closure.applied) {
      const name = `the Flux Kustomization \`${one.namespace}/${one.name}\` of the cluster \`${cluster}\``
      const directory = directoryOf(one.path) ?? one.build?.directory
      add(`${name} ${one.isCertain} ${one.isSuspended} ${one.remoteCluster ?? ''}`, {
        name,
        cluster,
        objects: one.objects.map(toPrinted),
        problems: [...(one.build?.problems ?? []), ...(one.substitution?.problems ?? [])].map(describe).sort(),
        unverified: (one.build?.unverified ?? []).map(describe).sort(),
        files: listFiles([directory, ...one.components.map(directoryOf)], repository),
      })
    }
  }
  return rendition
}

function directoryOf(reference: Reference | undefined): RepoPath | undefined {
  return reference?.target.kind === 'kustomization' ? reference.target.file.directory : undefined
}

function listFiles(directories: readonly (RepoPath | undefined)[], repository: Repository): ReadonlySet<RepoPath> {
  const [first, ...others] = directories.flatMap((one) => (one === undefined ? [] : [filesOfBuild(repository, one)]))
  return first !== undefined && others.length === 0
    ? first
    : new Set([first ?? [], ...others].flatMap((one) => [...one]))
}

const printed = new WeakMap<object, string>()

function toPrinted({ value }: { readonly value: JsonValue }): Rendered['objects'][number] {
  if (typeof value !== 'object' || value === null) return { text: canonicalText(value), value }
  const text = printed.get(value) ?? canonicalText(value)
  printed.set(value, text)
  return { text, value }
}

function describe({ code, message }: BuildProblem): string {
  return `${code}: ${message}`
}
