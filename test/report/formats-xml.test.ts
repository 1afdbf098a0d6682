import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { cleanText } from '../../src/report/clean-text.ts'
import { renderCheckstyle } from '../../src/report/render-checkstyle.ts'
import { renderJunit } from '../../src/report/render-junit.ts'
import { clean, evils, findings, found, hostileTexts, poisonFindings, repository } from './formats-example.ts'

const readSchema = (name: string): string => readFileSync(join(import.meta.dirname, `../data/${name}.xsd`), 'utf8')

/** Reads documents with libxml2, by their schema; what is wrong with them. */
async function listErrors(schema: string, documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }))
  const { valid, errors } = await validateXML({ xml, schema: [readSchema(schema)] })
  return valid ? [] : errors.map(({ rawMessage }) => rawMessage)
}

/** The values of an attribute, as a reader gets them. For documents that libxml2 has read. */
function readAttribute(text: string, name: string): readonly string[] {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#9': '\t', '#10': '\n' }
  return [...text.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) =>
    Object.entries(entities).reduceRight((plain, [key, character]) => plain.replaceAll(`&${key};`, character), value),
  )
}

const hostile = [...evils, ...fc.sample(hostileTexts, { numRuns: 150, seed: 1 })].map(poisonFindings)

describe('renderJunit', () => {
  const judged = [{ id: 'reference-exists' }, { id: 'yaml-syntax' }]

  it('writes a suite for each cluster, a case for each finding and for each rule that found none', async () => {
    const text = renderJunit(found, judged)
    expect(text).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="gitops-lint" tests="9" failures="1" errors="0" time="0">
        <testsuite name="(repository)" tests="3" failures="0" errors="0" skipped="1" time="0">
          <testcase classname="(repository)" name="readme-chain some where/ü#?.yaml" file="some where/ü#?.yaml" time="0">
            <skipped message="no README" type="info">no README
      at some where/ü#?.yaml:1:1</skipped>
          </testcase>
          <testcase classname="(repository)" name="reference-exists" time="0"/>
          <testcase classname="(repository)" name="yaml-syntax" time="0"/>
        </testsuite>
        <testsuite name="production" tests="3" failures="1" errors="0" skipped="1" time="0">
          <testcase classname="production" name="namespace-exists clusters/production/apps.yaml:ConfigMap/settings#metadata.namespace" file="clusters/production/apps.yaml" time="0">
            <skipped message="nothing creates the namespace" type="warning">nothing creates the namespace
      at clusters/production/apps.yaml:1:1
      fix: Create it, or take it out of \`resources\`.</skipped>
          </testcase>
          <testcase classname="production" name="reference-exists clusters/production/kustomization.yaml:resources[gone.yaml]" file="clusters/production/kustomization.yaml" time="0">
            <failure message="\`gone.yaml\` does not exist; did you mean \`apps.yaml\`?" type="error">\`gone.yaml\` does not exist; did you mean \`apps.yaml\`?
      at clusters/production/kustomization.yaml:3:5
      through clusters/production/apps.yaml:1:1 resources[1]: gone.yaml
      fix: Create it, or take it out of \`resources\`.</failure>
          </testcase>
          <testcase classname="production" name="yaml-syntax" time="0"/>
        </testsuite>
        <testsuite name="staging" tests="3" failures="0" errors="0" skipped="1" time="0">
          <testcase classname="staging" name="namespace-exists clusters/production/apps.yaml:ConfigMap/settings#metadata.namespace" file="clusters/production/apps.yaml" time="0">
            <skipped message="nothing creates the namespace" type="warning">nothing creates the namespace
      at clusters/production/apps.yaml:1:1
      fix: Create it, or take it out of \`resources\`.</skipped>
          </testcase>
          <testcase classname="staging" name="reference-exists" time="0"/>
          <testcase classname="staging" name="yaml-syntax" time="0"/>
        </testsuite>
      </testsuites>
      "
    `)
    expect(await listErrors('junit', [text])).toEqual([])
  })

  it('passes every rule where nothing was found', async () => {
    const text = renderJunit(clean)
    expect(text).not.toMatch(/<failure|<skipped/)
    expect(text).toMatch(/<testsuites name="gitops-lint" tests="[1-9]\d+" failures="0" errors="0" time="0">/)
    expect(await listErrors('junit', [text])).toEqual([])
  })

  it('names cases alike when lines move, and no two alike', async () => {
    const [one] = findings
    if (one === undefined) return
    const prints = ['a', 'b', 'c'].map((end) => `12345678${end.padStart(24, '0')}`)
    const ties = prints.map((fingerprint) => ({ ...one, fingerprint }))
    const names = readAttribute(renderJunit({ ...found, diagnostics: ties }, []), 'name')
    const moved = ties.map((tie) => ({ ...tie, at: { ...tie.at, start: tie.at.start + 5 } }))
    expect(readAttribute(renderJunit({ ...found, diagnostics: moved }, []), 'name')).toEqual(names)
    expect(await listErrors('junit', [renderJunit({ ...found, diagnostics: ties }, [])])).toEqual([])
  })

  it('is never cut', () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      findings.map((one) => ({ ...one, fingerprint: String(index).padStart(32, '0') })),
    ).flat()
    expect(readAttribute(renderJunit({ ...found, diagnostics: many }, []), 'file')).toHaveLength(8_000)
  })

  it('is well-formed and valid with any text', async () => {
    expect(
      await listErrors(
        'junit',
        hostile.map((result) => renderJunit(result, judged)),
      ),
    ).toEqual([])
  })
})

