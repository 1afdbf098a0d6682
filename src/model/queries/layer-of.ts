import type { RepoPath } from '../../source/repo-path.ts'
import { compileGlobs } from '../compile-globs.ts'
import type { Layer, Layout } from '../layout.ts'

type Matcher = { readonly layer: Layer; readonly matches: (path: RepoPath) => boolean }

const compiled = new WeakMap<Layout, readonly Matcher[]>()

/** The layer that a path belongs to: the first one with a glob that matches it or a directory above it. */
export function layerOf(layout: Layout, path: RepoPath): Layer | undefined {
  let matchers = compiled.get(layout)
  if (matchers === undefined) {
    matchers = layout.layers.map((layer) => ({
      layer,
      matches: compileGlobs(layer.paths.flatMap((glob) => [glob, `${glob}/**`])),
    }))
    compiled.set(layout, matchers)
  }
  return matchers.find(({ matches }) => matches(path))?.layer
}
