// Bundles the two binaries and the public API into dist/.
import { chmodSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
// Built beside and then moved, so that a failed build leaves the binaries that were.
const outdir = `${dist}.${process.pid}`
await build({
  absWorkingDir: root,
  entryPoints: ['src/gitops-lint.ts', 'src/gitops.ts', 'src/index.ts'],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Bundled packages that are CommonJS ask for Node's modules through require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
})
for (const name of ['gitops-lint.js', 'gitops.js']) chmodSync(join(outdir, name), 0o755)
rmSync(dist, { recursive: true, force: true })
renameSync(outdir, dist)
