import type { RepoPath } from '../../source/repo-path.ts'
import { BuildError } from '../build-error.ts'
import { currentId } from '../resource/current-id.ts'
import { createOpenApi } from '../schema/create-open-api.ts'
import { toJson } from '../tree/to-json.ts'
import type { BuildFiles } from './build-files.ts'
import type { BuiltObject } from './built-object.ts'

/** The objects of a manifest as they are written; none where kustomize cannot read it. */
export function readManifest(files: BuildFiles, path: RepoPath): readonly BuiltObject[] {
  const openApi = createOpenApi()
  try {
    return files.objects(path, 'resource', undefined).map((root) => ({
      id: currentId({ root, variables: [], openApi }),
      root,
      value: toJson(root),
    }))
  } catch (error) {
    if (error instanceof BuildError) return []
    throw error
  }
}
