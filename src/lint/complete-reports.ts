import type { Cluster } from '../model/cluster.ts'
import { chainTo } from '../model/queries/chain-to.ts'
import { clustersOf } from '../model/queries/clusters-of.ts'
import { findSecretVariables } from '../model/queries/find-secret-variables.ts'
import { isReached } from '../model/queries/is-reached.ts'
import { listSecretSpans } from '../model/queries/list-secret-spans.ts'
import type { Repository } from '../model/repository.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { Report, Rule } from '../rules/rule.ts'
import type { Diagnostic, RelatedLocation } from '../source/diagnostic.ts'
import { maskCredentials } from '../source/mask-credentials.ts'
import { type Severity, severities } from '../source/severity.ts'
import { createFingerprint } from './create-fingerprint.ts'
import type { RuleSettings } from './rule-settings.ts'

/** What a rule reported. */
export interface Raw extends Report {
  readonly rule: Rule
}

/** A report, and the finding that it became. */
export interface Completed {
  readonly raw: Raw
  readonly finding: Diagnostic
}

/**
 * Makes findings of reports, in the order of files and places: with clusters, chain, severity and fingerprint. Called
 * again it goes on counting, so that no fingerprint is given twice.
 */
export function createCompletion(
  repository: Repository,
  settings: RuleSettings,
): (reports: readonly Raw[]) => readonly Completed[] {
  const ordinals = new Map<string, number>()
  let secrets: readonly string[] | undefined
  // A rendered name may hold what a Secret filled in.
  const conceal = (text: string): string => {
    secrets ??= [...new Set([...repository.closures.values()].flatMap((one) => findSecretVariables(one).values))]
    return secrets.reduce(replaceWhole, text)
  }

  const complete = (raw: Raw): Completed => {
    const { rule, at, pointer } = raw
    const key = [rule.id, at.file, pointer].join('\0')
    const ordinal = ordinals.get(key) ?? 0
    ordinals.set(key, ordinal + 1)
    const file = repository.files.get(at.file)
    const clusters = raw.clusters ?? clustersOf(repository, at.file)
    const set = settings.severityOf(rule, at.file)
    const finding: Diagnostic = {
      rule: rule.id,
      severity: set === undefined || set === 'off' ? judge(raw, clusters, repository) : set,
      message: conceal(redact(fill(rule.messages[raw.message] ?? raw.message, raw.data), file)),
      help: conceal(redact(fill(raw.help ?? rule.fix, raw.data), file)),
      at,
      related: [
        ...chainFrom(pickCluster(clusters, repository), at.file, repository),
        ...(raw.related ?? []).map((one) => ({ ...one, message: conceal(one.message) })),
      ],
      clusters: [...clusters].sort(),
      fingerprint: createFingerprint(rule.id, at.file, pointer, ordinal),
      pointer: conceal(hideSecrets(maskCredentials(pointer), file)),
    }
    return { raw, finding }
  }
  return (reports) => [...reports].sort(byPlace).map(complete)
}

/** Findings of several completions in the order of one. */
export function sortCompleted(completed: readonly Completed[]): readonly Completed[] {
  return [...completed].sort((a, b) => byPlace(a.raw, b.raw))
}

/** Where clusters are known and none loads the file, nothing breaks yet: an error is a warning there. */
function judge(report: Raw, clusters: readonly string[], repository: Repository): Severity {
  const severity = report.severity ?? report.rule.severity
  const isLoaded = clusters.length > 0 || repository.clusters.length === 0 || isReached(repository, report.at.file)
  return severity === 'error' && report.rule.reach === 'clusters' && !isLoaded ? 'warning' : severity
}

/** Of several clusters the chain is shown from one: rather a long-lived one, and rather the last stage of promotion. */
function pickCluster(names: readonly string[], { clusters, layout }: Repository): string | undefined {
  const stage = (cluster: Cluster): number =>
    cluster.isEphemeral ? -2 : layout.environments.findIndex(({ name }) => name === cluster.environment)
  return clusters.filter(({ name }) => names.includes(name)).sort((a, b) => stage(b) - stage(a))[0]?.name
}

function chainFrom(cluster: string | undefined, file: string, repository: Repository): readonly RelatedLocation[] {
  const closure = cluster === undefined ? undefined : repository.closures.get(cluster)
  if (closure === undefined) return []
  return chainTo(closure, file)
    .filter((reference) => repository.files.has(reference.from))
    .map((reference) => ({ message: maskCredentials(`${reference.field}: ${reference.text}`), at: reference.at }))
}

function fill(text: string, data: Readonly<Record<string, string>> = {}): string {
  return maskCredentials(text.replace(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole))
}

/** A message quotes the file it is about: what is secret there is not quoted. */
function redact(text: string, file: SourceFile | undefined): string {
  return text.includes('`') ? hideSecrets(text, file) : text
}

function hideSecrets(text: string, file: SourceFile | undefined): string {
  if (file === undefined) return text
  let redacted = text
  for (const { start, end } of listSecretSpans(file)) {
    const secret = file.text.slice(start, end).trim()
    if (secret.length > 5) redacted = replaceWhole(redacted, secret)
  }
  return redacted
}

/** Replaces a secret where it stands alone, not where it is the end of some longer word. */
function replaceWhole(text: string, secret: string): string {
  const parts = text.split(secret)
  return parts.reduce((done, part) =>
    /\w$/.test(done) && /^\w/.test(secret) ? done + secret + part : `${done}•••${part}`,
  )
}

function byPlace(a: Raw, b: Raw): number {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1
  if (a.at.start !== b.at.start) return a.at.start - b.at.start
  const bySeverity = severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity)
  if (bySeverity !== 0) return bySeverity
  const left = a.rule.id + a.pointer
  const right = b.rule.id + b.pointer
  return left < right ? -1 : left > right ? 1 : 0
}
