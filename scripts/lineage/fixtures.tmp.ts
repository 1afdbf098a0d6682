import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { createFileTree } from '../../src/files/file-tree.ts'
import { openNodeFileSystem } from '../../src/files/node-file-system.ts'
import { build } from '../../src/kustomize/build/build.ts'
import { createBuildFiles } from '../../src/kustomize/build/build-files.ts'
import { listLeaves } from './leaf.ts'
import { prove } from './prove.ts'
import { checkStructure } from './check-structure.ts'
const root = fileURLToPath(new URL('../../fixtures/build', import.meta.url))
const fs = await openNodeFileSystem(root, [])
const tree = createFileTree(fs)
const bf = createBuildFiles(fs, tree)
const totals: Record<string, Record<string, number>> = {}
const reasons: Record<string, number> = {}
for (const name of readdirSync(root)) {
  const directory = existsSync(join(root, name, 'build')) ? `${name}/build` : name
  const restrictor = 'LoadRestrictionsRootOnly' as const
  const built = build(bf, directory, { restrictor, order: 'legacy' })
  if (built.problems.length > 0) continue
  const leaves = listLeaves(built)
  const before = { built, leaves: new Map(leaves.map((l) => [l.key, l])) }
  for (const leaf of leaves) {
    const cause = leaf.steps.at(-1)?.cause ?? 'none'
    totals[cause] ??= {}
    const fault = checkStructure(leaf, (f) => { const r = fs.read(f); return r instanceof Uint8Array ? new TextDecoder().decode(r) : undefined })
    if (fault) console.log('FAULT', name, leaf.key, fault)
    const v = prove({ files: fs, tree, directory, restrictor }, before, leaf)
    totals[cause][v.is] = (totals[cause][v.is] ?? 0) + 1
    if (v.is === 'failed') console.log('FAILED', name, leaf.key, leaf.steps.at(-1)?.cause, v.reason)
    else if (v.is !== 'proved') reasons[v.is + ': ' + v.reason] = (reasons[v.is + ': ' + v.reason] ?? 0) + 1
  }
}
console.table(totals)
console.log(reasons)
