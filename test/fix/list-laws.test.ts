import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../src/lint/configuration.ts'
import { emitYaml } from '../../src/yaml/emit-yaml.ts'
import { type Planned, planTexts, type Texts } from './read-case.ts'

const names = ['a', 'a-b', 'b', 'C', 'd', 'e10', 'e9', 'namespace']
const others: Texts = Object.fromEntries([
  ...names.map((name) => [
    `${name}.yaml`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: n-${name.toLowerCase()} }\n`,
  ]),
  ['a/kustomization.yaml', 'resources: [one.yaml]\n'],
  ['a/one.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: one }\n'],
])
const sorting: Configuration['rules'] = new Map([
  ['resources-sorted', { severity: 'info', options: { generators: true } }],
])

/** Everything that is rendered, whatever the order. */
function listObjects({ repository }: Pick<Planned, 'repository'>): readonly string[] {
  return repository.builds
    .flatMap(({ directory, objects }) => objects.map(({ value }) => `${directory}: ${emitYaml(value)}`))
    .sort()
}

/** Each entry with the comment beside it. */
function entriesOf(text: string): readonly string[] {
  return (text.match(/- [^\r\n]+/g) ?? []).sort()
}

const prefix = fc.constantFrom('', '', '', './')
const beside = fc.constantFrom('', '', '  # beside')
/** What stands above an entry. */
const above = fc.constantFrom(
  ...Array<string>(8).fill(''),
  '\n',
  '\n',
  '  # above\n',
  '\n  # heading\n',
  '  # one\n  # two\n',
  '  # apart\n\n',
)
const list = fc
  .shuffledSubarray([...names.map((name) => `${name}.yaml`), 'a'], { minLength: 2 })
  .chain((some) => fc.tuple(...some.map((name) => fc.tuple(above, prefix, fc.constant(name), beside))))
  .map((entries) => entries.map(([over, start, name, note]) => `${over}  - ${start}${name}${note}\n`).join(''))

describe('a sorted list', () => {
  it('has the same entries with their comments, in the same groups, and renders the same objects', () => {
    let changed = 0
    fc.assert(
      fc.property(list, fc.constantFrom('\n', '\r\n'), fc.boolean(), (lines, lineBreak, isOpen) => {
        const written = `resources:\n${lines}`.replaceAll('\n', lineBreak)
        const before = isOpen ? written.slice(0, -lineBreak.length) : written
        const planned = planTexts({ ...others, 'kustomization.yaml': before }, sorting)
        const after = planned.after['kustomization.yaml'] ?? ''
        expect(entriesOf(after)).toEqual(entriesOf(before))
        expect(after.length).toBe(before.length)
        expect(listObjects({ repository: planned.fixed })).toEqual(listObjects(planned))
        // An empty line is never crossed.
        const groupsOf = (text: string): unknown =>
          text
            .replaceAll('\r\n', '\n')
            .trim()
            .split('\n\n')
            .map((one) =>
              one
                .split('\n')
                .map((line) => line.trim())
                .sort(),
            )
        expect(groupsOf(after)).toEqual(groupsOf(before))
        expect(planTexts(planned.after, sorting).plan.changes).toEqual([])
        if (planned.plan.changes.length > 0) changed += 1
      }),
      { numRuns: 40 },
    )
    expect(changed).toBeGreaterThan(4)
  })

  it('keeps the comment above each entry where all have one', () => {
    const every = fc.shuffledSubarray(names, { minLength: 2 })
    fc.assert(
      fc.property(every, (some) => {
        const text = `resources:\n${some.map((name) => `# about ${name}\n- ${name}.yaml\n`).join('')}`
        const { after } = planTexts({ ...others, 'kustomization.yaml': text }, sorting)
        const found = [...(after['kustomization.yaml'] ?? '').matchAll(/# about (.+)\n- (.+)\.yaml\n/g)]
        expect(found.length).toBe(some.length)
        for (const [, comment, name] of found) expect(comment).toBe(name)
      }),
      { numRuns: 10 },
    )
  })
})

describe('a plain path', () => {
  const step = fc.constantFrom('/', '//', '/./', '/x/../', '/./.././a/')
  const path = fc
    .tuple(fc.constantFrom('', './', './/', 'nowhere/../', '././', '../top/'), fc.constantFrom('a', '"a'), step)
    .map(([start, name, between]) => (name === 'a' ? `${start}a${between}one.yaml` : `"${start}a${between}one.yaml"`))

  it('leads to the same, and nothing is left to mend', () => {
    fc.assert(
      fc.property(path, fc.boolean(), (written, withoutPrefix) => {
        const settings: Configuration['rules'] = new Map([
          ['reference-plain', { severity: 'info', options: { withoutPrefix, withoutSlash: withoutPrefix } }],
        ])
        const texts = {
          'top/kustomization.yaml': `resources:\n- ${written} # kept\n`,
          'top/a/one.yaml': others['a/one.yaml'] ?? '',
        }
        const planned = planTexts(texts, settings)
        expect(planned.plan.refused).toEqual([])
        expect(listObjects({ repository: planned.fixed })).toEqual(listObjects(planned))
        const after = planned.after['top/kustomization.yaml'] ?? ''
        const start = written.includes('../top/') ? '../top/' : /^"?\.\//.test(written) && !withoutPrefix ? './' : ''
        const quote = written.startsWith('"') ? '"' : ''
        expect(after).toBe(`resources:\n- ${quote}${start}a/one.yaml${quote} # kept\n`)
        expect(planTexts(planned.after, settings).plan.changes).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
