import type { BuildFiles } from '../../kustomize/build/build-files.ts'
import type { ArtifactFiles } from '../artifacts/artifact-files.ts'

/**
 * The files of an artifact to build from. What is read from a file is shared with all builds that read it under the path
 * that it has in the repository.
 */
export function createArtifactBuildFiles(base: BuildFiles, artifact: ArtifactFiles): BuildFiles {
  const { tree, sourceOf } = artifact
  return {
    tree,
    sourceOf,
    isText: base.isText,
    textAt: base.textAt,
    bytes: (path, at) => base.bytes(sourceOf(path), at),
    text: (path, at) => base.text(sourceOf(path), at),
    documents: (path) => base.documents(sourceOf(path)),
    objects: (path, cause, at) => base.objects(sourceOf(path), cause, at),
    once: base.once,
  }
}
