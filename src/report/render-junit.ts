import { rules } from '../rules/generated/registry.ts'
import type { Rule } from '../rules/rule.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import { cleanText } from './clean-text.ts'
import { escapeXml, formatXmlAttributes } from './escape-xml.ts'
import type { JudgedRepository } from './judged-repository.ts'
import type { LintResult } from './lint-result.ts'
import { listFindingRows } from './list-finding-rows.ts'
import { locateFinding } from './locate-finding.ts'

/** The suite of what touches no cluster. */
const repositorySuite = '(repository)'

/** Digits of a fingerprint that tell findings of one name apart. */
const shortLength = 8

/** Characters of a pointer that are shown. */
const longestPointer = 120

/**
 * The findings as JUnit XML: a suite for each cluster and one for what touches none. A case is a finding, named by rule,
 * path and what it is about there, or a rule of `judged` that found nothing there. Errors fail; warnings and info are skipped cases with their
 * text, because a test that fails turns a pipeline red. After the schema of Jenkins, with `file`, which GitLab reads.
 */
export function renderJunit(
  { repository, diagnostics }: LintResult,
  judged: readonly Pick<Rule, 'id'>[] = rules.filter(({ isOn }) => isOn),
): string {
  const suites = new Map<string, Diagnostic[]>([
    [repositorySuite, []],
    ...repository.clusters.map(({ name }): [string, Diagnostic[]] => [cleanText(name), []]),
  ])
  for (const diagnostic of diagnostics) {
    const names = new Set(diagnostic.clusters.length === 0 ? [repositorySuite] : diagnostic.clusters.map(cleanText))
    for (const name of names) {
      const known = suites.get(name)
      if (known === undefined) suites.set(name, [diagnostic])
      else known.push(diagnostic)
    }
  }
  const ids = judged.map(({ id }) => id)
  const rendered = [...suites].map(([name, findings]) => renderSuite(name, findings, ids, repository))
  const sum = (count: (suite: Suite) => number): number => rendered.reduce((total, suite) => total + count(suite), 0)
  const totals = { tests: sum(({ tests }) => tests), failures: sum(({ failures }) => failures), errors: 0, time: 0 }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${formatXmlAttributes({ name: 'gitops-lint', ...totals })}>`,
    ...rendered.flatMap(({ rows }) => rows),
    '</testsuites>',
    '',
  ].join('\n')
}

interface Suite {
  readonly tests: number
  readonly failures: number
  readonly rows: readonly string[]
}

function renderSuite(
  name: string,
  findings: readonly Diagnostic[],
  judged: readonly string[],
  repository: JudgedRepository,
): Suite {
  const found = new Set(findings.map(({ rule }) => rule))
  const passed = judged.filter((rule) => !found.has(rule))
  const failures = findings.filter(({ severity }) => severity === 'error').length
  const tests = findings.length + passed.length
  const totals = { tests, failures, errors: 0, skipped: findings.length - failures, time: 0 }
  const taken = new Set<string>()
  const rows = [
    `  <testsuite${formatXmlAttributes({ name, ...totals })}>`,
    ...findings.flatMap((one) => renderFinding(one, name, taken, repository)),
    ...passed.map((rule) => `    <testcase${formatXmlAttributes({ classname: name, name: rule, time: 0 })}/>`),
    '  </testsuite>',
  ]
  return { tests, failures, rows }
}

function renderFinding(
  diagnostic: Diagnostic,
  classname: string,
  taken: Set<string>,
  repository: JudgedRepository,
): readonly string[] {
  const { severity, message, at } = diagnostic
  const { file, line, column } = locateFinding(at, repository)
  const name = nameCase(diagnostic, file, taken)
  const element = severity === 'error' ? 'failure' : 'skipped'
  // Rails, which GitLab reads it with, takes some words of `type` for the type of the content. A severity is none.
  const attributes = formatXmlAttributes({ message, type: severity })
  const text = [cleanText(message), `at ${file}:${line}:${column}`, ...listFindingRows(diagnostic, repository)]
  return [
    `    <testcase${formatXmlAttributes({ classname, name, file, time: 0 })}>`,
    `      <${element}${attributes}>${text.map(escapeXml).join('\n')}</${element}>`,
    '    </testcase>',
  ]
}

/** The same when lines move, and different for each finding of a suite: GitLab drops a case whose name is taken. */
function nameCase({ rule, pointer = '', fingerprint }: Diagnostic, file: string, taken: Set<string>): string {
  const whole = cleanText(pointer)
  const shown = whole.length > longestPointer ? `${cleanText(whole.slice(0, longestPointer))}…` : whole
  const plain = `${rule} ${file}${shown === '' ? '' : `:${shown}`}`
  const names = [...(shown === whole ? [plain] : []), `${plain} ${fingerprint.slice(0, shortLength)}`]
  const name = names.find((one) => !taken.has(one)) ?? `${plain} ${fingerprint}`
  taken.add(name)
  return name
}
