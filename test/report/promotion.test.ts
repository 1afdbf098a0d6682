import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import type { PromotionReport } from '../../src/report/promotion-report.ts'
import { renderClusterDiff } from '../../src/report/render-cluster-diff.ts'
import { renderPromotion } from '../../src/report/render-promotion.ts'
import { poison } from './poison.ts'
import { planned, production, stopped } from './promotion-example.ts'

const plain = new Chalk({ level: 0 })
const coloured = new Chalk({ level: 1 })
const render = (report: PromotionReport): string => renderPromotion(report, plain)

describe('a promotion at a terminal', () => {
  it('is told from the summary to the way back', () => {
    expect(render(planned)).toMatchInlineSnapshot(`
      "staging → production  dry run, nothing is written
      from main at 9f8e7d6c

      1 deleted, 2 changed, 2 added (+13 −32) · production: 1 danger, 1 removed, 1 changed · no other cluster changes

      note Image tags and configuration go together; \`--only images\` or \`--only config\` takes one of the two.

      deleted
        - clusters/production/database.yaml  −31

      changed
        ~ clusters/production/apps.yaml  +1 −1
        ~ clusters/production/run.sh     no line differs

      added
        + clusters/production/dashboards/logo.png  not text
        + clusters/production/dashboards/web.json  +12

      kept
        flux bootstrap wrote it for this cluster
          clusters/production/flux-system
        declared under \`promotion.keepFields\`
          clusters/production/apps.yaml  spec.replicas
          clusters/production/web.yaml  spec.replicas

      rewritten
        clusters/production/kustomization.yaml:4  resources[0]: ../../cluster-templates/staging → ../../cluster-templates/production

      files
        diff --git a/clusters/production/apps.yaml b/clusters/production/apps.yaml
        index 1111111..2222222 100644
        --- a/clusters/production/apps.yaml
        +++ b/clusters/production/apps.yaml
        @@ -10,3 +10,3 @@
         images:
        -  newTag: 1.4.0
        +  newTag: 1.5.0

      what production gets  1 danger, 1 removed, 1 changed

      danger \`flux-system/apps\` prunes \`StatefulSet/database in shop\`
        1. set \`prune: false\` first
        2. then remove it

      removed
        - StatefulSet/database in shop  flux-system/apps  clusters/production/database.yaml:4:9

      changed
        ~ Deployment/web in shop  flux-system/apps
            spec.template.spec.containers[name=web].image: registry.example.com/web:1.4.0 → registry.example.com/web:1.5.0  clusters/production/apps.yaml:12:13
            spec.template.spec.containers[name=web].env[name=PASSWORD].value: changed (a secret, not shown)

      other clusters: none of them changes

      already live in production, through files that both share
        components/web/deployment.yaml
          1a2b3c4d  2026-11-20  Alice Example  web: 1.5.0

      2 commits to carry since the last promotion, 3c4d5e6f of 2026-11-01
        1a2b3c4d  2026-11-20  Alice Example  web: 1.5.0
        2b3c4d5e  2026-11-18  Bob            The database moves to a managed one

      to take it back later: gitops rollback production
      "
    `)
  })

  it('begins with what stopped it', () => {
    expect(render(stopped)).toMatchInlineSnapshot(`
      "staging → production  stopped, nothing is written
      from main at 9f8e7d6c

      ✖ production has 1 commit since its last promotion that staging does not have
          5e6f7a8b  2026-11-19  Carol  more memory for web
        fix carry only what staging changed with \`--keep-target\`, or discard it with \`--overwrite\`

      ✖ the result still names staging
          clusters/production/apps.yaml:12 spec.host: web.staging.example.com
      "
    `)
  })

  it('shows what was found before it was stopped', () => {
    const text = render({ ...planned, problems: stopped.problems, outcome: 'stopped' })
    expect(text.indexOf('still names staging')).toBeLessThan(text.indexOf('1 deleted, 2 changed'))
    expect(text).not.toContain('take it back')
  })

  it.each([
    [{}, 'staging → production  nothing to do, there is no difference to carry\n'],
    [
      { command: 'rollback', source: null },
      'rollback of production  nothing to do, it is as it was before the last promotion\n',
    ],
    [
      { selection: 'images' },
      'staging → production  images and versions only  nothing to do, there is no difference to carry\n',
    ],
  ] as const)('takes one line where there is nothing to do: %o', (more, expected) => {
    expect(render({ ...planned, notes: [], ...more, outcome: 'nothing' })).toBe(expected)
  })

  it('tells a rollback with its own words', () => {
    const text = render({
      ...planned,
      command: 'rollback',
      source: null,
      outcome: 'applied',
      commit: '7a8b9c0d1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f',
      branch: 'rollback/production',
    })
    expect(text.split('\n').slice(0, 2)).toEqual([
      'rollback of production  applied',
      'commit 7a8b9c0d on branch rollback/production',
    ])
    expect(text).toContain('\n2 commits taken out of production\n')
  })

  it('prints a cluster as `gitops diff` does', () => {
    expect(render(planned)).toContain(renderClusterDiff(production, plain).join('\n'))
  })

  it('warns of every other cluster that changes', () => {
    const text = render({ ...planned, otherClusters: [{ ...production, clusters: ['test', 'edge'] }] })
    expect(text).toContain('2 other clusters change as well')
    expect(text).toContain('what each of test, edge gets as well  1 danger, 1 removed, 1 changed')
    expect(text).not.toContain('none of them changes')
  })

  it('says which clusters stay as they are', () => {
    const same = { ...production, consequences: [], objects: [] }
    expect(render({ ...planned, clusters: [same] })).toContain('what production gets: the same as now')
  })

  it('lists what --overwrite undoes and what is left behind', () => {
    const text = render({
      ...planned,
      selection: 'images',
      overwritten: planned.commits.slice(1),
      leftBehind: ['clusters/production/web.yaml'],
      last: null,
    })
    expect(text).toContain(
      '1 commit of production undone by --overwrite\n  2b3c4d5e  2026-11-18  Bob  The database moves to a managed one\n',
    )
    expect(text).toContain('left behind, because only a part was asked for\n  clusters/production/web.yaml\n')
    expect(text).toContain('2 commits to carry, no promotion before this one is known')
  })

  it('bounds long lists and says where the rest is', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => index)
    const text = render({
      ...planned,
      files: many.map((index) => ({ path: `a/${index}`, change: 'changed', added: 1, removed: 0 })),
      kept: many.map((index) => ({ path: `b/${index}`, field: null, reason: 'its own' })),
      rewrites: many.map((line) => ({ path: 'c', line, field: 'f', before: 'x', after: 'y' })),
      leftBehind: many.map((index) => `d/${index}`),
      alreadyLive: many.map((index) => ({ path: `e/${index}`, commits: planned.commits })),
      commits: many.flatMap(() => planned.commits),
      patch: `diff --git a/x b/x\n${many.map(() => '+a').join('\n')}\n`,
    })
    expect(text.split('\n').length).toBeLessThan(350)
    expect(text).toContain('10000 changed (+10000)')
    expect(text).toContain('… 9980 more: --format json lists all of them')
    expect(text).toContain('… 9901 more lines: --format patch prints all of them')
  })

  it('shows lines that look like the head of a file as what they are', () => {
    const patch = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n--- old\n+++ new\r\n'
    const text = renderPromotion({ ...planned, patch }, coloured)
    expect(text).toContain(`  ${coloured.dim('--- a/x')}\n`)
    expect(text).toContain(`  ${coloured.red('--- old')}\n`)
    expect(text).toContain(`  ${coloured.green('+++ new␍')}\n`)
  })

  it('does not print what is not text', () => {
    const patch =
      'diff --git a/x b/x\nGIT binary patch\nliteral 3\nKcmZQzfB\n\ndiff --git a/y b/y\n@@ -1 +1 @@\n-a\n+b\n'
    const text = render({ ...planned, patch })
    expect(text).toContain('diff --git a/x b/x\n  (not text, its content is not shown)\n  diff --git a/y b/y\n')
    expect(text).not.toContain('literal')
  })

  it('lets nothing of a repository move the cursor', () => {
    const evil = '\u001b[2J\u0007\r\n\u202eevil\u009b31m'
    const hostile = poison(planned, evil)
    for (const report of [
      hostile,
      { ...hostile, outcome: 'stopped', problems: poison(stopped, evil).problems } as const,
    ]) {
      const text = render({ ...report, otherClusters: report.clusters, overwritten: report.commits })
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
      expect(text).toContain('evil')
    }
  })
})
