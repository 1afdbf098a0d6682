import { describe, expect, it } from 'vitest'
import { git } from '../files/git-repository.ts'
import {
  clusterOf,
  commitFiles,
  configuration,
  createEnvironments,
  deployment,
  fluxKustomization,
  kustomization,
  promote,
  read,
  settings,
  stop,
  succeed,
} from './sandbox.ts'

describe('the unit', () => {
  it('is the directory of the cluster by default', () => {
    const root = createEnvironments({
      'cluster-templates/staging/a.yaml': settings({ a: '1' }),
      'clusters/staging/added.yaml': settings({ a: '1' }, 'added'),
      'clusters/production/gone.yaml': settings({ a: '1' }, 'gone'),
    })
    promote(root, '--overwrite')
    expect(git(root, ['status', '--porcelain', '-uall'])).toBe(
      'D clusters/production/gone.yaml\n M clusters/production/web.yaml\n?? clusters/production/added.yaml',
    )
    expect(read(root, 'clusters/production/web.yaml')).toBe(deployment('1.1.0'))
  })

  it('is further directories as well where the configuration names them', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ directories: ["clusters/{environment}", "components/*/{environment}"] }'),
      'components/apps/staging/kustomization.yaml': kustomization('a.yaml'),
      'components/apps/staging/a.yaml': settings({ a: '1' }, 'a'),
      'components/infrastructure/production/old.yaml': settings({ a: '1' }, 'old'),
    })
    const report = promote(root, '--overwrite', '--commit')
    expect(report).toContain('+ components/apps/production/a.yaml')
    expect(git(root, ['ls-tree', '-r', '--name-only', 'HEAD', 'components'])).toBe(
      [
        'components/apps/production/a.yaml',
        'components/apps/production/kustomization.yaml',
        'components/apps/staging/a.yaml',
        'components/apps/staging/kustomization.yaml',
      ].join('\n'),
    )
  })

  it('of an environment with several clusters is all of them', () => {
    const environments = '[{ name: staging, clusters: [staging-*] }, { name: production, clusters: [production-*] }]'
    const files = (name: string, tag: string) => ({
      ...clusterOf(`${name}-eu`, { tag, directory: `clusters/${name}/eu` }),
      ...clusterOf(`${name}-us`, { tag, directory: `clusters/${name}/us` }),
    })
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ directories: ["clusters/{environment}/*"] }', environments),
      ...files('staging', '1.1.0'),
      ...files('production', '1.0.0'),
      ...Object.fromEntries(
        Object.keys({ ...clusterOf('staging'), ...clusterOf('production') }).map((path) => [path, undefined]),
      ),
    })
    promote(root)
    for (const region of ['eu', 'us']) {
      expect(read(root, `clusters/production/${region}/web.yaml`)).toBe(deployment('1.1.0'))
      expect(read(root, `clusters/production/${region}/flux-system/gotk-sync.yaml`)).toContain(
        `./clusters/production/${region}`,
      )
    }
  })

  it('of which `--only <path>` moves a part says what is left behind', () => {
    const root = createEnvironments({ 'clusters/staging/settings.yaml': settings({ colour: 'green' }) })
    const report = promote(root, '--only', 'clusters/production/web.yaml')
    expect(report).toMatch(/left behind[^\n]*\n(?:.*\n)*?\s+clusters\/production\/settings\.yaml/)
    expect(git(root, ['status', '--porcelain'])).toBe('M clusters/production/web.yaml')
  })
})

describe('what is never copied', () => {
  it('is the flux-system of the target, printed as kept', () => {
    const root = createEnvironments({ 'clusters/staging/flux-system/extra.yaml': settings({ a: '1' }) })
    const before = read(root, 'clusters/production/flux-system/gotk-sync.yaml')
    const report = promote(root)
    expect(report).toContain('kept')
    for (const name of ['gotk-sync', 'kustomization', 'extra']) {
      expect(report).toContain(`clusters/production/flux-system/${name}.yaml`)
    }
    expect(read(root, 'clusters/production/flux-system/gotk-sync.yaml')).toBe(before)
    expect(read(root, 'clusters/production/flux-system/extra.yaml')).toBeUndefined()
  })

  it('is a file that the configuration declares the cluster’s own, printed as kept', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ keepFiles: [README.md, /secrets/] }'),
      'clusters/staging/README.md': 'In the office\n',
      'clusters/production/README.md': 'In Frankfurt\n',
      'clusters/staging/secrets/a.yaml': 'staging\n',
      'clusters/production/secrets/b.yaml': 'production\n',
      'clusters/staging/deep/secrets/c.txt': 'c\n',
    })
    const report = promote(root)
    expect(report).toContain('kept by `promotion.keepFiles`')
    expect(report).toMatch(/clusters\/production\/README\.md\n/)
    expect(report).toContain('clusters/production/secrets/a.yaml')
    expect(report).toContain('clusters/production/secrets/b.yaml')
    expect(read(root, 'clusters/production/README.md')).toBe('In Frankfurt\n')
    expect(read(root, 'clusters/production/secrets/a.yaml')).toBeUndefined()
    expect(read(root, 'clusters/production/secrets/b.yaml')).toBe('production\n')
    expect(read(root, 'clusters/production/deep/secrets/c.txt')).toBe('c\n')
  })

  it('is a field that the configuration declares the environment’s own, with comments and formatting kept', () => {
    const own = deployment('1.0.0', 6).replace('replicas: 6', 'replicas: 0x6 # as the load asks for')
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ keepFields: [spec.replicas] }'),
      'clusters/production/web.yaml': own,
    })
    const report = promote(root)
    expect(report).toContain('kept by `promotion.keepFields`')
    expect(report).toMatch(/clusters\/production\/web\.yaml {2}Deployment web: spec\.replicas/)
    expect(read(root, 'clusters/production/web.yaml')).toBe(own.replace('1.0.0', '1.1.0'))
  })

  it('is a field of a declaration that is told where it matches nothing', () => {
    const root = createEnvironments({ '.gitops.yaml': configuration('{ keepFields: [spec.replicaz] }') })
    expect(promote(root)).toContain('note `spec.replicaz` of `promotion.keepFields` is in no file that staging and')
  })
})

