import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeSpan, escapeMarkdown } from '../../src/report/escape-markdown.ts'
import type { PromotionReport } from '../../src/report/promotion-report.ts'
import { renderPromotionMarkdown } from '../../src/report/render-promotion-markdown.ts'
import { poison } from './poison.ts'
import { planned, production, stopped } from './promotion-example.ts'

describe('a promotion as the description of a merge request', () => {
  it('begins with a summary, and folds what is long', () => {
    expect(renderPromotionMarkdown(planned)).toMatchInlineSnapshot(`
      "### Promotion of \`staging\` to \`production\`

      | result | dry run, nothing is written |
      |---|---|
      | source | \`main\` at \`9f8e7d6c\` |
      | files | 1 deleted, 2 changed, 2 added (+13 −32) |
      | kept | 3 |
      | rewritten | 1 reference |
      | clusters | **\`production\`: 1 danger, 1 removed, 1 changed** |
      | other clusters | none of them changes |
      | commits | 2 commits to carry since the last promotion, \`3c4d5e6f\` of \`2026-11-01\` |
      | to take it back | \`gitops rollback production\` |

      - **note** Image tags and configuration go together; \`--only images\` or \`--only config\` takes one of the two.

      #### \`production\`: what Flux will do

      - **danger** \`flux-system/apps\` prunes \`StatefulSet/database in shop\`
        1. set \`prune: false\` first
        2. then remove it


      #### Deleted files

      - deleted \`clusters/production/database.yaml\` −31

      <details><summary>Files: 2 changed, 2 added</summary>

      - changed \`clusters/production/apps.yaml\` +1 −1
      - changed \`clusters/production/run.sh\` no line differs
      - added \`clusters/production/dashboards/logo.png\` not text
      - added \`clusters/production/dashboards/web.json\` +12

      </details>

      <details><summary>Kept: 3</summary>

      - flux bootstrap wrote it for this cluster
        - \`clusters/production/flux-system\`
      - declared under \`promotion.keepFields\`
        - \`clusters/production/apps.yaml\` \`spec.replicas\`
        - \`clusters/production/web.yaml\` \`spec.replicas\`

      </details>

      <details><summary>Rewritten: 1 reference</summary>

      - \`clusters/production/kustomization.yaml:4\` \`resources[0]\`: \`../../cluster-templates/staging\` → \`../../cluster-templates/production\`

      </details>

      <details><summary>Diff of the files</summary>

      \`\`\`diff
      diff --git a/clusters/production/apps.yaml b/clusters/production/apps.yaml
      index 1111111..2222222 100644
      --- a/clusters/production/apps.yaml
      +++ b/clusters/production/apps.yaml
      @@ -10,3 +10,3 @@
       images:
      -  newTag: 1.4.0
      +  newTag: 1.5.0
      \`\`\`

      </details>

      <details><summary>What the clusters get</summary>

      #### \`production\`: removed

      - \`StatefulSet/database in shop\` of \`flux-system/apps\` at \`clusters/production/database.yaml:4:9\`

      #### \`production\`: changed

      - \`Deployment/web in shop\` of \`flux-system/apps\` at \`apps/web.yaml:4:9\`

        \`\`\`diff
          spec.template.spec.containers[name=web].image: registry.example.com/web:1.4.0 → registry.example.com/web:1.5.0  # clusters/production/apps.yaml:12:13
          spec.template.spec.containers[name=web].env[name=PASSWORD].value: changed (a secret, not shown)
        \`\`\`


      </details>

      <details><summary>Already live, through files that both share: 1 file</summary>

      - \`components/web/deployment.yaml\`
        - \`1a2b3c4d\` \`2026-11-20\` \`Alice Example\` \`web: 1.5.0\`

      </details>

      <details><summary>Commits: 2</summary>

      - \`1a2b3c4d\` \`2026-11-20\` \`Alice Example\` \`web: 1.5.0\`
      - \`2b3c4d5e\` \`2026-11-18\` \`Bob\` \`The database moves to a managed one\`

      </details>
      "
    `)
  })

  it('says what stopped it', () => {
    expect(renderPromotionMarkdown(stopped)).toMatchInlineSnapshot(`
      "### Promotion of \`staging\` to \`production\`

      | result | stopped, nothing is written |
      |---|---|
      | source | \`main\` at \`9f8e7d6c\` |
      | stopped by | 2 problems |

      #### What stops it

      - **production has 1 commit since its last promotion that staging does not have**
        - fix: carry only what staging changed with \`--keep-target\`, or discard it with \`--overwrite\`
        - \`5e6f7a8b  2026-11-19  Carol  more memory for web\`
      - **the result still names staging**
        - \`clusters/production/apps.yaml:12 spec.host: web.staging.example.com\`
      "
    `)
  })

  it('is short where there is nothing to do', () => {
    expect(renderPromotionMarkdown({ ...planned, outcome: 'nothing', notes: [] })).toBe(
      '### Promotion of `staging` to `production`\n\n| result | nothing to do, there is no difference to carry |\n|---|---|\n',
    )
  })

  it('shows other clusters and undone commits in the open', () => {
    const text = renderPromotionMarkdown({
      ...planned,
      otherClusters: [{ ...production, clusters: ['edge'] }],
      overwritten: planned.commits,
    })
    expect(text).toContain('| other clusters | **1 changes** |')
    expect(text).toContain('#### Other clusters change as well\n\n#### `edge`: what Flux will do\n')
    expect(text).toContain('#### Commits that are undone\n\n- `1a2b3c4d` `2026-11-20` `Alice Example` `web: 1.5.0`\n')
  })
})

