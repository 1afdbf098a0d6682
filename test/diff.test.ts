import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import schema from '../schemas/diff.schema.json' with { type: 'json' }
import { compareClosures } from '../src/model/diff/compare-closures.ts'
import { simulatePrune } from '../src/model/diff/simulate-prune.ts'
import type { DiffReport } from '../src/report/diff-report.ts'
import { groupDiffReports, stringifyDiff } from '../src/report/group-diff-reports.ts'
import { renderDiff } from '../src/report/render-diff.ts'
import { renderDiffMarkdown } from '../src/report/render-diff-markdown.ts'
import { toDiffReport } from '../src/report/to-diff-report.ts'
import { readFixture } from './read-fixture.ts'

const fixtures = join(import.meta.dirname, '../fixtures/diff')
const cases = readdirSync(fixtures)
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)

/** What the change from `before` to `after` of a fixture does. */
function compare(name: string): DiffReport {
  const { repository: before } = readFixture(join(fixtures, name, 'before'))
  const { repository: after } = readFixture(join(fixtures, name, 'after'))
  const directories = new Set([...after.clusters, ...before.clusters].map(({ directory }) => directory))
  const reports = [...directories].sort().map((directory) => {
    const [old, now] = [before, after].map((repository) => {
      const cluster = repository.clusters.find((one) => one.directory === directory)
      return cluster && repository.closures.get(cluster.name)
    })
    const diff = compareClosures(old, now)
    return toDiffReport({ diff, consequences: simulatePrune(diff), before, after })
  })
  return {
    version: 1,
    base: { revision: 'before', commit: null },
    head: { revision: 'after', commit: null },
    clusters: groupDiffReports(reports),
  }
}

describe.each(cases)('%s', (name) => {
  const report = compare(name)
  const text = renderDiff(report, new Chalk({ level: 0 }))
  const json = stringifyDiff(report, 2)
  const markdown = renderDiffMarkdown(report)

  it('is told as expected', async () => {
    await expect(text).toMatchFileSnapshot(join(fixtures, name, 'expected.txt'))
  })

  it('is told to programs by the schema', () => {
    validate(JSON.parse(json))
    expect(validate.errors).toBeNull()
  })

  it('shows no secret', () => {
    const all = text + json + markdown
    expect(all).not.toMatch(/correct-horse|staple-of|alice-of|bob-of/)
  })

  it('is a short comment', () => {
    expect(markdown.length).toBeLessThan(60_000)
    for (const { message } of report.clusters.flatMap(({ consequences }) => consequences)) {
      expect(markdown.replaceAll('\\', '')).toContain(message.replaceAll('\\', ''))
    }
  })
})
