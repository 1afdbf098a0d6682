import picomatch from 'picomatch'

/** Compiles globs into one test; no glob matches nothing. Names that begin with a dot are matched like others. */
export function compileGlobs(globs: readonly string[]): (path: string) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs], { dot: true })
}