const numbers = Array.from({ length: 500 }, (_, index) => index)
const huge: PromotionReport = {
  ...planned,
  outcome: 'stopped',
  problems: numbers.map((index) => ({ code: 'leak', message: `m${index}`, help: 'h', places: ['p', 'q'] })),
  notes: numbers.map((index) => `note ${index}`),
  files: numbers.flatMap((index) => {
    return (['deleted', 'changed', 'added'] as const).map((change) => ({
      path: `files/${index}`,
      change,
      added: 1,
      removed: 0,
    }))
  }),
  kept: numbers.map((index) => ({ path: `kept/${index}`, field: 'f', reason: `reason ${index}` })),
  rewrites: numbers.map((line) => ({ path: 'c', line: line + 1, field: 'f', before: 'x', after: 'y' })),
  leftBehind: numbers.map((index) => `left/${index}`),
  clusters: numbers.map((index) => ({ ...production, clusters: [`a${index}`, `b${index}`] })),
  otherClusters: numbers.map((index) => ({ ...production, clusters: [`other-${index}`] })),
  alreadyLive: numbers.map((index) => ({ path: `live/${index}`, commits: planned.commits })),
  commits: numbers.flatMap(() => planned.commits),
  overwritten: numbers.flatMap(() => planned.commits),
  patch: `diff --git a/x b/x\n@@ -1 +1 @@\n${numbers.map((index) => `+${index} \`\`\`\``).join('\n')}\n`,
}

describe('its length', () => {
  it('fits a merge request, with a part of everything', () => {
    const text = renderPromotionMarkdown(huge)
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(text.length).toBeGreaterThan(50_000)
    expect(text).toContain(
      '_This is cut: `gitops promote staging production … --format markdown --output-file promotion.md` writes the whole to a file._',
    )
    for (const one of [
      'm0',
      'files/0',
      'kept/0',
      'left/0',
      'live/0',
      '+0 ````',
      'StatefulSet/database',
      'web: 1.5.0',
    ]) {
      expect(text).toContain(one)
    }
    expect(text).toMatch(/_… \d+ more lines left out\._/)
    expect(text.split('<details>').length).toBe(text.split('</details>').length)
  })

  it('is not bounded in a file', () => {
    const text = renderPromotionMarkdown(huge, Number.POSITIVE_INFINITY)
    expect(text).not.toContain('left out')
    expect(text).toContain('files/499')
  })

  it('fits with the longest of names as well', () => {
    const evil = '|\\`<'.repeat(500)
    expect(renderPromotionMarkdown(poison(planned, evil)).length).toBeLessThanOrEqual(60_000)
    const { commits, files, kept } = huge
    const many = poison({ ...planned, commits, files, kept }, evil)
    expect(renderPromotionMarkdown(many).length).toBeLessThanOrEqual(60_000)
  })
})

/** What is left of a text in Markdown without code and without what is escaped. */
function bare(text: string): string {
  return text.replace(/\\[!-/:-@[-`{-~]|`[^`\n]+`/g, '')
}

describe('nothing of a repository becomes markup', () => {
  const evils = [
    '</details><img src=x onerror=alert(1)>',
    '`<b>`',
    '`<b>',
    '\\<b>\\`<b>',
    '**bold** _it_ ~~gone~~ [link](https://evil.example.com) ![image](x)',
    '@everyone #1 !2 ~label $3 &lt;b',
    'a | b \\| c \\\\| d',
    '\n\n# heading\n\n```\n',
    '```` ~~~~ ``````',
    '  - item\n1. item',
    '<!-- ',
  ]
  const allowed = /<\/?(details|summary)>/g

  it.each(evils)('%j', (evil) => {
    for (const base of [planned, stopped]) {
      const report = poison(base, evil)
      const text = renderPromotionMarkdown({ ...report, otherClusters: report.clusters, overwritten: report.commits })
      const rows = withoutFences(text)
      for (const row of rows) {
        const rest = bare(row)
          .replace(allowed, '')
          .replace(/^\s*(- |#{3,4} |\d\. )*/, '')
        expect(rest.replaceAll('**', ''), row).not.toMatch(/[<>`[\]*@#~$&\\]/)
        if (row.startsWith('|')) expect(rest.replace(/[^|]/g, '')).toBe('|||')
      }
    }
  })

  /** The rows outside of code blocks; each of them has to be closed. */
  function withoutFences(text: string): readonly string[] {
    const rows: string[] = []
    let fence = ''
    for (const row of text.split('\n')) {
      const found = /^ {0,3}(`{3,})(diff)?$/.exec(row)
      if (fence === '') {
        if (found?.[1] === undefined) rows.push(row)
        else fence = found[1]
      } else if (found?.[1] !== undefined && found[2] === undefined && found[1].length >= fence.length) {
        fence = ''
      }
    }
    expect(fence).toBe('')
    return rows
  }

  it('in any sentence', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a<>`\\|*_[\]@ ~:/-]{0,30}$/), (text) => {
        const rest = bare(escapeMarkdown(text))
        expect(rest).not.toMatch(/[<>`|*_[\]@~\\]/)
      }),
      { numRuns: 2_000 },
    )
  })

  it('in any name, also within a table', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a<`\\| ]{0,20}$/), (text) => {
        const span = codeSpan(text)
        expect(span).toMatch(/^`[^`]+`$/)
        // Whether a reader counts the backslashes before a bar or looks at the last one only, each bar is escaped.
        for (const [run] of span.matchAll(/\\*\|/g)) expect(run).toBe('\\|')
      }),
      { numRuns: 2_000 },
    )
  })
})
