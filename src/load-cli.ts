import { join } from 'node:path'
import type { Program } from './cli/program.ts'
import { wantsCache } from './cli/wants-cache.ts'
import { findCacheDirectory } from './files/cache-directory.ts'
import { openCodeCache } from './files/code-cache.ts'
import { openPieces } from './files/load-pieces.ts'

/** The file that `cli.ts` has become, which the build knows. */
declare const cliPiece: string

/** The file that has it together with all that it always needs. */
declare const startPack: string

/** In the built binaries, this stands where the sources have that of `cli.ts`: it loads it and runs it. */
export async function main(program: Program): Promise<void> {
  const { arch, argv, env, platform, version } = process
  const directory = wantsCache(argv) ? findCacheDirectory(env, platform) : undefined
  const cache = directory === undefined ? undefined : openCodeCache(join(directory, 'code'), process.getuid?.())
  const pieces = openPieces(__dirname, { pack: startPack, runtime: `${version}-${arch}`, cache })
  const cli = pieces.load(cliPiece) as typeof import('./cli.ts')
  await cli.main(program)
  pieces.keep()
}
