// What npm runs before it packs this repository: in a checkout, and where pre-commit or `npm install <git URL>` fetches it.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

// `npm install --global <git URL>` hands its --global on to the install that should bring the development packages, which
// then are not here. They are fetched without what the npm above has set.
if (!existsSync(join(root, 'node_modules/esbuild'))) {
  const handedOn = /^npm_config_(?:global|prefix|location|local_prefix)$/i
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !handedOn.test(name))),
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
}
await import('./build.js')
