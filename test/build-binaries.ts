import { buildBinaries } from '../scripts/set-up.js'

/** Vitest's global set-up: the end-to-end tests run what is shipped. */
export default function setup(): void {
  buildBinaries()
}
