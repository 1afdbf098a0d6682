import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { createSourceFile } from '../src/model/create-source-file.ts'
import { listSecretSpans, type Span } from '../src/model/queries/list-secret-spans.ts'

const secret = 'Zq8vR2-hunter2'

function spansOf(text: string, path: string): readonly Span[] {
  const files = createMemoryFileSystem({ [path]: text })
  const [entry] = files.entries
  if (entry === undefined) throw new Error('no file')
  return listSecretSpans(createSourceFile(files, entry, false))
}

/** A file with dots for all that is not shown. */
function show(text: string, path = 'a.yaml'): string {
  const spans = spansOf(text, path)
  return text.replace(/\S/g, (character, at: number) =>
    spans.some(({ start, end }) => at >= start && at < end) ? '•' : character,
  )
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
`

const broken = 'kind: [ConfigMap\n'

describe('what follows a Secret in a file', () => {
  it.each([
    ['stringData', `kind: Secret\nstringData:\n  a: ${secret}\n---\n`],
    ['with Windows line ends', `kind: Secret\r\nstringData:\r\n  a: ${secret}\r\n---\r\n`],
    ['with a comment', `kind: Secret\nstringData:\n  a: ${secret}\n--- # next\n`],
    ['with blanks', `kind: Secret\nstringData:\n  a: ${secret}\n---  \t\n\n`],
    ['a block that holds dashes', `kind: Secret\nstringData:\n  a: |\n    x\n    ---\n    ${secret}\n---\n`],
    ['a List', `kind: List\nitems:\n  - kind: Secret\n    stringData: { a: ${secret} }\n---\n`],
    ['JSON', `{"kind": "Secret", "stringData": {"a": "${secret}"}}\n---\n`],
    ['without an end of its own', `---\nkind: Secret\nstringData: { a: ${secret} }\n---\n`],
    ['a patch', `- op: add\n  path: /stringData/a\n  value: ${secret}\n---\n`],
    ['a password in a block', `password: |\n  ${secret}\n---\n`],
  ])('is shown: %s', (_, head) => {
    const text = show(head + deployment)
    expect(text).not.toContain(secret)
    expect(text.endsWith(deployment)).toBe(true)
  })
})

it('shows what stands beside a reference to a Secret', () => {
  const text = 'spec:\n  interval: 1h\n  valuesFrom: [{ kind: Secret, name: a }]\n'
  expect(show(text)).toContain('interval: 1h')
})

describe('no secret is shown', () => {
  const first = 'apiVersion: v1\nkind: Secret\nstringData:\n  a: b\n---\n'
  it.each([
    ['in the second document', `${first}apiVersion: v1\nkind: Secret\ndata:\n  a: ${secret}\n`],
    ['on the line of the dashes', `${first}--- { kind: Secret, stringData: { a: ${secret} } }\n`],
    ['before its kind', `${first}apiVersion: v1\ndata:\n  a: ${secret}\nkind: Secret\n`],
    ['before its kind, without an apiVersion', `${first}data:\n  a: ${secret}\nkind: Secret\n`],
    ['before its kind, in a block', `${first}data:\n  a: |\n    x\n\n    ---\n    ${secret}\nkind: Secret\n`],
    ['before its kind, in an item', `${first}items:\n  - data: { a: ${secret} }\n    kind: Secret\n`],
    ['before its kind, in a broken file', `${first}data:\n  a: ${secret}\nkind: Secret\n---\n${broken}`],
    ['before its kind, with Windows line ends', `${first}data:\r\n  a: ${secret}\r\nkind: Secret\r\n`],
    ['after a block that is not indented', `kind: Secret\nstringData:\n  a: |\nfirst\n---\n${secret}\n`],
    ['after quotes that are open', `kind: Secret\nstringData:\n  a: "first\n---\n${secret}\n`],
    ['after a bracket that is open', `kind: Secret\nstringData: { a: [first,\n---\n${secret}\n`],
    ['after dashes with a text', `kind: Secret\nstringData:\n  a: |\n    x\n  b: >\n   ---x\n   ${secret}\n`],
    ['in a broken document behind', `${first}data:\n  a: ${secret}\n  b: [\nknd: Secret\n`],
    [
      'in a List, behind another object',
      `kind: List\nitems:\n- kind: ConfigMap\n- data: {a: ${secret}}\n  kind: Secret\n`,
    ],
    [
      'in an inline patch with dashes',
      `patches:\n- patch: |\n    kind: Secret\n    stringData:\n      a: x\n    ---\n    kind: Secret\n    stringData:\n      a: ${secret}\n`,
    ],
    ['with an anchor', `kind: Secret\nstringData: &a\n  a: ${secret}\n---\nkind: ConfigMap\n`],
    ['in a comment', `kind: Secret\n# a: ${secret}\n---\nkind: ConfigMap\n`],
  ])('%s', (_, text) => {
    expect(show(text)).not.toContain(secret)
  })

  it('where the file is no YAML and dashes are only a line', () => {
    expect(show(`kind: Secret\nstringData:\n  a: x\n---\n${secret}\n`, 'notes.txt')).not.toContain(secret)
  })
})

it('is fast on long texts', () => {
  const stairs = Array.from({ length: 1500 }, (_, index) => `${' '.repeat(1500 - index)}kind: Secret`).join('\n')
  const flat = 'a: b\n---\n'.repeat(5000)
  const start = Date.now()
  for (const text of [stairs, flat, `${'a: b\n'.repeat(20_000)}kind: Secret\n`]) spansOf(text, 'a.txt')
  expect(Date.now() - start).toBeLessThan(2000)
})
