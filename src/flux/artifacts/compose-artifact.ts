import type { RepoPath } from '../../source/repo-path.ts'
import { addWithParents } from './add-with-parents.ts'
import { applyCopy } from './apply-copy.ts'
import type { ArtifactCopy } from './artifact-copy.ts'
import type { ArtifactFiles } from './artifact-files.ts'
import { compileSourceIgnore } from './compile-source-ignore.ts'
import { createArtifactTree } from './create-artifact-tree.ts'
import { parseCopy } from './parse-copy.ts'
import type { Staging } from './staging.ts'

/** What an ArtifactGenerator composes. */
export interface ComposedArtifact {
  readonly files: ArtifactFiles
  /** Whether every source of a copy was seen. */
  readonly isComplete: boolean
}

/**
 * Composes an artifact out of others, copy by copy, as source-watcher 2.2 does. In the end the default ignore rules are
 * applied, whatever `.sourceignore` was copied. `sources` has each alias; undefined is a source that cannot be seen. A
 * copy that fails is told in `files.problems` and left out, where source-watcher would make no artifact. `name` is that
 * of the artifact: the ignore rules are applied to it too.
 */
export function composeArtifact(
  copies: readonly ArtifactCopy[],
  sources: ReadonlyMap<string, ArtifactFiles | undefined>,
  name = '',
): ComposedArtifact {
  const staging: Staging = { files: new Map(), directories: new Set(), absent: new Map(), unseen: [], problems: [] }
  for (const copy of copies) {
    const refusal = copyFrom(staging, copy, sources)
    if (refusal === undefined) continue
    const message = `the copy from \`${copy.from}\` to \`${copy.to}\` fails: ${refusal}`
    staging.problems.push({ kind: 'fails', message, at: copy.at })
  }
  removeDefaults(staging, name === '' ? '' : `${name}/`)
  const { files, directories, absent, unseen, problems } = staging
  const tree = createArtifactTree(files.keys(), directories)
  const isComplete = unseen.length === 0
  return {
    files: {
      tree,
      sourceOf: (path) => files.get(path)?.source ?? path,
      whyAbsent: (path) => (tree.isFile(path) || tree.isDirectory(path) ? undefined : absent.get(path)),
      isMerged: (path) => files.get(path)?.isMerged === true,
      unseen,
      isComplete,
      problems,
    },
    isComplete,
  }
}

function copyFrom(
  staging: Staging,
  copy: ArtifactCopy,
  sources: ReadonlyMap<string, ArtifactFiles | undefined>,
): string | undefined {
  const parsed = parseCopy(copy)
  if (typeof parsed === 'string') return parsed
  if (!sources.has(parsed.alias)) return `no source has the alias \`${parsed.alias}\``
  const source = sources.get(parsed.alias)
  if (source !== undefined) return applyCopy(staging, parsed, source)
  staging.unseen.push(parsed.to)
  return undefined
}

function removeDefaults({ files, directories, absent }: Staging, prefix: string): void {
  const ignore = compileSourceIgnore([], { builtIn: true })
  const kept = new Set<RepoPath>()
  const isKept = (path: RepoPath, isDirectory: boolean): boolean => {
    const rule = ignore.findRule(`${prefix}${path}`, isDirectory)
    if (rule === undefined) addWithParents(kept.add(path), path)
    else absent.set(path, { reason: 'ignored', ...rule })
    return rule === undefined
  }
  for (const path of files.keys()) if (!isKept(path, false)) files.delete(path)
  for (const path of directories) isKept(path, true)
  for (const path of directories) if (!kept.has(path)) directories.delete(path)
}
