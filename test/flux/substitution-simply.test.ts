import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSimpleObject } from '../../src/flux/substitution/read-simple-object.ts'
import { substitutePrinted } from '../../src/flux/substitution/substitute-printed.ts'
import { substituteSimply } from '../../src/flux/substitution/substitute-simply.ts'
import type { SubstitutedObject } from '../../src/flux/substitution/substituted-object.ts'
import type { Variable, Variables } from '../../src/flux/substitution/variables.ts'
import type { BuiltObject } from '../../src/kustomize/build/built-object.ts'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { readObjects } from '../../src/kustomize/resource/read-objects.ts'
import { toJson } from '../../src/kustomize/tree/to-json.ts'
import type { TreeNode } from '../../src/kustomize/tree/tree-node.ts'
import { emitYaml } from '../../src/yaml/emit-yaml.ts'

// The short way must come to what the long one comes to: through the printed text, as Flux goes.

const file = 'app.yaml'

function read(text: string): BuiltObject | undefined {
  try {
    const [root] = readObjects(text, file)
    if (root === undefined) return undefined
    const id = { group: '', version: 'v1', kind: 'ConfigMap', name: 'n', namespace: '', isClusterScoped: false }
    return { id, root, value: toJson(root) }
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}

/** The same object without brackets. */
function toBlock(json: string): string {
  const object = read(json)
  return object === undefined ? '' : emitYaml(object.value)
}

/** Both results; undefined where the short way is not open. */
function substituteTwice(
  text: string,
  values: Readonly<Record<string, string | undefined>>,
  { isOpen = false, isStrict = true } = {},
): { readonly simply: SubstitutedObject; readonly printed: SubstitutedObject } | undefined {
  const known = Object.entries(values).map(([name, value], index): [string, Variable] => [
    name,
    { value: value?.replaceAll('\n', ''), at: { file: 'settings.yaml', start: index, end: index + 1 } },
  ])
  const variables: Variables = { known: new Map(known), isOpen }
  const readText = (path: string): string | undefined => (path === file ? text : undefined)
  const object = read(text)
  const simple = object && readSimpleObject(object, readText)
  const simply = object && simple && substituteSimply(object, simple, variables, isStrict)
  return simply && { simply, printed: substitutePrinted(object, variables, { isStrict, readText }) }
}

/** All that is seen of a result, the order of keys included. */
function show({ object, ...rest }: SubstitutedObject): unknown {
  const showNode = ({ kind, tag, style, value, fields, items, step, removed, isTagged }: TreeNode): unknown =>
    kind === 'scalar'
      ? { tag, style, value, step, isTagged }
      : {
          step,
          removed,
          kind,
          fields: fields.map((one) => [showNode(one.key), showNode(one.value)]),
          items: items.map(showNode),
        }
  const value = JSON.stringify(object.value, (_, one) => (one instanceof Map ? [...one] : one))
  return { id: object.id, value, root: showNode(object.root), isFlow: hasFlow(object.root), ...rest }
}

function hasFlow({ isFlow, fields, items }: TreeNode): boolean {
  return isFlow || items.some(hasFlow) || fields.some(({ value }) => hasFlow(value))
}

/** `<a>` stands for the variable; parted by bars. */
const templates = split(
  '<a>|<b>|<c>|<a:=x>|<d:-5Gi>|<d:=true>|<c>.<a>|x<a>|<a>:<b>|<A_1>|$a|$|$(a)|"<a>"|<a> <b>| <a>|<a> |#<a>|<a>: <b>',
  "- <a>|<a>#|{<a>}|[<b>]|*<a>|'<a>'|0<c>|<c>e3|1.<c>|-<c>|0x<c>|<c>:30|<c>_0|tru<d:=e>|<c>-01-01|~<a>|y<d:=es>|.<a>",
).map((template) => template.replace(/<([^>]*)>/g, '$${$1}'))
const words = [...split('true|yes|12|0012||-|?|...|---|null|1e3|# x|a: b|é|😀|ab'), 'x'.repeat(90)]
const values = split('10|true|example.com|https://a.example/b?c=d&e|no|0755|1_000|1:30|a b|a, b|2024-01-01')
const odd = [...split('| a|a |\'|"|#|a #b|a: b|a:|-|- a|{}|[x]|*|&a|!x|>|%|@a|`|\\|\t'), 'a\nb']

function split(...lists: readonly string[]): readonly string[] {
  return lists.flatMap((list) => list.split('|'))
}

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...templates) },
  { weight: 1, arbitrary: fc.constantFrom(...words) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...templates, ...words, ' ', ' ', '\n', '\n'), { maxLength: 12 })
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'{}$ab:-= \n\t\'"#\\,&|>'), maxLength: 12 }) },
)
/** Their order is not transitive. */
const crooked = ['9', '10', '1e3', '100', '1a']
const leaf = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, 2 ** 60, 1e21, -0)) },
)
const tree = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom('name', 'on', '1', 'a.b/c', 'k 1', '<<', ...crooked, ...templates),
        fc.string({ maxLength: 3 }),
      ),
      tie('node'),
      { maxKeys: 4 },
    ),
  ),
}))
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...values) },
  { weight: 1, arbitrary: fc.constantFrom(...odd, undefined) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'ab1:-=., /?&%~*()!@+_'), maxLength: 6 }) },
)

