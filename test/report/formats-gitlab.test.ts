import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderGitlab } from '../../src/report/render-gitlab.ts'
import { clean, evils, findings, found, hostileTexts, poisonFindings } from './formats-example.ts'

/** What GitLab's own schema asks of an entry, and what its documentation says of the values. */
const isReport = new Ajv({ allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./|/)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
})

describe('renderGitlab', () => {
  it('writes an entry for each finding', () => {
    expect(JSON.parse(renderGitlab(found))).toEqual([
      {
        description: 'nothing creates the namespace',
        check_name: 'namespace-exists',
        fingerprint: '1'.repeat(32),
        severity: 'minor',
        location: { path: 'clusters/production/apps.yaml', lines: { begin: 1 } },
      },
      {
        description: '`gone.yaml` does not exist; did you mean `apps.yaml`?',
        check_name: 'reference-exists',
        fingerprint: '0'.repeat(32),
        severity: 'critical',
        location: { path: 'clusters/production/kustomization.yaml', lines: { begin: 3 } },
      },
      {
        description: 'no README',
        check_name: 'readme-chain',
        fingerprint: '2'.repeat(32),
        severity: 'info',
        location: { path: 'some where/ü#?.yaml', lines: { begin: 1 } },
      },
    ])
  })

  it('writes an empty list where nothing was found', () => {
    expect(renderGitlab(clean)).toBe('[]\n')
  })

  it('begins with no byte order mark, and is never cut', () => {
    const long = 'x'.repeat(5_000)
    const many = Array.from({ length: 6_000 }, (_, index) =>
      findings.map((one) => ({ ...one, message: `${index}${long}` })),
    )
    const text = renderGitlab({ ...found, diagnostics: many.flat().slice(0, 2_000) })
    expect(text[0]).toBe('[')
    expect(JSON.parse(text)).toHaveLength(2_000)
    expect(JSON.parse(text)[0].description).toContain(long)
  })

  it('satisfies its schema with any text', () => {
    const check = (evil: string): void => {
      const text = renderGitlab(poisonFindings(evil))
      expect(isReport(JSON.parse(text)), JSON.stringify(isReport.errors)).toBe(true)
      // PostgreSQL stores neither; GitLab would lose the report.
      expect(text).not.toMatch(/\\u0000|\\ud[89a-f]/i)
    }
    for (const evil of evils) check(evil)
    fc.assert(fc.property(hostileTexts, check), { numRuns: 300 })
  })

  it('places what has no lines at the first', () => {
    const diagnostics = findings.map((one) => ({ ...one, at: { file: '', start: 0, end: 0 } }))
    expect(JSON.parse(renderGitlab({ ...found, diagnostics }))[0].location).toEqual({ path: '.', lines: { begin: 1 } })
  })
})
