import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderLintMarkdown } from '../../src/report/render-lint-markdown.ts'
import { clean, evils, findings, found, hostileTexts, poisonFindings } from './formats-example.ts'

describe('renderLintMarkdown', () => {
  it('shows the errors, and folds the rest', () => {
    expect(renderLintMarkdown(found)).toMatchInlineSnapshot(`
      "### gitops-lint: 1 error, 1 warning, 1 info in 3 files

      4 YAML files, 2 clusters

      #### Errors: 1

      - \`clusters/production/kustomization.yaml:3:5\` \`gone.yaml\` does not exist; did you mean \`apps.yaml\`? (\`reference-exists\`)
        - through \`clusters/production/apps.yaml:1:1\` resources\\[1\\]: gone.yaml
        - clusters: \`production\`
        - fix: Create it, or take it out of \`resources\`.

      <details><summary>Warnings: 1</summary>

      - \`clusters/production/apps.yaml:1:1\` nothing creates the namespace (\`namespace-exists\`)
        - clusters: \`production\`, \`staging\`
        - fix: Create it, or take it out of \`resources\`.

      </details>

      <details><summary>Info: 1</summary>

      - \`some where/ü#?.yaml:1:1\` no README (\`readme-chain\`)

      </details>
      "
    `)
  })

  it('says so where nothing was found', () => {
    expect(renderLintMarkdown(clean)).toBe('### gitops-lint: no findings\n\n4 YAML files, 2 clusters\n')
  })

  it('names a few clusters and places of a finding, and counts the others', () => {
    const diagnostics = findings.map((one) => ({
      ...one,
      clusters: Array.from({ length: 9 }, (_, index) => `c${index}`),
      related: Array.from({ length: 14 }, () => ({ message: 'm', at: one.at })),
    }))
    const text = renderLintMarkdown({ ...found, diagnostics })
    expect(text).toContain('  - clusters: `c0`, `c1`, `c2`, `c3`, `c4` and 4 more\n')
    expect(text).toContain('  - … 4 more places\n')
  })

  it.each(['', '|\\`<'.repeat(400)])('fits a merge request, with a part of everything', (evil) => {
    const diagnostics = Array.from({ length: 600 }, () => poisonFindings(evil).diagnostics).flat()
    const text = renderLintMarkdown({ ...found, diagnostics })
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(text.length).toBeGreaterThan(40_000)
    expect(text).toContain('_This is cut: `gitops-lint --format json` lists all of them._')
    for (const rule of ['reference-exists', 'namespace-exists', 'readme-chain']) expect(text).toContain(`(\`${rule}\`)`)
    expect(text.match(/_… \d+ more findings left out\._/g)).toHaveLength(3)
    expect(text.split('<details>').length).toBe(text.split('</details>').length)
    expect(renderLintMarkdown({ ...found, diagnostics }, Number.POSITIVE_INFINITY)).not.toContain('left out')
  })

  it('makes nothing of a repository into markup', () => {
    const rowCount = renderLintMarkdown(poisonFindings('')).split('\n').length
    const check = (evil: string): void => {
      const rows = renderLintMarkdown(poisonFindings(evil)).split('\n')
      expect(rows).toHaveLength(rowCount)
      for (const row of rows) {
        const rest = row
          .replace(/\\[!-/:-@[-`{-~]|`[^`]+`/g, '')
          .replace(/^<\/?details>(<summary>[A-Z][a-z]+: 1<\/summary>)?$/, '')
          .replace(/^( {2})?- |^#{3,4} /, '')
        expect(rest, row).not.toMatch(/[<>`[\]*@#~$&\\|]|^\//)
      }
    }
    for (const evil of evils) check(evil)
    fc.assert(fc.property(hostileTexts, check), { numRuns: 300 })
  })
})
