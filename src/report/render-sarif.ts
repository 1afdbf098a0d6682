import { rules } from '../rules/generated/registry.ts'
import type { Rule } from '../rules/rule.ts'
import type { Diagnostic, RelatedLocation } from '../source/diagnostic.ts'
import type { Location } from '../source/location.ts'
import type { Severity } from '../source/severity.ts'
import { cleanText } from './clean-text.ts'
import type { JudgedRepository } from './judged-repository.ts'
import type { LintResult } from './lint-result.ts'
import { locateFinding } from './locate-finding.ts'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

/**
 * The findings as SARIF 2.1.0, with every rule of `known`. The places that explain a finding are related locations, and
 * linked at the end of its message: GitHub shows no others.
 */
export function renderSarif(
  { repository, diagnostics: counted, suppressed = [], version }: LintResult,
  known: readonly Rule[] = rules,
): string {
  const diagnostics = [...counted, ...suppressed]
  const ids = [...new Set([...known.map(({ id }) => id), ...diagnostics.map(({ rule }) => rule)])]
  const indexes = new Map(ids.map((id, index) => [id, index]))
  const described = new Map(known.map((rule) => [rule.id, rule]))
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'gitops-lint',
            semanticVersion: version,
            rules: ids.map((id) => describeRule(id, described.get(id))),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { description: { text: 'The root of the repository.' } } },
        results: diagnostics.map((one) => ({
          ruleId: one.rule,
          ruleIndex: indexes.get(one.rule),
          ...describeResult(one, repository),
        })),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

/** The directory that paths are relative to. */
const root = '%SRCROOT%'

function describeRule(id: string, rule: Rule | undefined) {
  const name = id.replace(/(?:^|-)(\w)/g, (_whole, letter: string) => letter.toUpperCase())
  if (rule === undefined) return { id, name }
  const { severity, isOn, summary, why, fix } = rule
  return {
    id,
    name,
    shortDescription: { text: escapeMessage(summary) },
    fullDescription: { text: escapeMessage(why) },
    help: { text: escapeMessage(fix), markdown: describeHelp(rule) },
    defaultConfiguration: { level: levels[severity], enabled: isOn },
    properties: { tags: ['gitops'] },
  }
}

/** What GitHub shows below a finding: there is no address yet at which the pages of the rules could be linked. */
function describeHelp({ id, why, fix }: Rule): string {
  return `**Why:** ${why}\n\n**How to fix:** ${fix}\n\nA bad and a good example: \`gitops explain ${id}\`, or \`docs/rules/${id}.md\` of gitops-lint.\n`
}

function describeResult(diagnostic: Diagnostic, repository: JudgedRepository) {
  const { severity, message, at, related, clusters, fingerprint, suppressed } = diagnostic
  return {
    level: levels[severity],
    message: { text: `${escapeMessage(cleanText(message))}${linkRelated(related)}` },
    locations: [{ physicalLocation: describeLocation(at, repository) }],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.map((one, id) => describeRelated(one, id, repository)) }),
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...(suppressed === undefined ? {} : { suppressions: [describeSuppression(suppressed)] }),
    ...(clusters.length === 0 ? {} : { properties: { clusters: clusters.map(cleanText) } }),
  }
}

function describeSuppression({ by, reason }: NonNullable<Diagnostic['suppressed']>) {
  const justification = reason === undefined || reason === '' ? {} : { justification: cleanText(reason) }
  return { kind: by === 'comment' ? 'inSource' : 'external', ...justification }
}

function describeRelated({ message, at }: RelatedLocation, id: number, repository: JudgedRepository) {
  return {
    id,
    message: { text: escapeMessage(cleanText(message)) },
    physicalLocation: describeLocation(at, repository),
  }
}

function describeLocation(at: Location, repository: JudgedRepository) {
  const { file, line, column, endLine, endColumn } = locateFinding(at, repository)
  return {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: root },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  }
}

function linkRelated(related: readonly RelatedLocation[]): string {
  if (related.length === 0) return ''
  const links = related.map(({ message }, id) => {
    const text = cleanText(message).replace(/[\\[\]]/g, '\\$&')
    return `[${escapePlaceholders(text)}](${id})`
  })
  return `\nThrough ${links.join(', ')}.`
}

/** Text in which a reader of SARIF finds neither links nor placeholders. */
function escapeMessage(text: string): string {
  return escapePlaceholders(text).replaceAll('](', '] (')
}

function escapePlaceholders(text: string): string {
  return text.replace(/\{(\d+)\}/g, '{{$1}}')
}
