import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { BuildError } from '../build-error.ts'
import { kustomizationFileNames } from '../kustomization-file-names.ts'
import type { BuildFiles } from './build-files.ts'
import type { Kustomization } from './kustomization.ts'
import { parseKustomization } from './parse-kustomization.ts'

/** Finds and reads the kustomization file of a directory, as KustTarget.Load does, or leniently, as Flux does. */
export function readKustomization(
  files: BuildFiles,
  directory: RepoPath,
  at: Location | undefined,
  mode: 'strict' | 'lenient' = 'strict',
): Kustomization {
  const found = kustomizationFileNames
    .map((name) => (directory === '' ? name : `${directory}/${name}`))
    .filter((path) => files.tree.isFile(path))
  const [file] = found
  if (file === undefined) {
    const names = kustomizationFileNames.map((name) => `\`${name}\``).join(', ')
    throw new BuildError({
      code: 'no-kustomization-file',
      message: `\`${directory || '.'}\` has no kustomization file (${names})`,
      at,
    })
  }
  if (found.length > 1) {
    const message = `\`${directory || '.'}\` has ${found.length} kustomization files; kustomize accepts one`
    throw new BuildError({
      code: 'kustomization-ambiguous',
      message,
      at: { file: files.sourceOf(found[1] ?? file), start: 0, end: 0 },
    })
  }
  const text = files.text(file, at)
  return files.once(`${mode} kustomization ${files.sourceOf(file)}`, () =>
    parseKustomization(files.sourceOf(file), text, files.documents(file), mode),
  )
}
