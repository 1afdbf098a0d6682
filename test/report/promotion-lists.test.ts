import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import type { DriftReport } from '../../src/report/drift-report.ts'
import type { PastPromotion } from '../../src/report/past-promotion.ts'
import { renderDrift } from '../../src/report/render-drift.ts'
import { renderPromotions } from '../../src/report/render-promotions.ts'
import { poison } from './poison.ts'
import { planned } from './promotion-example.ts'

const plain = new Chalk({ level: 0 })
const evil = '\u001b[2J\r\n\u202e'

const promotions: readonly PastPromotion[] = [
  {
    commit: '7a8b9c0d1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f',
    date: '2026-11-20T10:11:12+01:00',
    author: 'Alice Example',
    source: 'staging',
    target: 'production',
    sourceCommit: '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c',
    subject: 'Promote staging to production',
    isReverted: false,
  },
  {
    commit: '3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d1a2b',
    date: '2026-11-01T08:00:00+01:00',
    author: 'Bob',
    source: 'staging',
    target: 'production',
    sourceCommit: null,
    subject: 'Promote staging to production, with the new database',
    isReverted: true,
  },
]

describe('past promotions', () => {
  it('are a table', () => {
    expect(renderPromotions(promotions, plain)).toMatchInlineSnapshot(`
      "date              commit    promotion             of        author         subject
      2026-11-20 10:11  7a8b9c0d  staging → production  9f8e7d6c  Alice Example  Promote staging to production
      2026-11-01 08:00  3c4d5e6f  staging → production            Bob            (taken back) Promote staging to production, with the new database
      "
    `)
  })

  it('fit a terminal', () => {
    const rows = renderPromotions(promotions, plain, 80).split('\n')
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(80)
    expect(rows[1]).toContain('2026-11-20 10:11')
  })

  it('may be none', () => {
    expect(renderPromotions([], plain)).toBe('No promotion was found.\n')
  })

  it('do not move the cursor', () => {
    const text = renderPromotions(poison(promotions, evil), plain)
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
    expect(text.split('\n')).toHaveLength(4)
  })
})

const drift: DriftReport = {
  version: 1,
  source: 'staging',
  target: 'production',
  declared: planned.kept,
  undeclared: planned.files,
  patch: planned.patch,
}

describe('drift', () => {
  it('tells what is not declared apart from what is', () => {
    expect(renderDrift(drift, plain)).toMatchInlineSnapshot(`
      "staging → production  5 undeclared differences, 3 declared

      only in production
        - clusters/production/database.yaml  −31

      different
        ~ clusters/production/apps.yaml  +1 −1
        ~ clusters/production/run.sh     no line differs

      only in staging
        + clusters/production/dashboards/logo.png  not text
        + clusters/production/dashboards/web.json  +12

      files from production to staging
        diff --git a/clusters/production/apps.yaml b/clusters/production/apps.yaml
        index 1111111..2222222 100644
        --- a/clusters/production/apps.yaml
        +++ b/clusters/production/apps.yaml
        @@ -10,3 +10,3 @@
         images:
        -  newTag: 1.4.0
        +  newTag: 1.5.0

      declared to differ
        flux bootstrap wrote it for this cluster
          clusters/production/flux-system
        declared under \`promotion.keepFields\`
          clusters/production/apps.yaml  spec.replicas
          clusters/production/web.yaml  spec.replicas
      "
    `)
  })

  it('takes one line where nothing differs', () => {
    expect(renderDrift({ ...drift, declared: [], undeclared: [], patch: '' }, plain)).toBe(
      'staging → production  no undeclared difference\n',
    )
  })

  it('does not move the cursor', () => {
    expect(renderDrift(poison(drift, evil), plain).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
  })
})
