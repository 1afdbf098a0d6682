import type { RepoPath } from '../../source/repo-path.ts'
import { compileGlobs } from '../compile-globs.ts'
import type { Layer, Layout } from '../layout.ts'

/** The layer that a path belongs to: the first one with a glob that matches it or a directory above it. */
export function layerOf(layout: Layout, path: RepoPath): Layer | undefined {
  return layout.layers.find((layer) => compileGlobs(layer.paths.flatMap((glob) => [glob, `${glob}/**`]))(path))
}