describe('the short way', () => {
  it('comes to the same as the one through the printed text', () => {
    let taken = 0
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('spec', 'data', 'stringData', 'on'), tree.node, { maxKeys: 3 }),
        fc.record({ a: value, b: value, c: value }),
        fc.record({ isOpen: fc.boolean(), isStrict: fc.boolean() }),
        fc.boolean(),
        (fields, known, options, isBlock) => {
          const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `n-${'$'}{a}` }, ...fields }
          const json = JSON.stringify(object)
          const both = substituteTwice(isBlock ? toBlock(json) : json, known, options)
          if (both === undefined) return
          taken += both.simply.uses.length > 0 ? 1 : 0
          expect(show(both.simply)).toEqual(show(both.printed))
        },
      ),
      { numRuns: 1500 },
    )
    expect(taken).toBeGreaterThan(50)
  })

  it('lists uses in the order in which they are printed, which keys without any have a part in', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => `"$\{${name}}"`)
    const before = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n}\n'
    for (const data of [
      `{9: ${a}, 10: x, 1e3: ${b}}`,
      `{10: ${a}, 1e3: x, 9: ${b}}`,
      `{1a: ${c}, 100: {on: ${b}}, 9: x, 10: ${a}}`,
    ]) {
      const both = substituteTwice(`${before}data: ${data.replace(/(\w+):/g, '"$1":')}\n`, { a: 'x', b: 'y', c: 'z' })
      expect(both?.simply.uses.length).toBeGreaterThan(1)
      expect(both?.simply.uses).toEqual(both?.printed.uses)
    }
  })

  it('shares all that does not change with the object that is given', () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: n\ndata:\n  a: "${'$'}{a}"\n`
    const object = read(text)
    const simple = object && readSimpleObject(object, () => text)
    const known = new Map([['a', { value: 'x', at: undefined }]])
    const changed = object && simple && substituteSimply(object, simple, { known, isOpen: false }, true)?.object
    expect(changed?.root.fields.map(({ value }, index) => value === object?.root.fields[index]?.value)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  it.each([
    ['a comment', 'a #b'],
    ['a key', 'a: b'],
    ['a colon at the end', 'a:'],
    ['a quote', "a'b"],
    ['nothing', ''],
    ['an indicator at the start', '*a'],
    ['a document’s end', '---'],
    ['a tab', 'a\tb'],
  ])('is not open for %s', (_, value) => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n}\ndata: {a: "${'$'}{a}"}`
    expect(substituteTwice(text, { a: value })).toBeUndefined()
  })
})
