import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { chooseSettings } from '../src/cli/init/choose-settings.ts'
import { createHookFile, hookPrograms } from '../src/cli/init/create-hook-file.ts'
import { createPipelineFile } from '../src/cli/init/create-pipeline-file.ts'
import { detectEphemeral } from '../src/cli/init/detect-ephemeral.ts'
import { detectLayout } from '../src/cli/init/detect-layout.ts'
import { listSettings } from '../src/cli/init/list-settings.ts'
import { offerFile } from '../src/cli/init/offer-file.ts'
import { renderConfiguration } from '../src/cli/init/render-configuration.ts'
import { shortenNames } from '../src/cli/init/shorten-names.ts'
import { stageOf } from '../src/cli/init/stage-of.ts'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { readConfiguration } from '../src/lint/read-configuration.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { compileGlobs } from '../src/model/compile-globs.ts'
import { isEphemeralName } from '../src/model/is-ephemeral-name.ts'
import { defaultLayout } from '../src/model/layout.ts'
import { rules } from '../src/rules/generated/registry.ts'
import type { Diagnostic } from '../src/source/diagnostic.ts'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

const kustomization = (...resources: readonly string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${resources.join(', ')}]\n`
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\n  namespace: one\n'
const sync = (path: string, branch = 'main'): string => `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {interval: 1m, url: 'ssh://git@example.com/a/b', ref: {branch: ${branch}}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: flux-system, namespace: flux-system}
spec: {interval: 10m, prune: true, path: ./${path}, sourceRef: {kind: GitRepository, name: flux-system}}
`

/** A bootstrapped cluster that loads some directories. */
const cluster = (path: string, resources: readonly string[] = [], branch?: string): Record<string, string> => ({
  [`${path}/flux-system/gotk-sync.yaml`]: sync(path, branch),
  [`${path}/flux-system/kustomization.yaml`]: kustomization('gotk-sync.yaml'),
  [`${path}/kustomization.yaml`]: kustomization('flux-system', ...resources),
})
const directory = (path: string): Record<string, string> => ({
  [`${path}/kustomization.yaml`]: kustomization('one.yaml'),
  [`${path}/one.yaml`]: configMap,
})

const detect = (files: Record<string, string>, branches: { remoteHead?: string; current?: string } = {}) =>
  detectLayout(buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] }), {
    remoteHead: branches.remoteHead,
    current: branches.current,
  })

describe('the stage that a name tells', () => {
  it.each([
    ['staging', 'staging'],
    ['eu-prod2', 'prod'],
    ['pre-prod', 'preprod'],
    ['nonprod-eu', 'nonprod'],
    ['QA', 'qa'],
    ['gcp/production', 'production'],
    ['product', undefined],
    ['latest', undefined],
    ['hub', undefined],
  ])('%s: %s', (name, word) => expect(stageOf(name)?.word).toBe(word))
})

describe('the layout', () => {
  it('has environments in the order of promotion, clusters of one word together', () => {
    const files = ['prod-us', 'prod-eu', 'dev', 'staging', 'hub'].flatMap((name) =>
      Object.entries(cluster(`clusters/${name}`)),
    )
    expect(detect(Object.fromEntries(files)).environments).toEqual([
      { name: 'dev', clusters: ['dev'] },
      { name: 'staging', clusters: ['staging'] },
      { name: 'prod', clusters: ['prod-eu', 'prod-us'] },
    ])
  })

  it('has the environments of directories where names say nothing', () => {
    const files = { ...cluster('clusters/staging/berlin'), ...cluster('clusters/prod/paris') }
    expect(detect(files).environments).toEqual([
      { name: 'staging', clusters: ['berlin'] },
      { name: 'prod', clusters: ['paris'] },
    ])
  })

  it('has no environments where there is but one', () => {
    expect(detect(cluster('clusters/production')).environments).toEqual([])
  })

  it('has ephemeral clusters by their names and their branches', () => {
    const files = {
      ...cluster('clusters/pr-12'),
      ...cluster('clusters/load', [], 'ABC-123'),
      ...cluster('clusters/prod'),
    }
    const { ephemeral, mainBranch } = detect(files)
    expect(ephemeral).toEqual(['load', 'pr-*'])
    expect(mainBranch).toBe('main')
  })

  it.each([
    [
      ['Prod-1', 'Staging-1', 'NOM-123', 'pr-5'],
      ['NOM-*', 'pr-*'],
    ],
    [
      ['DC-1', 'RELEASE-10', 'ABC-12', 'ABC-13-load', 'DEF-77', 'mr-1'],
      ['ABC-*', 'DEF-*', 'mr-*'],
    ],
    [
      ['NOM-1', 'NOM-123', 'temp_x'],
      ['NOM-[0-9][0-9]*', 'temp_*'],
    ],
    [['pr-', 'pr-1'], ['pr-?*']],
  ])('of %j declares only short-lived clusters ephemeral', (names, globs) => {
    const files = names.flatMap((name) => Object.entries(cluster(`clusters/${name}`)))
    expect(detect(Object.fromEntries(files)).ephemeral).toEqual(globs)
  })

  it('has globs that match every ephemeral cluster and no long-lived one', () => {
    const at = { file: 'a', start: 0, end: 0 }
    const project = fc.constantFrom(
      'NOM',
      'DC',
      'RELEASE',
      'Prod',
      'pr',
      'feature',
      'PR',
      'review',
      'eu',
      'A{b,c}',
      '*',
    )
    const name = fc
      .tuple(project, fc.constantFrom('-', '_', '.', ''), fc.constantFrom('', '1', '12', '123-load', 'x', '(a)', '?'))
      .map((parts) => parts.join(''))
    const branch = fc.constantFrom('main', 'NOM-12', 'DC-1', undefined)
    const drawn = fc.uniqueArray(fc.tuple(name, branch), { maxLength: 12, selector: ([one]) => one })
    let found = 0
    fc.assert(
      fc.property(drawn, (list) => {
        const { names, globs } = detectEphemeral(
          list.map(([name, followed]) => ({
            name,
            isEphemeral: isEphemeralName(name, defaultLayout),
            branch: followed === undefined ? undefined : { name: followed, at },
          })),
        )
        found += globs.length
        const matches = globs.length > 0 ? compileGlobs(globs) : (name: string) => isEphemeralName(name, defaultLayout)
        expect(list.filter(([name]) => matches(name) !== names.has(name))).toEqual([])
      }),
      { numRuns: 500 },
    )
    expect(found).toBeGreaterThan(500)
  })

  it('leaves tickets to the convention', () => {
    expect(detect({ ...cluster('clusters/ABC-123', [], 'ABC-123') }).ephemeral).toEqual([])
  })

  it.each([
    [
      'most clusters follow it',
      { ...cluster('clusters/a', [], 'trunk'), ...cluster('clusters/b', [], 'trunk') },
      {},
      'trunk',
    ],
    ['the remote shows it', directory('clusters/a'), { remoteHead: 'develop', current: 'main' }, 'develop'],
    ['it is called so', directory('clusters/a'), { current: 'master' }, 'master'],
    ['nothing tells', directory('clusters/a'), { current: 'my-change' }, undefined],
  ])('has the main branch: %s', (_, files, branches, expected) => {
    expect(detect(files, branches).mainBranch).toBe(expected)
  })

  it('has the infrastructure that clusters share', () => {
    const shared = ['../../infrastructure/ingress', '../../infrastructure/policies']
    const files = {
      ...cluster('clusters/dev', shared),
      ...cluster('clusters/prod', shared),
      ...directory('infrastructure/ingress'),
      ...directory('infrastructure/policies'),
    }
    expect(detect(files).infrastructure).toEqual(['infrastructure/*'])
    expect(detect({ ...files, ...directory('infrastructure/base') }).infrastructure).toEqual([])
    expect(detect({ ...files, ...cluster('clusters/dev', shared.slice(1)) }).infrastructure).toEqual([])
  })

  it('has what each environment owns, and nothing that only one has or that both load', () => {
    const files = {
      ...cluster('clusters/dev', ['../../apps/dev', '../../shared/dev', '../../only/dev']),
      ...cluster('clusters/prod', ['../../apps/prod', '../../shared/dev', '../../shared/prod']),
      ...directory('apps/dev'),
      ...directory('apps/prod'),
      ...directory('shared/dev'),
      ...directory('shared/prod'),
      ...directory('only/dev'),
    }
    expect(detect(files).promotion).toEqual(['apps/{environment}', 'clusters/{environment}'])
  })
})

describe('names of clusters', () => {
  const number = (prefix: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`)
  const production = [...number('prod-eu-', 60), ...number('prod-us-', 60)]

  it.each([
    ['many of one word', production, [...production, 'staging-eu-0'], ['prod-*']],
    ['no wider than they are', number('prod-eu-', 60), production, ['prod-eu-*']],
    ['a word at the end', ['a-prod', 'b-prod', 'c-prod', 'd-prod'], ['a-dev'], ['*-prod']],
    ['a word inside', ['eu-prod-1', 'us-prod-2', 'ap-prod-3', 'x-prod-4'], ['eu-dev-1'], ['*-prod-*']],
    ['a directory', ['eu/prod/a', 'eu/prod/b', 'eu/prod/c', 'eu/prod/d'], ['eu/dev/a'], ['eu/prod/*']],
    ['some apart', ['prod-1', 'prod-2', 'prod-3', 'live'], ['dev'], ['prod-*', 'live']],
    ['two or three as they are', ['prod-eu', 'prod-us'], ['dev'], ['prod-eu', 'prod-us']],
    ['nothing in common', ['berlin', 'oslo', 'paris', 'rome'], ['bonn'], ['berlin', 'oslo', 'paris', 'rome']],
  ])('are written short: %s', (_, names, all, expected) => {
    const written = shortenNames(names, all)
    expect(written[0]).toBe(expected[0])
    const matches = compileGlobs(written)
    expect(names.filter((name) => !matches(name))).toEqual([])
    expect(all.filter((name) => !names.includes(name) && matches(name))).toEqual([])
    expect(written).toHaveLength(expected.length)
  })

  it('of a thousand clusters take no time', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `store-${index}-prod-r${index % 7}`)
    const begin = performance.now()
    expect(
      shortenNames(
        names,
        names.map((name) => name.replace('prod', 'dev')),
      ),
    ).toEqual(['*-prod-*'])
    expect(performance.now() - begin).toBeLessThan(5_000)
  })
})

