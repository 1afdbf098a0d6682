// npm's `prepare`: builds the binaries; a global installation from a checkout comes here before its packages are there.
import { createRequire } from 'node:module'
import { buildBinaries, installPackages } from './set-up.js'

try {
  createRequire(import.meta.url).resolve('esbuild')
} catch {
  installPackages()
}
buildBinaries()
