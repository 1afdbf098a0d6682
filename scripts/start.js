// `npm start [-- <arguments>]`: sets up and lints; without arguments the reference hierarchy, this checkout itself.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildBinaries, installPackages, root } from './set-up.js'

installPackages()
buildBinaries()
const args = process.argv.slice(2)
const { status } = spawnSync(
  process.execPath,
  [join(root, 'dist/gitops-lint.js'), ...(args.length > 0 ? args : [root])],
  {
    // npm runs scripts in the package's directory; paths are meant from where the user is.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
  },
)
process.exitCode = status ?? 3