describe('the configuration', () => {
  const layout = {
    clusters: [],
    environments: [
      { name: 'dev', clusters: ['dev'] },
      { name: 'prod', clusters: ['prod-eu', 'prod-us'] },
    ],
    ephemeral: ['NOM-*', 'pr-*'],
    mainBranch: 'on',
    infrastructure: ['infra/*'],
    promotion: ['apps/{environment}', 'clusters/{environment}'],
  }
  const settings = listSettings(layout)
  const error = (rule: string): Diagnostic => ({
    rule,
    severity: 'error',
    message: '',
    at: { file: 'a', start: 0, end: 0 },
    related: [],
    clusters: [],
    fingerprint: rule,
  })

  it('says what was seen, and is valid', () => {
    const text = renderConfiguration(chooseSettings(settings, [], () => []))
    const result = readConfiguration('.gitops.yaml', text, rules)
    expect(result).not.toHaveProperty('errors')
    expect(parse(text)).toEqual({
      environments: ['dev', { name: 'prod', clusters: ['prod-eu', 'prod-us'] }],
      ephemeral: layout.ephemeral,
      mainBranch: 'on',
      infrastructure: layout.infrastructure,
      promotion: { directories: layout.promotion },
    })
  })

  it('is valid where nothing was seen', () => {
    expect(readConfiguration('.gitops.yaml', renderConfiguration([]), rules)).not.toHaveProperty('errors')
  })

  it('leaves out what brings new errors, with the reason, and nothing else', () => {
    const chosen = chooseSettings(settings, [error('old')], (text) =>
      /^mainBranch/m.test(text) ? [error('old'), error('cluster-branch')] : [error('old')],
    )
    expect(chosen.filter(({ leftOut }) => leftOut !== undefined).map(({ name }) => name)).toEqual(['mainBranch'])
    const text = renderConfiguration(chosen)
    expect(text).toContain('# Left out, as it brings errors of `cluster-branch` (a):\n# mainBranch: "on"\n')
    expect(parse(text)).not.toHaveProperty('mainBranch')
  })

  it('softens a rule that is strict only where there is a configuration', () => {
    const strict = 'infrastructure-baseline'
    const chosen = chooseSettings(settings, [], (text) => (text.includes(`${strict}: warning`) ? [] : [error(strict)]))
    expect(parse(renderConfiguration(chosen))).toMatchObject({ rules: { [strict]: 'warning' }, mainBranch: 'on' })
  })

  it('keeps a setting whose errors are what it is there to show, and softens their rule', () => {
    const shown = 'ephemeral-cluster-on-main'
    const strict = 'infrastructure-baseline'
    const chosen = chooseSettings(settings, [], (text) => [
      ...(/^ephemeral/m.test(text) && !text.includes(`${shown}: warning`) ? [error(shown)] : []),
      ...(text.includes(`${strict}: warning`) ? [] : [error(strict)]),
    ])
    const text = renderConfiguration(chosen)
    expect(parse(text)).toMatchObject({
      ephemeral: layout.ephemeral,
      rules: { [shown]: 'warning', [strict]: 'warning' },
    })
    expect(text).toContain(`  # An ephemeral cluster is on the main branch today.\n  ${shown}: warning\n`)
    expect(text).not.toContain('Left out')
    expect(readConfiguration('.gitops.yaml', text, rules)).not.toHaveProperty('errors')
  })

  it('names a file of each rule that speaks against a setting', () => {
    const found = ['clusters/a/sync.yaml', 'clusters/b\n/sync.yaml', 'x\ny.yaml'].map((file, index) => ({
      ...error(index < 2 ? 'reference-exists' : 'layer-direction'),
      at: { file, start: 0, end: 0 },
      fingerprint: file,
    }))
    const chosen = chooseSettings(settings, [], (text) => (/^mainBranch/m.test(text) ? found : []))
    expect(renderConfiguration(chosen)).toContain(
      '# Left out, as it brings errors of `reference-exists` (clusters/a/sync.yaml and 1 more), `layer-direction` (x\ufffdy.yaml):\n',
    )
  })

  it('leaves out what would not be accepted', () => {
    const chosen = chooseSettings(settings, [], (text) => (/^ephemeral/m.test(text) ? undefined : []))
    expect(renderConfiguration(chosen)).toContain('# Left out, as it would not be accepted:\n# ephemeral')
  })
})

