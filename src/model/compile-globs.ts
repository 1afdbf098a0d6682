import picomatch from 'picomatch'

/** Compiles globs into one test; no glob matches nothing. Names that begin with a dot are matched like others. */
export function compileGlobs(globs: readonly string[]): (path: string) => boolean {
  const written = globs.filter((glob) => glob !== '')
  return written.length === 0 ? () => false : picomatch(written, { dot: true })
}
