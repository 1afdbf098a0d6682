import { rmSync } from 'node:fs'
import type { Bench } from './bench.ts'
import type { Command } from './measure-process.ts'
import type { Work } from './run-rounds.ts'

/** Directories to build that lie in one repository and have one restrictor. */
export interface BuildInput {
  readonly directory: string
  readonly roots: readonly string[]
  readonly restrictor?: 'LoadRestrictionsNone'
}

/** Names of rows that the targets are judged by. */
export const buildRows = { own: 'build of every root', kustomize: 'kustomize, one process a root' } as const

/** How many processes of kustomize tell enough about a repository whose directories are alike. */
export const mostProcesses = 150

/** What one command line may hold everywhere. */
const mostCharacters = 400_000

/**
 * `gitops build` of all the directories, in as few processes as there are repositories and restrictors, and a process of
 * the real kustomize for each, or for `most` that are spread evenly over them.
 */
export function workOnBuilds(bench: Bench, inputs: readonly BuildInput[], most: number): Work[] {
  const optionsOf = ({ restrictor }: BuildInput): string[] =>
    restrictor === undefined ? [] : ['--load-restrictor', restrictor]
  const own = inputs.flatMap((input) =>
    splitRoots(input.roots).map(
      (roots): Command => ({
        command: process.execPath,
        args: [bench.gitops, 'build', ...optionsOf(input), ...roots],
        directory: input.directory,
      }),
    ),
  )
  const { kustomize } = bench
  const prepare = (): void => rmSync(bench.cache, { recursive: true, force: true })
  if (kustomize === undefined) return [{ name: buildRows.own, commands: own, prepare }]
  const all = inputs.flatMap((input) =>
    input.roots.map(
      (root): Command => ({
        command: kustomize.command,
        args: [...kustomize.args, ...optionsOf(input), root],
        directory: input.directory,
      }),
    ),
  )
  const commands = spreadEvenly(all, bench.sample ?? most)
  return [
    { name: buildRows.own, commands: own, prepare, against: [buildRows.kustomize] },
    {
      name: buildRows.kustomize,
      commands,
      ...(commands.length < all.length ? { sample: { measured: commands.length, of: all.length } } : {}),
    },
  ]
}

/** At most so many of a list, in equal distances. */
export function spreadEvenly<Item>(all: readonly Item[], most: number): readonly Item[] {
  if (all.length <= most) return all
  return all.filter(
    (_, index) => Math.floor((index * most) / all.length) !== Math.floor(((index + 1) * most) / all.length),
  )
}

function splitRoots(roots: readonly string[]): string[][] {
  const parts: string[][] = [[]]
  let characters = 0
  for (const root of roots) {
    characters += root.length + 1
    if (characters > mostCharacters) {
      parts.push([])
      characters = root.length + 1
    }
    parts.at(-1)?.push(root)
  }
  return parts
}
