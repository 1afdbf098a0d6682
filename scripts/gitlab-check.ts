// `npm run gitlab-check [-- PATH of gitlab-ci-local]`: runs the jobs of templates/ and of .gitlab-ci.yml for real, with
// gitlab-ci-local and its shell executor, and prints what it saw. Without a PATH the program is fetched from npm. It needs
// rsync and bash.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { commitAll, copyCheckout } from './gitlab-check-copy.ts'
import { buildBinaries, root } from './set-up.js'

/** The last version that runs on Node 20. */
const version = '4.70.1'

const work = mkdtempSync(join(tmpdir(), 'gitlab-check-'))
let failures = 0
try {
  buildBinaries()
  const program = process.argv[2] === undefined ? fetchProgram() : resolve(process.argv[2])
  const user = join(work, 'user')
  copyCheckout(root, user, (path) => /^(?:clusters|cluster-templates|components|templates)\//.test(path))
  writeFileSync(
    join(user, '.gitignore'),
    '.gitlab-ci-local/\ngl-code-quality-report.json\ngitops-lint.*\ngitops-lint-junit.xml\n',
  )
  writeFileSync(join(user, '.gitops.yaml'), 'rules:\n  cluster-branch: off\n')
  writePipeline(user, '')
  commitAll(user, 'A pipeline')

  let run = runJob(program, user, 'gitops-lint', {})
  check('a sound repository: the job succeeds', run.status === 0, run.output)
  check('its Code Quality report is an empty list', readReport(user).trim() === '[]', readReport(user))
  check(
    'its JUnit report is there',
    readArtifact(user, 'gitops-lint', 'gitops-lint-junit.xml').includes('<testsuite'),
    '',
  )

  breakReference(user, 'production', 'missing-old')
  const old = commitAll(user, 'An old mistake')
  run = runJob(program, user, 'gitops-lint', {})
  check(
    'a mistake on the main branch: the job fails',
    run.status !== 0 && run.output.includes('missing-old'),
    run.output,
  )
  check('the Code Quality report names it', readReport(user).includes('missing-old'), readReport(user))

  git(user, 'checkout', '-q', '-b', 'change')
  writeFileSync(join(user, 'NOTES.md'), 'Nothing that Flux reads.\n')
  commitAll(user, 'A harmless change')
  const request = { CI_MERGE_REQUEST_IID: '1', CI_MERGE_REQUEST_DIFF_BASE_SHA: old }
  const target = { ...request, CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }
  run = runJob(program, user, 'gitops-lint', target)
  check('a merge request that does not touch it: the job succeeds', run.status === 0, run.output)
  check('the report still has it, so that it does not count as fixed', readReport(user).includes('missing-old'), '')
  breakReference(user, 'development', 'missing-new')
  commitAll(user, 'A new mistake')
  run = runJob(program, user, 'gitops-lint', target)
  const isNew = run.status !== 0 && run.output.includes('missing-new') && !run.output.includes('`missing-old`')
  check('a merge request with a new mistake: the job fails and shows that one', isNew, run.output)
  writePipeline(user, '      fail-on: never\n      base: none\n      formats: sarif markdown\n')
  run = runJob(program, user, 'gitops-lint', target)
  check('with `fail-on: never` it succeeds', run.status === 0, run.output)
  check('with `base: none` it shows both', run.output.includes('missing-old'), run.output)
  const sarif = readArtifact(user, 'gitops-lint', 'gitops-lint.sarif')
  check(
    'with `formats: sarif markdown` both are artifacts',
    sarif.includes('2.1.0') && readArtifact(user, 'gitops-lint', 'gitops-lint.md') !== '',
    sarif,
  )
  writePipeline(user, '      fail-on: sometimes\n')
  run = runJob(program, user, 'gitops-lint', {})
  check(
    'an input that is none of its options is refused',
    run.status !== 0 && run.output.includes('fail-on'),
    run.output,
  )

  checkInstallation(program, user)

  const own = join(work, 'own')
  copyCheckout(root, own)
  run = runJob(program, own, 'gitops-lint', {})
  check('our own pipeline: gitops-lint', run.status === 0, run.output)
  run = runJob(program, own, 'gitops-promotion-preview', {})
  const preview = readArtifact(own, 'gitops-promotion-preview', 'promotion-preview.md')
  check('our own pipeline: gitops-promotion-preview', run.status === 0 && preview.includes('production'), run.output)
  console.log(`\nThe preview begins:\n${preview.split('\n').slice(0, 12).join('\n')}`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(failures === 0 ? '\nall as it should be' : `\n${failures} not as it should be`)
process.exitCode = failures === 0 ? 0 : 1

/** The input `package`: what it names is installed by the job itself, in an image that does not bring it. */
function checkInstallation(program: string, user: string): void {
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', user], {
    cwd: root,
    stdio: ['ignore', 'ignore', 2],
  })
  const [tarball = ''] = readdirSync(user).filter((name) => name.endsWith('.tgz'))
  const source = join(work, 'source')
  copyCheckout(root, source)
  git(source, 'tag', 'v0.1.0')
  git(user, 'checkout', '-q', 'main')
  for (const name of [`./${tarball}`, `git+file://${source}#v0.1.0`]) {
    writePipeline(user, `      package: ${name}\n      fail-on: never\n`)
    commitAll(user, `Installed from ${name}`)
    rmSync(join(work, 'prefix'), { recursive: true, force: true })
    const begin = Date.now()
    const run = runJob(program, user, 'gitops-lint', {}, { installs: true })
    const seconds = Math.round((Date.now() - begin) / 1000)
    const isInstalled = existsSync(join(work, 'prefix/bin/gitops-lint'))
    const how = name.replace(work, '…')
    check(
      `with \`package: ${how}\` the job installs it and runs, in ${seconds} s`,
      run.status === 0 && isInstalled,
      run.output,
    )
    check('and its report is there', readReport(user).includes('missing-old'), readReport(user))
  }
}

function fetchProgram(): string {
  const directory = join(work, 'program')
  mkdirSync(directory)
  writeFileSync(join(directory, 'package.json'), '{"private": true}')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `gitlab-ci-local@${version}`], {
    cwd: directory,
    stdio: ['ignore', 2, 2],
  })
  return join(directory, 'node_modules/.bin/gitlab-ci-local')
}

