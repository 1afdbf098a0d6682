import { describe, expect, it } from 'vitest'
import { commitFiles, configuration, createEnvironments, gitops, kustomization, promote, stop } from './sandbox.ts'

const password = 'hunter2-of-staging'
const changed = 'hunter3-of-nobody'

/** Files that hold a plain secret, each in its own manner. */
function secretFiles(secret: string): Readonly<Record<string, string>> {
  const release = 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: db\n  namespace: shop\n'
  const chart =
    '  chart:\n    spec:\n      chart: db\n      version: 1.0.0\n      sourceRef: { kind: HelmRepository, name: db }\n'
  return {
    'flow.yaml': `{apiVersion: v1, kind: Secret, metadata: {name: flow}, stringData: {url: ${secret}}}\n`,
    'list.yaml': `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: { name: one }\n    stringData:\n      url: ${secret}\n`,
    'secret.json': `{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "json"}, "stringData": {"url": "${secret}"}}\n`,
    'kustomization.yaml': `${kustomization('flux-system', 'namespace.yaml', 'web.yaml')}secretGenerator:\n  - name: generated\n    namespace: shop\n    literals:\n      - url=${secret}\n    files:\n      - pw.txt\n    envs:\n      - db.env\n`,
    'pw.txt': `${secret}\n`,
    'db.env': `URL=${secret}\nMODE=fast\n`,
    'release.yaml': `${release}spec:\n  interval: 10m\n${chart}  values:\n    auth:\n      password: ${secret}\n`,
  }
}

const at = (environment: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`clusters/${environment}/${path}`, text]))

describe('plain secrets are not printed', () => {
  it.each(['text', 'markdown', 'json'])('as what still names the source, in %s', (format) => {
    const root = createEnvironments(at('staging', secretFiles(password)))
    const output = stop(root, '--format', format)
    expect(output).toContain('would still name staging')
    for (const path of Object.keys(secretFiles(''))) expect(output).toContain(`clusters/production/${path}`)
    expect(output).not.toContain('hunter2')
  })

  it.each(['text', 'markdown', 'json'])('as what changes, in %s', (format) => {
    const root = createEnvironments({
      ...at('production', secretFiles(password)),
      ...at('staging', secretFiles(changed)),
    })
    const { stdout, stderr } = gitops(root, ['promote', 'staging', 'production', '--dry-run', '--format', format])
    expect(stdout).toContain('•••')
    expect(stdout + stderr).not.toMatch(/hunter/)
  })

  it('as what is in conflict', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ mayName: [hunter2-of-staging] }'),
      ...at('staging', secretFiles('hunter0')),
    })
    promote(root, '--commit')
    commitFiles(root, at('production', secretFiles('hunter1')), 'Here')
    commitFiles(root, at('staging', secretFiles('hunter2')), 'There')
    const output = stop(root, '--keep-target')
    expect(output).toContain('clusters/production/pw.txt')
    expect(output).toContain('(hidden)')
    expect(output).not.toMatch(/hunter/)
  })
})

describe('a rewrite', () => {
  it('does not show the secret that it stands in', () => {
    const literals = '      - url=hunter2:./clusters/staging/x\n'
    const text = `${kustomization('flux-system')}secretGenerator:\n  - name: a\n    namespace: shop\n    literals:\n${literals}`
    const root = createEnvironments({ 'clusters/staging/kustomization.yaml': text })
    const { stdout } = gitops(root, ['promote', 'staging', 'production', '--dry-run'])
    expect(stdout).toContain('••• → •••')
    expect(stdout).not.toContain('hunter2')
  })
})

describe('the advice on what still names the source', () => {
  it('has the line that lets it pass', () => {
    const root = createEnvironments()
    commitFiles(root, { 'clusters/staging/note.txt': 'the staging-tools\n' }, 'Note')
    expect(stop(root)).toContain('`promotion: { mayName: ["staging-tools"] }`')
    commitFiles(root, { '.gitops.yaml': configuration('{ mayName: ["staging-tools"] }') }, 'Let it pass')
    expect(promote(root)).toContain('note.txt')
  })
})
