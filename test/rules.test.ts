import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBaseline } from '../src/lint/baseline/read-baseline.ts'
import { judgeRepository } from '../src/lint/judge-repository.ts'
import type { Repository } from '../src/model/repository.ts'
import { rules } from '../src/rules/generated/registry.ts'
import type { Diagnostic } from '../src/source/diagnostic.ts'
import { readFixture } from './read-fixture.ts'

const root = join(import.meta.dirname, '../fixtures/rules')

function render(diagnostic: Diagnostic, repository: Repository): string {
  const file = repository.files.get(diagnostic.at.file)
  const { line, column } = file?.lines.positionAt(diagnostic.at.start) ?? { line: 1, column: 1 }
  return `${diagnostic.at.file}:${line}:${column} ${diagnostic.severity} ${diagnostic.message}`
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const cases = existsSync(join(root, id)) ? readdirSync(join(root, id)) : []

  it('has a bad and a good example', () => {
    expect(cases).toEqual(expect.arrayContaining(['bad', 'ok-good']))
  })

  it('uses each of its messages in a fixture', () => {
    const seen = cases.flatMap((name) => {
      const path = join(root, id, name, 'expected.txt')
      return existsSync(path) ? [readFileSync(path, 'utf8')] : []
    })
    for (const message of Object.values(rule.messages)) {
      const pattern = message
        .split(/\{\w+\}/)
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')
      expect(seen.join('\n')).toMatch(new RegExp(pattern))
    }
  })

  it.each(cases)('%s', (name) => {
    const directory = join(root, id, name)
    const { repository, configuration, change } = readFixture(directory)
    const setting = configuration.rules.get(id) ?? { severity: rule.isOn ? undefined : rule.severity, options: {} }
    // Rules on what is made of findings need the other rules.
    const isOnFindings = /^(?:suppression|baseline)-/.test(id)
    const { findings } = judgeRepository(
      repository,
      isOnFindings ? configuration : { rules: new Map([[id, setting]]), overrides: configuration.overrides },
      isOnFindings ? rules : [rule],
      { change, baseline: readBaseline(repository) },
    )
    const diagnostics = findings.filter((finding) => finding.rule === id)

    for (const { at, message, help } of diagnostics) {
      const length = repository.files.get(at.file)?.text.length
      if (length !== undefined) expect(at.end, 'every location lies in its file').toBeLessThanOrEqual(length)
      expect(at.start).toBeLessThanOrEqual(at.end)
      expect(`${message} ${help}`, 'every placeholder is filled').not.toMatch(/\{\w+\}/)
    }
    expect(new Set(diagnostics.map((one) => one.fingerprint)).size, 'fingerprints never collide').toBe(
      diagnostics.length,
    )

    const found = diagnostics.map((diagnostic) => render(diagnostic, repository))
    const expectedPath = join(directory, 'expected.txt')
    if (name.startsWith('ok-')) {
      expect(existsSync(expectedPath), 'a case named ok- expects nothing').toBe(false)
      expect(found).toEqual([])
    } else {
      expect(found).toEqual(readFileSync(expectedPath, 'utf8').trimEnd().split('\n'))
    }
  })
})