function writePipeline(directory: string, inputs: string): void {
  const head = 'stages: [test]\ninclude:\n  - local: templates/gitops-lint.yml\n'
  writeFileSync(join(directory, '.gitlab-ci.yml'), head + (inputs === '' ? '' : `    inputs:\n${inputs}`))
}

function breakReference(directory: string, cluster: string, name: string): void {
  appendFileSync(join(directory, `cluster-templates/${cluster}/kustomization.yaml`), `  - ../../components/${name}\n`)
}

function git(directory: string, ...args: string[]): void {
  execFileSync('git', ['-C', directory, ...args], { stdio: 'ignore' })
}

interface Run {
  readonly status: number | null
  readonly output: string
}

/**
 * Runs one job as the runner would, with an empty home, and with the built binaries on its path unless it `installs` them
 * itself.
 */
function runJob(
  program: string,
  directory: string,
  job: string,
  variables: Readonly<Record<string, string>>,
  { installs = false }: { readonly installs?: boolean } = {},
): Run {
  const bin = join(work, 'bin')
  if (!existsSync(bin)) {
    mkdirSync(bin)
    for (const name of ['gitops', 'gitops-lint']) symlinkSync(join(root, `dist/${name}.js`), join(bin, name))
  }
  const prefix = join(work, 'prefix')
  const place = installs ? { npm_config_prefix: prefix } : {}
  const path = `${installs ? join(prefix, 'bin') : bin}:${process.env.PATH}`
  const given = Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`])
  const { status, stdout, stderr } = spawnSync(
    program,
    [job, '--force-shell-executor', '--home', join(work, 'home'), ...given],
    {
      cwd: directory,
      encoding: 'utf8',
      timeout: 300_000,
      maxBuffer: 1 << 26,
      env: { ...process.env, ...place, PATH: path, NO_COLOR: '1' },
    },
  )
  return { status, output: stdout + stderr }
}

function readArtifact(directory: string, job: string, name: string): string {
  // Reports are no artifacts to gitlab-ci-local: they stay where the job wrote them.
  const paths = [join(directory, '.gitlab-ci-local/artifacts', job, name), join(directory, name)]
  const path = paths.find((one) => existsSync(one))
  return path === undefined ? '' : readFileSync(path, 'utf8')
}

function readReport(directory: string): string {
  return readArtifact(directory, 'gitops-lint', 'gl-code-quality-report.json')
}

function check(name: string, isSo: boolean, output: string): void {
  console.log(`${isSo ? 'ok    ' : 'FAILED'} ${name}`)
  if (isSo) return
  failures += 1
  console.log(output.replace(/^/gm, '    '))
}
