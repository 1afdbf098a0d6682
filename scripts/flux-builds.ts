// Records what the real `flux build kustomization --dry-run` makes of each case in fixtures/flux-build.
// `--flux PATH` names the program. A case that flux refuses gets an `expected-error.txt` with its words.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { flux: { type: 'string', default: 'flux' } } })
const fixtures = join(import.meta.dirname, '../fixtures/flux-build')
for (const name of readdirSync(fixtures)) {
  // It writes into the directory that it builds.
  const copy = mkdtempSync(join(tmpdir(), 'flux-build-'))
  cpSync(join(fixtures, name), copy, { recursive: true })
  const { status, stdout, stderr } = spawnSync(
    values.flux,
    ['build', 'kustomization', 'apps', '--path', './apps', '--kustomization-file', 'clusters/a/apps.yaml', '--dry-run'],
    { cwd: copy, encoding: 'utf8', env: { ...process.env, KUBECONFIG: '/dev/null' } },
  )
  rmSync(copy, { recursive: true })
  rmSync(join(fixtures, name, 'expected.yaml'), { force: true })
  rmSync(join(fixtures, name, 'expected-error.txt'), { force: true })
  const words = stderr.trim().split(copy).join('.')
  writeFileSync(
    join(fixtures, name, status === 0 ? 'expected.yaml' : 'expected-error.txt'),
    status === 0 ? stdout : `${words}\n`,
  )
}
