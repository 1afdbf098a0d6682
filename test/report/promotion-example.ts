import type { ClusterDiffReport, ObjectSide } from '../../src/report/diff-report.ts'
import type { PromotionReport } from '../../src/report/promotion-report.ts'

const side = (kind: string, name: string, file: string, line: number): ObjectSide => ({
  apiVersion: 'apps/v1',
  kind,
  name,
  namespace: 'shop',
  kustomization: 'flux-system/apps',
  file,
  line,
  column: 9,
})

const image = (tag: string, line: number) => ({
  value: `registry.example.com/web:${tag}`,
  steps: [{ cause: 'images' as const, file: 'clusters/production/apps.yaml', line, column: 13 }],
})

/** A cluster that loses a database and gets a new image. */
export const production: ClusterDiffReport = {
  clusters: ['production'],
  exists: 'both',
  consequences: [
    {
      code: 'deleted',
      severity: 'danger',
      message: '`flux-system/apps` prunes `StatefulSet/database in shop`',
      kustomization: 'flux-system/apps',
      objects: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'database', namespace: 'shop' }],
      steps: ['set `prune: false` first', 'then remove it'],
    },
  ],
  objects: [
    {
      change: 'removed',
      before: side('StatefulSet', 'database', 'clusters/production/database.yaml', 4),
      after: null,
      fields: [],
    },
    {
      change: 'changed',
      before: side('Deployment', 'web', 'apps/web.yaml', 4),
      after: side('Deployment', 'web', 'apps/web.yaml', 4),
      fields: [
        {
          field: 'spec.template.spec.containers[name=web].image',
          change: 'changed',
          secret: false,
          before: image('1.4.0', 12),
          after: image('1.5.0', 12),
        },
        {
          field: 'spec.template.spec.containers[name=web].env[name=PASSWORD].value',
          change: 'changed',
          secret: true,
          before: { value: null, steps: [] },
          after: { value: null, steps: [] },
        },
      ],
    },
  ],
  unknown: [],
}

const web = {
  hash: '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d',
  author: 'Alice Example',
  date: '2026-11-20T10:11:12+01:00',
  subject: 'web: 1.5.0',
}
const database = {
  hash: '2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d1a',
  author: 'Bob',
  date: '2026-11-18T09:00:00+01:00',
  subject: 'The database moves to a managed one',
}

/** A dry run with a bit of everything. */
export const planned: PromotionReport = {
  version: 1,
  command: 'promote',
  source: { name: 'staging', revision: 'main', commit: '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c' },
  target: 'production',
  selection: 'all',
  outcome: 'planned',
  directories: [
    {
      from: 'clusters/staging',
      to: 'clusters/production',
      tree: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    },
  ],
  problems: [],
  notes: ['Image tags and configuration go together; `--only images` or `--only config` takes one of the two.'],
  files: [
    { path: 'clusters/production/database.yaml', change: 'deleted', added: 0, removed: 31 },
    { path: 'clusters/production/apps.yaml', change: 'changed', added: 1, removed: 1 },
    { path: 'clusters/production/run.sh', change: 'changed', added: 0, removed: 0 },
    { path: 'clusters/production/dashboards/logo.png', change: 'added', added: null, removed: null },
    { path: 'clusters/production/dashboards/web.json', change: 'added', added: 12, removed: 0 },
  ],
  kept: [
    { path: 'clusters/production/flux-system', field: null, reason: 'flux bootstrap wrote it for this cluster' },
    { path: 'clusters/production/apps.yaml', field: 'spec.replicas', reason: 'declared under `promotion.keepFields`' },
    { path: 'clusters/production/web.yaml', field: 'spec.replicas', reason: 'declared under `promotion.keepFields`' },
  ],
  rewrites: [
    {
      path: 'clusters/production/kustomization.yaml',
      line: 4,
      field: 'resources[0]',
      before: '../../cluster-templates/staging',
      after: '../../cluster-templates/production',
    },
  ],
  leftBehind: [],
  clusters: [production],
  otherClusters: [],
  alreadyLive: [{ path: 'components/web/deployment.yaml', commits: [web] }],
  commits: [web, database],
  overwritten: [],
  last: { commit: '3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d1a2b', date: '2026-11-01T08:00:00+01:00' },
  patch: [
    'diff --git a/clusters/production/apps.yaml b/clusters/production/apps.yaml',
    'index 1111111..2222222 100644',
    '--- a/clusters/production/apps.yaml',
    '+++ b/clusters/production/apps.yaml',
    '@@ -10,3 +10,3 @@',
    ' images:',
    '-  newTag: 1.4.0',
    '+  newTag: 1.5.0',
    '',
  ].join('\n'),
  commit: null,
  branch: null,
  undo: 'gitops rollback production',
}

/** The same, stopped by two problems before clusters were compared. */
export const stopped: PromotionReport = {
  ...planned,
  outcome: 'stopped',
  notes: [],
  problems: [
    {
      code: 'hotfix',
      message: 'production has 1 commit since its last promotion that staging does not have',
      help: 'carry only what staging changed with `--keep-target`, or discard it with `--overwrite`',
      places: ['5e6f7a8b  2026-11-19  Carol  more memory for web'],
    },
    {
      code: 'leak',
      message: 'the result still names staging',
      help: '',
      places: ['clusters/production/apps.yaml:12 spec.host: web.staging.example.com'],
    },
  ],
  files: [],
  kept: [],
  rewrites: [],
  clusters: [],
  alreadyLive: [],
  commits: [],
  patch: '',
}
