import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderSarif } from '../../src/report/render-sarif.ts'
import { rules } from '../../src/rules/generated/registry.ts'
import { clean, evils, findings, found, hostileTexts, poisonFindings } from './formats-example.ts'

// The published schema, as Microsoft's own matchers for SARIF carry it: a draft 4 without anything that 7 reads otherwise.
const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8'))
const isSarif = new Ajv({
  allErrors: true,
  strict: false,
  unicodeRegExp: false,
  formats: { uri: URL.canParse, 'uri-reference': /^[\w\-.~%!*'()/]+$/, 'date-time': true },
}).compile(schema)

function logOf(result: Parameters<typeof renderSarif>[0]) {
  const log = JSON.parse(renderSarif(result))
  expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true)
  return log.runs[0]
}

describe('renderSarif', () => {
  it('names the tool and all of its rules', () => {
    const { driver } = logOf(clean).tool
    expect(driver).toMatchObject({ name: 'gitops-lint', semanticVersion: '1.2.3' })
    expect(driver.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id))
    for (const { fullDescription, help } of driver.rules) {
      expect(fullDescription.text.length).toBeLessThanOrEqual(1_024)
      expect(help.markdown).not.toBe('')
    }
  })

  it('stays within the limits of GitHub as long as there are no more findings than it takes', () => {
    const [finding] = findings
    if (finding === undefined) return
    const diagnostics = Array.from({ length: 25_000 }, (_, index) => ({
      ...finding,
      message: `\`components/${index}/kustomization.yaml\` does not exist`,
      fingerprint: String(index).padStart(32, '0'),
    }))
    const text = renderSarif({ ...found, diagnostics })
    expect(gzipSync(text).length).toBeLessThan(10_000_000)
    const { runs } = JSON.parse(text)
    expect(runs).toHaveLength(1)
    expect(runs[0].results).toHaveLength(25_000)
    for (const { properties } of runs[0].tool.driver.rules) expect(properties.tags.length).toBeLessThanOrEqual(10)
    for (const { locations } of runs[0].results) expect(locations).toHaveLength(1)
  })

  it('has no results where nothing was found', () => {
    expect(logOf(clean).results).toEqual([])
  })

  it('writes a result for each finding, with the places that explain it', () => {
    const { tool, results } = logOf(found)
    expect(results.map(({ level }: { level: string }) => level)).toEqual(['warning', 'error', 'note'])
    const [, error] = results
    expect(tool.driver.rules[error.ruleIndex].id).toBe('reference-exists')
    expect(error).toMatchObject({
      ruleId: 'reference-exists',
      message: {
        text: '`gone.yaml` does not exist; did you mean `apps.yaml`?\nThrough [resources\\[1\\]: gone.yaml](0).',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'clusters/production/kustomization.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 14 },
          },
        },
      ],
      relatedLocations: [{ id: 0, message: { text: 'resources[1]: gone.yaml' } }],
      partialFingerprints: { primaryLocationLineHash: '0'.repeat(32) },
      properties: { clusters: ['production'] },
    })
  })

  it('describes a rule that it does not know by its name', () => {
    const [one] = findings
    if (one === undefined) return
    const { tool, results } = logOf({ ...found, diagnostics: [{ ...one, rule: 'of-a-plugin' }] })
    expect(tool.driver.rules[results[0].ruleIndex]).toEqual({ id: 'of-a-plugin', name: 'OfAPlugin' })
  })

  it('is never cut', () => {
    const many = Array.from({ length: 2_000 }, () => findings).flat()
    expect(logOf({ ...found, diagnostics: many }).results).toHaveLength(6_000)
  })

  it('satisfies its schema with any text, and links nothing but its own places', () => {
    const check = (evil: string): void => {
      const result = poisonFindings(evil)
      logOf(result).results.forEach(({ message, locations }: ResultShape, index: number) => {
        const links = [...message.text.matchAll(/(?<!\\)(?:\\\\)*\]\(([^)]*)\)/g)].map(([, target]) => target)
        expect(links).toEqual(result.diagnostics[index]?.related.map((_one, id) => String(id)))
        expect(message.text.replaceAll(/\{\{\d+\}\}/g, '')).not.toMatch(/\{\d+\}/)
        expect(message.text).not.toMatch(/\p{Cs}|\0/u)
        expect(decodeURIComponent(locations[0].physicalLocation.artifactLocation.uri)).toContain('.yaml')
      })
    }
    for (const evil of evils) check(evil)
    fc.assert(fc.property(hostileTexts, check), { numRuns: 100 })
  })
})

interface ResultShape {
  readonly message: { readonly text: string }
  readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }]
}
