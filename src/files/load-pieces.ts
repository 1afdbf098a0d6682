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

/** Loads pieces from a directory. `runtime` tells apart what one V8 made from what another can read. */
export function openPieces(directory: string, runtime: string, cache: CodeCache | undefined): Pieces {
  const loaded = new Map<string, { readonly exports: object }>()
  const unknown: { readonly name: string; readonly source: Buffer; readonly script: Script }[] = []
  const load = (name: string): object => {
    const known = loaded.get(name)
    if (known !== undefined) return known.exports
    const path = join(directory, name)
    const script = compile(name, path)
    const module = { exports: {} }
    loaded.set(name, module)
    const requireOther = createRequire(path)
    const require = (id: string): unknown => (id.startsWith('./') ? load(id.slice('./'.length)) : requireOther(id))
    script.runInThisContext()(module.exports, require, module, path, dirname(path))
    return module.exports
  }
  const compile = (piece: string, filename: string): Script => {
    // V8 keeps the path too, and shows it where a bug happened.
    const name = `${piece}-${runtime}-${crc32(filename).toString(16)}`
    const source = readFileSync(filename)
    const cachedData = cache?.read(name, source)
    const options = { filename, columnOffset: -opening.length }
    const text = `${opening}${source.toString('latin1')}\n})`
    const script = new Script(text, cachedData === undefined ? options : { ...options, cachedData })
    if (cachedData === undefined || script.cachedDataRejected === true) unknown.push({ name, source, script })
    return script
  }
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