describe('renderCheckstyle', () => {
  it('writes an element for each file, and in it one for each finding', async () => {
    const text = renderCheckstyle(found)
    expect(text).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <checkstyle version="4.3">
        <file name="clusters/production/apps.yaml">
          <error line="1" column="1" severity="warning" message="nothing creates the namespace" source="gitops-lint.namespace-exists"/>
        </file>
        <file name="clusters/production/kustomization.yaml">
          <error line="3" column="5" severity="error" message="\`gone.yaml\` does not exist; did you mean \`apps.yaml\`?" source="gitops-lint.reference-exists"/>
        </file>
        <file name="some where/ü#?.yaml">
          <error line="1" column="1" severity="info" message="no README" source="gitops-lint.readme-chain"/>
        </file>
      </checkstyle>
      "
    `)
    expect(await listErrors('checkstyle', [text])).toEqual([])
  })

  it('is an empty document where nothing was found', async () => {
    const text = renderCheckstyle(clean)
    expect(text).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n</checkstyle>\n')
    expect(await listErrors('checkstyle', [text])).toEqual([])
  })

  it('is well-formed and valid with any text, and keeps all of it that XML can hold', async () => {
    const texts = hostile.map(renderCheckstyle)
    expect(await listErrors('checkstyle', texts)).toEqual([])
    hostile.forEach(({ diagnostics }, index) => {
      const messages = readAttribute(texts[index] ?? '', 'message')
      expect(messages).toEqual(diagnostics.map(({ message }) => cleanText(message)))
    })
  })

  it('is never cut', () => {
    const diagnostics = Array.from({ length: 2_000 }, () => findings).flat()
    expect(readAttribute(renderCheckstyle({ repository, diagnostics, version: '' }), 'message')).toHaveLength(6_000)
  })
})

describe('the schemas themselves', () => {
  it.each([
    ['junit', '<testsuites tests="0" failures="0" errors="0"/>'],
    ['junit', renderJunit(found, []).replace(/classname="staging" name="/g, 'classname="staging" name2="')],
    ['junit', renderJunit(clean, [{ id: 'a' }, { id: 'a' }])],
    ['checkstyle', renderCheckstyle(found).replace('severity="error"', 'severity="worse"')],
    ['checkstyle', renderCheckstyle(found).replace('gone.yaml', ']]>\u0001')],
  ])('%s refuses what is wrong', async (schema, text) => {
    expect(await listErrors(schema, [text])).not.toEqual([])
  })
})
