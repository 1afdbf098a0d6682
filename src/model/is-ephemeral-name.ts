import { compileGlobs } from './compile-globs.ts'
import type { Layout } from './layout.ts'

/** By convention an ephemeral cluster is called like its ticket: `NOM-12345`, but not `DC-1` or `RELEASE-10`. */
const ticket = /^(?!RELEASE|REL-|VERSION)[A-Z][A-Z0-9]+-\d{2,}/

/** Whether a name, of a cluster or of a branch, is one of an ephemeral cluster: configured, or by the convention. */
export function isEphemeralName(name: string, layout: Layout): boolean {
  return layout.ephemeral === undefined ? ticket.test(name) : compileGlobs(layout.ephemeral)(name)
}
