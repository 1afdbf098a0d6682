// `npm test`: sets up and runs everything: generated files, types, Biome, the build, the tests.

import { join } from 'node:path'
import { installPackages, root, run } from './set-up.js'

installPackages()
const bin = (name) => join(root, 'node_modules/.bin', name)
const steps = [
  ['generated files', bin('tsx'), ['scripts/generate.ts', '--check']],
  ['types', bin('tsc'), ['--project', 'tsconfig.json']],
  ['format and lint', bin('biome'), ['ci', '--error-on-warnings', '.']],
  ['build', process.execPath, ['scripts/build.js']],
  ['tests', bin('vitest'), ['run']],
]
const failed = []
for (const [name, command, args] of steps) {
  console.error(`\n== ${name}`)
  try {
    run(command, args)
  } catch {
    failed.push(name)
  }
}
if (failed.length > 0) {
  console.error(`\nfailed: ${failed.join(', ')}`)
  process.exitCode = 1
}