describe('what is rewritten', () => {
  const rewriting = {
    '.gitops.yaml': configuration('{ directories: ["clusters/{environment}", "cluster-templates/{environment}"] }'),
    'clusters/staging/kustomization.yaml': kustomization(
      'flux-system',
      'namespace.yaml',
      'web.yaml',
      'settings.yaml',
      '../../cluster-templates/staging',
    ),
    'cluster-templates/staging/kustomization.yaml': kustomization('apps.yaml'),
    'cluster-templates/staging/apps.yaml': fluxKustomization('apps', 'cluster-templates/staging/apps'),
    'cluster-templates/staging/apps/kustomization.yaml': kustomization('a.yaml'),
    'cluster-templates/staging/apps/a.yaml': settings({ a: '1' }, 'a'),
  }

  it('is a reference to a directory of the source whose counterpart is in the unit, and a Flux spec.path; each is listed', () => {
    const root = createEnvironments(rewriting)
    const report = promote(root)
    expect(report).toMatch(/rewritten/)
    expect(report).toContain(
      'clusters/production/kustomization.yaml:8  resources: ../../cluster-templates/staging → ../../cluster-templates/production',
    )
    expect(report).toContain('./cluster-templates/staging/apps → ./cluster-templates/production/apps')
    expect(read(root, 'clusters/production/kustomization.yaml')).toContain('  - ../../cluster-templates/production\n')
    expect(read(root, 'cluster-templates/production/apps.yaml')).toBe(
      fluxKustomization('apps', 'cluster-templates/production/apps'),
    )
  })

  it('is not a reference to what lies above, or is shared', () => {
    const root = createEnvironments({
      'components/shared/kustomization.yaml': kustomization('a.yaml'),
      'components/shared/a.yaml': settings({ a: '1' }, 'a'),
      'clusters/staging/kustomization.yaml': kustomization('flux-system', 'web.yaml', '../../components/shared'),
    })
    expect(promote(root, '--overwrite')).not.toMatch(/rewritten/)
  })

  it.each([
    ['name', 'clusters/staging/settings.yaml', settings({ host: 'shop.staging.example.com' }), 'settings.yaml:7'],
    ['path', 'clusters/staging/apps.yaml', fluxKustomization('apps', 'apps/staging'), 'apps.yaml:9'],
    ['host in text', 'clusters/staging/run.sh', 'curl https://staging.example.com\n', 'run.sh:1'],
  ])('leaves a leak where a %s still names the source, and that stops the promotion', (_, path, text, place) => {
    const root = createEnvironments({ [path]: text })
    const report = stop(root)
    expect(report).toContain('✖ one place of production would still name staging')
    expect(report).toContain(`clusters/production/${place}`)
  })

  it('leaves a leak where a secret is encrypted for the source alone, and that stops the promotion', () => {
    const sops = (recipient: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: key\n  namespace: shop\nstringData:\n  key: ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]\nsops:\n  age:\n    - recipient: ${recipient}\n      enc: x\n`
    const root = createEnvironments({
      'clusters/staging/key.yaml': sops('age1aaa'),
      'clusters/production/key.yaml': sops('age1bbb'),
    })
    const report = stop(root, '--overwrite')
    expect(report).toContain('production cannot decrypt one of the encrypted files')
    expect(report).toContain('clusters/production/key.yaml')
  })

  it('is no leak in a comment, in what stood there before, or in a text that the configuration lets pass', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ mayName: [letsencrypt-staging] }'),
      'clusters/staging/settings.yaml': `# as of staging\n${settings({ issuer: 'letsencrypt-staging', old: 'staging' })}`,
      'clusters/production/settings.yaml': settings({ old: 'staging' }),
    })
    expect(promote(root)).not.toContain('would still name')
    commitFiles(root, {}, 'x')
    expect(succeed(root, ['promotions'])).toBe('No promotion was found.\n')
  })
})
