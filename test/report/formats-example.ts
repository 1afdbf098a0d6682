import fc from 'fast-check'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { buildRepository } from '../../src/model/build-repository.ts'
import { defaultLayout } from '../../src/model/layout.ts'
import type { LintResult } from '../../src/report/lint-result.ts'
import type { Diagnostic } from '../../src/source/diagnostic.ts'

const apps = 'clusters/production/apps.yaml'
const list = 'clusters/production/kustomization.yaml'

/** A repository of two clusters. */
export const repository = buildRepository(
  createMemoryFileSystem({
    [list]: 'resources:\n  - apps.yaml\n  - gone.yaml\n',
    'clusters/staging/kustomization.yaml': 'resources: []\n',
    [apps]: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
    'some where/ü#?.yaml': 'a: 1\n',
  }),
  defaultLayout,
  { remotes: [] },
)

const missing: Diagnostic = {
  rule: 'reference-exists',
  severity: 'error',
  message: '`gone.yaml` does not exist; did you mean `apps.yaml`?',
  help: 'Create it, or take it out of `resources`.',
  at: { file: list, start: 29, end: 38 },
  related: [{ message: 'resources[1]: gone.yaml', at: { file: apps, start: 0, end: 10 } }],
  clusters: ['production'],
  fingerprint: '0'.repeat(32),
  pointer: 'resources[gone.yaml]',
}

/** A finding of each severity: in one cluster, in both, in none. */
export const findings: readonly Diagnostic[] = [
  {
    ...missing,
    rule: 'namespace-exists',
    severity: 'warning',
    clusters: ['production', 'staging'],
    related: [],
    at: { file: apps, start: 0, end: 50 },
    message: 'nothing creates the namespace',
    fingerprint: '1'.repeat(32),
    pointer: 'ConfigMap/settings#metadata.namespace',
  },
  missing,
  {
    rule: 'readme-chain',
    severity: 'info',
    message: 'no README',
    at: { file: 'some where/ü#?.yaml', start: 0, end: 0 },
    related: [],
    clusters: [],
    fingerprint: '2'.repeat(32),
  },
]

/** What a run gives that found something, and one that did not. */
export const found: LintResult = { repository, diagnostics: findings, version: '1.2.3' }
export const clean: LintResult = { repository, diagnostics: [], version: '1.2.3' }

/** The findings with something around each text of them that may come from a repository. */
export function poisonFindings(evil: string): LintResult {
  const around = (text: string): string => `${evil}${text}${evil}`
  const diagnostics = findings.map((one) => ({
    ...one,
    message: around(one.message),
    help: around(one.help ?? ''),
    at: { ...one.at, file: around(one.at.file) },
    related: one.related.map(({ message, at }) => ({ message: around(message), at: { ...at, file: around(at.file) } })),
    clusters: one.clusters.map(around),
  }))
  return { ...found, diagnostics }
}

/** Texts that have broken some format somewhere. */
export const evils: readonly string[] = [
  '\0\u0001\u0007\u001b[31m\u007f\u0085\u009f',
  '\ud800 \udfff',
  '\ufffe\uffff',
  ']]><evil/>',
  '</failure></testcase></testsuite>',
  '"\' &amp; &#0; &undefined; <!-- --> <![CDATA[',
  '\r\n::error file=evil::title\r::stop-commands::x\n##[error]',
  '%0A::error::x %25 %3A,title=evil',
  ': , ; = :: ',
  '{0} {1} {{2}}',
  '[click](https://evil.example.com) [one](0) \\[ \\',
  '</details><img src=x onerror=alert(1)>',
  '`<b>` `<b>',
  '\n\n# heading\n\n```\n/close\n',
  '@everyone #1 !2 ~label $3 | a \\| b',
  '\u202egpj.exe\u2066\u2028\u2029',
  '😀 ü 漢 \t',
]

/** Any mixture of them. */
export const hostileTexts = fc
  .array(fc.oneof(fc.constantFrom(...evils), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 4 })
  .map((texts) => texts.join(''))
