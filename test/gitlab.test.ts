import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RE2JS } from 're2js'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { createPipelineFile } from '../src/cli/init/create-pipeline-file.ts'
import { writeTree } from './write-tree.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

interface Input {
  readonly default?: string
  readonly description?: string
  readonly options?: readonly string[]
  readonly regex?: string
}

/** A component: its inputs, and its jobs as they are written. */
function readComponent(path: string) {
  const [header, body] = parseAllDocuments(read(path)).map((document) => document.toJS())
  return { inputs: header.spec.inputs as Readonly<Record<string, Input>>, jobs: body }
}

/** Runs the script of a component's job with `sh`, as a runner does in an image with the binaries. */
function runScript(
  script: readonly string[],
  env: Readonly<Record<string, string>>,
  files: Record<string, string> = {},
) {
  const directory = writeTree({ '.keep': '' })
  for (const name of ['clusters', 'cluster-templates', 'components']) {
    cpSync(join(root, name), join(directory, name), { recursive: true })
  }
  writeFileSync(join(directory, '.gitops.yaml'), 'rules:\n  cluster-branch: off\n')
  for (const [path, text] of Object.entries(files)) writeFileSync(join(directory, path), text)
  const bin = writeTree({})
  const program = join(bin, 'gitops-lint')
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/gitops-lint.js')}" "$@"\n`)
  chmodSync(program, 0o755)
  const run = spawnSync('sh', ['-e', '-c', script.join('\n')], {
    cwd: directory,
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env.PATH}`, ...env },
  })
  return { directory, ...run }
}

const lint = readComponent('templates/gitops-lint.yml')
const preview = readComponent('templates/gitops-promotion-preview.yml')

/** The job's script with the inputs that it names itself; the others reach it as variables. */
const lintScript = (failOn: string): readonly string[] =>
  lint.jobs['gitops-lint'].script.map((line: string) => line.replaceAll('$[[ inputs.fail-on ]]', failOn))

describe.each([
  ['templates/gitops-lint.yml', lint],
  ['templates/gitops-promotion-preview.yml', preview],
])('%s', (path, { inputs }) => {
  it('uses each input, and no other', () => {
    const used = new Set([...read(path).matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name))
    expect([...used].sort()).toEqual(Object.keys(inputs).sort())
  })

  it('has a description of each input, and a default that it allows', () => {
    for (const [name, { description, regex, options, default: value }] of Object.entries(inputs)) {
      expect(description, name).toBeTypeOf('string')
      // GitLab's patterns are RE2's, which knows fewer things than JavaScript's.
      if (regex !== undefined)
        expect(
          RE2JS.compile(regex)
            .matcher(value ?? '')
            .find(),
          name,
        ).toBe(true)
      if (options !== undefined) expect(options, name).toContain(value)
    }
  })

  it('installs what `package` says, or else the version', () => {
    const [job = ''] = Object.keys(readComponent(path).jobs)
    const { before_script: steps, variables } = readComponent(path).jobs[job]
    const install = String(steps.find((step: string) => step.includes('npm install')))
    const asks = (name: string): string => {
      const shims = 'command() { return 1; }; npm() { for one; do :; done; echo "$one"; }\n'
      const script = shims + install.replaceAll('$[[ inputs.version ]]', '1.2.3')
      return execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { GITOPS_LINT_PACKAGE: name } }).trim()
    }
    expect(variables.GITOPS_LINT_PACKAGE).toBe('$[[ inputs.package ]]')
    expect(install).toContain('--install-links')
    expect(asks('')).toBe('gitops-lint@1.2.3')
    expect(asks('git+https://git.example.com/a/b.git#v1')).toBe('git+https://git.example.com/a/b.git#v1')
    expect(asks('./a b.tgz')).toBe('./a b.tgz')
  })

  it('installs the version of this package', () => {
    expect(inputs.version?.default).toBe(JSON.parse(read('package.json')).version)
  })
})

describe('the job gitops-lint', () => {
  const broken = {
    'cluster-templates/production/kustomization.yaml': `${read('cluster-templates/production/kustomization.yaml')}  - no.yaml\n`,
  }
  const variables = { GITOPS_LINT_BASE: 'auto', GITOPS_LINT_FORMATS: 'gitlab junit' }

  it('writes the reports and succeeds where nothing is wrong', () => {
    const { status, stdout, stderr, directory } = runScript(lintScript('error'), variables)
    expect(status, stdout + stderr).toBe(0)
    expect(JSON.parse(readFileSync(join(directory, 'gl-code-quality-report.json'), 'utf8'))).toEqual([])
    expect(readFileSync(join(directory, 'gitops-lint-junit.xml'), 'utf8')).toContain('<testsuites')
  })

  it('fails and still writes the reports where something is', () => {
    const { status, stdout, directory } = runScript(lintScript('error'), variables, broken)
    expect(status).toBe(1)
    expect(stdout).toContain('reference-exists')
    expect(JSON.parse(readFileSync(join(directory, 'gl-code-quality-report.json'), 'utf8'))).toHaveLength(1)
  })

  it('does as fail-on and formats say', () => {
    const formats = { ...variables, GITOPS_LINT_FORMATS: 'sarif markdown json checkstyle' }
    const { status, stderr, directory } = runScript(lintScript('never'), formats, broken)
    expect(status, stderr).toBe(0)
    for (const end of ['sarif', 'md', 'json', 'checkstyle']) {
      expect(existsSync(join(directory, `gitops-lint.${end}`)), end).toBe(true)
    }
    expect(existsSync(join(directory, 'gl-code-quality-report.json'))).toBe(false)
  })
})

describe('the pages', () => {
  it('list every input with its default', () => {
    const page = read('docs/gitlab.md')
    for (const [name, { default: value }] of Object.entries(lint.inputs)) {
      expect(page).toContain(`| \`${name}\` | \`${value === '' ? '""' : value}\` |`)
    }
  })

  it.each(['install', 'gitlab', 'github'])('docs/%s.md names this version', (page) => {
    const { version } = JSON.parse(read('package.json'))
    const named = [...read(`docs/${page}.md`).matchAll(/gitops-lint[-@:](\d+\.\d+\.\d+)/g)].map(([, one]) => one)
    expect(new Set(named)).toEqual(new Set([version]))
  })

  it('show the workflow that `gitops init --ci github` writes', () => {
    const [, shown = ''] = /```yaml\n([\s\S]*?)```/.exec(read('docs/github.md')) ?? []
    const { version } = JSON.parse(read('package.json'))
    expect(shown).toBe(createPipelineFile('github', `gitops-lint@${version}`, 'main').text)
  })
})

describe('.gitlab-ci.yml', () => {
  it('uses the components with inputs that they have', () => {
    const { include } = parse(read('.gitlab-ci.yml'), {
      customTags: [{ tag: '!reference', collection: 'seq' as const, identify: () => false }],
    })
    for (const { local, inputs } of include) {
      const known = Object.keys(readComponent(local).inputs)
      for (const name of Object.keys(inputs)) expect(known).toContain(name)
    }
  })
})

describe('Dockerfile', () => {
  it('copies only what .dockerignore lets through, and ends as a user without rights', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' '),
    )
    const allowed = read('.dockerignore').split('\n')
    for (const path of copied) expect(allowed).toContain(`!${path}`)
    expect(read('Dockerfile')).toMatch(/^USER \d+:\d+$/m)
  })
})