describe('a repository whose ephemeral clusters follow the main branch', () => {
  it('has them told apart from long-lived ones all the same', () => {
    const names = ['Prod-1', 'Staging-1', 'NOM-123', 'pr-5']
    const root = writeTree(Object.fromEntries(names.flatMap((name) => Object.entries(cluster(`clusters/${name}`)))))
    expect(runBinary('gitops', ['init'], root)).toMatchObject({ status: 0, stderr: '' })
    const text = readFileSync(join(root, '.gitops.yaml'), 'utf8')
    expect(parse(text)).toMatchObject({
      environments: ['Staging-1', 'Prod-1'],
      ephemeral: ['NOM-*', 'pr-*'],
      mainBranch: 'main',
      rules: { 'cluster-branch': 'warning' },
    })
  })
})

describe('a file that is offered', () => {
  const file = createHookFile('lefthook')

  it('is written once and never overwritten', () => {
    const root = writeTree({})
    expect(offerFile(file, { root, isDryRun: false })).toContain('wrote lefthook.yml\n')
    expect(readFileSync(join(root, file.path), 'utf8')).toBe(file.text)
    expect(offerFile({ ...file, text: 'other' }, { root, isDryRun: false })).toContain('stays as it is')
    expect(readFileSync(join(root, file.path), 'utf8')).toBe(file.text)
  })

  it('is not written in a dry run', () => {
    const root = writeTree({})
    expect(offerFile(file, { root, isDryRun: true })).toContain('would write lefthook.yml\n')
    expect(existsSync(join(root, file.path))).toBe(false)
  })

  it('is not written beside one that its program reads', () => {
    const root = writeTree({ '.lefthook.toml': '' })
    expect(offerFile(file, { root, isDryRun: false })).toContain('.lefthook.toml is there already')
    expect(existsSync(join(root, file.path))).toBe(false)
  })

  it('does not follow a link that leads nowhere', () => {
    const root = writeTree({})
    symlinkSync('elsewhere.yml', join(root, file.path))
    expect(offerFile(file, { root, isDryRun: false })).toContain('stays as it is')
    expect(existsSync(join(root, 'elsewhere.yml'))).toBe(false)
  })

  it('makes the directories that it needs, and says what is in their way', () => {
    const root = writeTree({})
    const workflow = createPipelineFile('github', '1.2.3', 'trunk')
    offerFile(workflow, { root, isDryRun: false })
    expect(parse(readFileSync(join(root, workflow.path), 'utf8')).on.push.branches).toEqual(['trunk'])
    const blocked = writeTree({ '.github': 'a file' })
    expect(() => offerFile(workflow, { root: blocked, isDryRun: false })).toThrow('cannot be written')
    const taken = writeTree({})
    mkdirSync(join(taken, 'lefthook.yml'))
    expect(offerFile(file, { root: taken, isDryRun: false })).toContain('stays as it is')
  })

  it.each(hookPrograms)('of %s judges what is staged', (program) => {
    expect(createHookFile(program).text).toContain('gitops-lint --staged')
  })

  it('names the version of the package', () => {
    for (const service of ['gitlab', 'github'] as const) {
      const { text } = createPipelineFile(service, 'gitops-lint@1.2.3', 'main')
      expect(text).toContain('GITOPS_LINT_PACKAGE: "gitops-lint@1.2.3"\n')
      expect(text).toContain('npm install --global --install-links --no-audit --no-fund "$GITOPS_LINT_PACKAGE"\n')
    }
  })

  it('compares before a merge alone, with the whole history', () => {
    const { 'gitops-lint': job } = parse(createPipelineFile('gitlab', 'gitops-lint', 'main').text)
    expect(job.variables.GIT_DEPTH).toBe('0')
    const [checkout, , , step] = parse(createPipelineFile('github', 'gitops-lint', 'main').text).jobs['gitops-lint']
      .steps
    expect(checkout.with['fetch-depth']).toBe(0)
    const run = (command: string, env: Readonly<Record<string, string>>): string =>
      execFileSync('sh', ['-c', `${command.replace(/^gitops-lint /, 'set -- ')}; echo "$#" "$@"`], {
        encoding: 'utf8',
        env,
      })
    expect(run(job.script[0], { CI_MERGE_REQUEST_IID: '7' })).toMatch(/^8 --base auto --format text /)
    expect(run(job.script[0], { CI_COMMIT_BRANCH: 'main' })).toMatch(/^6 --format text /)
    expect(run(step.run, { GITHUB_BASE_REF: 'main' })).toMatch(/^6 --base auto --format github /)
    expect(run(step.run, { GITHUB_BASE_REF: '' })).toMatch(/^4 --format github /)
  })

  it('installs what --package says', () => {
    const root = writeTree({ 'clusters/production/kustomization.yaml': 'resources: []\n' })
    const source = 'git+https://git.example.com/gitops-lint.git#v1.2.3'
    expect(runBinary('gitops', ['init', '--ci', 'gitlab', '--package', source], root).status).toBe(0)
    const { 'gitops-lint': job } = parse(readFileSync(join(root, '.gitlab-ci.yml'), 'utf8'))
    expect(job.variables.GITOPS_LINT_PACKAGE).toBe(source)
    const alone = runBinary('gitops', ['init', '--package', source], root)
    expect(alone).toMatchObject({ status: 2, stderr: 'gitops: --package is for --ci: nothing else installs\n' })
    const hostile = runBinary('gitops', ['init', '--ci', 'github', '--package', '$(reboot)'], root)
    expect(hostile).toMatchObject({ status: 2, stdout: '' })
  })
})
