import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { crc32 } from 'node:zlib'
import type { CodeCache } from './code-cache.ts'

/** The built program is CommonJS in pieces; here they are loaded as `require` does, but with what V8 made of them before. */
export interface Pieces {
  /** What a piece exports: a file beside this one. */
  load(name: string): object
  /** Keeps what V8 has made of the pieces that are loaded, of what was run of them, where it was not kept before. */
  keep(): void
}

/** How pieces are loaded. */
export interface PiecesOptions {
  /** A file with pieces that are always loaded together: an object of functions, by the names of the pieces. */
  readonly pack: string
  /** Tells apart what one V8 made from what another can read. */
  readonly runtime: string
  readonly cache: CodeCache | undefined
}

/** A piece within the function that CommonJS has around it. */
type Piece = (
  exports: object,
  require: (id: string) => unknown,
  module: object,
  file: string,
  directory: string,
) => void

/** Loads pieces from a directory. */
export function openPieces(directory: string, { pack, runtime, cache }: PiecesOptions): Pieces {
  const loaded = new Map<string, { readonly exports: object }>()
  const unknown: { readonly name: string; readonly source: Buffer; readonly script: Script }[] = []
  const load = (name: string): object => {
    const known = loaded.get(name)
    if (known !== undefined) return known.exports
    const path = join(directory, name)
    const run = packed[name] ?? (evaluate(name, opening, '\n})') as Piece)
    const module: { exports: object } = { exports: {} }
    loaded.set(name, module)
    const requireOther = createRequire(path)
    const require = (id: string): unknown => (id.startsWith('./') ? load(id.slice('./'.length)) : requireOther(id))
    run(module.exports, require, module, path, dirname(path))
    // esbuild's getters would be asked whenever a function of another piece is called. None of what they give ever changes.
    module.exports = { ...module.exports }
    return module.exports
  }
  const evaluate = (file: string, before: string, after: string): unknown => {
    const filename = join(directory, file)
    // V8 keeps the path too, and shows it where a bug happened.
    const name = `${file}-${runtime}-${crc32(filename).toString(16)}`
    const source = readFileSync(filename)
    const cachedData = cache?.read(name, source)
    const options = { filename, columnOffset: -before.length }
    const text = `${before}${source.toString('latin1')}${after}`
    const script = new Script(text, cachedData === undefined ? options : { ...options, cachedData })
    if (cachedData === undefined || script.cachedDataRejected === true) unknown.push({ name, source, script })
    return script.runInThisContext()
  }
  const packed = evaluate(pack, '', '') as Readonly<Record<string, Piece>>
  return {
    load,
    keep() {
      if (unknown.length === 0) return
      cache?.write(unknown.map(({ script, ...entry }) => ({ ...entry, data: script.createCachedData() })))
    },
  }
}

/** As Node wraps CommonJS. */
const opening = '(function (exports, require, module, __filename, __dirname) {'
