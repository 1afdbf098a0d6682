import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { lintRepository } from '../src/lint/lint-repository.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout } from '../src/model/layout.ts'
import { renderJson } from '../src/report/render-json.ts'
import { rules } from '../src/rules/generated/registry.ts'

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../schemas/report.schema.json'), 'utf8'))
const isReport = new Ajv({ allErrors: true }).compile(schema)

function reportOf(files: Readonly<Record<string, string | Uint8Array>>) {
  const repository = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] })
  const diagnostics = lintRepository(repository, { rules: new Map() }, rules)
  return { repository, diagnostics, json: JSON.parse(renderJson({ repository, diagnostics, version: '1.2.3' })) }
}

describe('renderJson', () => {
  it('says what was judged, by whom, and how bad it is', () => {
    const { json } = reportOf({
      'clusters/b/kustomization.yaml': 'resources: [gone.yaml]\n',
      'clusters/a/kustomization.yaml': 'resources: []\n',
      'README.md': '',
    })
    expect(json.tool).toEqual({ name: 'gitops-lint', version: '1.2.3' })
    expect(json.summary).toMatchObject({ files: 2, clusters: ['a', 'b'] })
    expect(json.summary.errors).toBe(
      json.findings.filter(({ severity }: { severity: string }) => severity === 'error').length,
    )
  })

  it('counts lines and columns from one, the end exclusive', () => {
    const { json } = reportOf({ 'kustomization.yaml': '# 😀\r\nresources:\r\n  - "gone.yaml"\r\n' })
    expect(json.findings).toContainEqual(
      expect.objectContaining({ rule: 'reference-exists', line: 3, column: 6, endLine: 3, endColumn: 15 }),
    )
  })

  it('satisfies its schema, whatever the repository', () => {
    const texts = fc.oneof(
      fc.constantFrom(
        'resources: [gone.yaml, ., ../b, /etc/passwd, https://example.com]\n',
        'resources: [\n',
        'kind: Secret\napiVersion: v1\nstringData: {a: b}\n',
        'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: ./gone, sourceRef: {kind: GitRepository, name: flux-system}}\n',
        'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: a}\n',
        'a: b: c\n',
        '\tx\n',
        '',
      ),
      fc.string({ unit: fc.constantFrom(...'ab:-[]{}"\'#&*|> \n\r\t\0😀'), maxLength: 60 }),
    )
    const paths = fc.constantFrom(
      'clusters/a/kustomization.yaml',
      'clusters/a/apps.yaml',
      'clusters/b/kustomization.yml',
      'b/kustomization.yaml',
      'b/kustomization.yml',
      'b/x.yaml',
      'b/line\nbreak.yaml',
      'clusters/a/flux-system/gotk-sync.yaml',
      'Kustomization',
      'key.pem',
    )
    fc.assert(
      fc.property(fc.dictionary(paths, texts, { minKeys: 1, maxKeys: 6 }), (files) => {
        const { json, diagnostics, repository } = reportOf(files)
        expect(isReport(json), JSON.stringify(isReport.errors)).toBe(true)
        const fingerprints = diagnostics.map(({ fingerprint }) => fingerprint)
        expect(new Set(fingerprints).size).toBe(fingerprints.length)
        for (const { at, related } of diagnostics) {
          for (const { file, start, end } of [at, ...related.map((one) => one.at)]) {
            const length = repository.files.get(file)?.text.length ?? 0
            expect([file, start >= 0, end >= start, end <= length]).toEqual([file, true, true, true])
          }
        }
      }),
      { numRuns: 1_000 },
    )
  })
})
