import { expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { compileRegex } from '../../src/kustomize/resource/compile-regex.ts'
import { matchesLabelSelector } from '../../src/kustomize/resource/matches-label-selector.ts'
import { selectResources } from '../../src/kustomize/resource/select-resources.ts'
import { readSelector } from '../../src/kustomize/resource/selector.ts'
import { storePreviousId } from '../../src/kustomize/resource/store-previous-id.ts'
import { createScalar } from '../../src/kustomize/tree/create-node.ts'
import { getField } from '../../src/kustomize/tree/get-field.ts'
import { setField } from '../../src/kustomize/tree/set-field.ts'
import { readResources, readTree } from './read-objects-in-text.ts'

const labels = new Map([
  ['app', 'web'],
  ['tier', ''],
  ['size', '7'],
  ['example.com/in', 'in'],
])

test.each([
  ['', true],
  ['app', true],
  ['!app', false],
  ['! none', true],
  ['app=web', true],
  ['app == web,size=7', true],
  ['app!=web', false],
  ['none!=web', true],
  ['tier=', true],
  ['tier=,app', true],
  ['none=', false],
  ['app in (api, web)', true],
  ['app notin (web)', false],
  ['none notin (web)', true],
  ['tier in ()', true],
  ['tier in (,a)', true],
  ['example.com/in in (in)', true],
  ['size>6', true],
  ['size<7', false],
  ['app>1', false],
])('the label selector `%s` is %s', (text, expected) => {
  expect(matchesLabelSelector(labels, { text, at: undefined })).toBe(expected)
})

test.each([
  ['a=b,', 'found the end instead of a key after `,`'],
  ['=b', 'found `=` instead of a key'],
  ['a in b', 'found `b` instead of `(`'],
  ['a in (b', 'found the end instead of `,` or `)`'],
  ['a b', 'found `b` instead of `=`, `==`, `!=`, `in`, `notin`, `>` or `<`'],
  ['a/b/c', '`a/b/c` is no key of a label'],
  ['a=-', '`-` is no value of a label'],
  ['a>x', '`>` compares with a whole number, not `x`'],
  ['!a=b', 'found `=` instead of `,` or the end'],
])('the label selector `%s` is invalid', (text, reason) => {
  const at = { file: 'kustomization.yaml', start: 3, end: 9 }
  expect(problemOf(() => matchesLabelSelector(labels, { text, at }))).toEqual(
    expect.objectContaining({ code: 'invalid-label-selector', at, message: expect.stringContaining(reason) }),
  )
})

const objects = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, labels: { app: web }, annotations: { owner: me } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: web-agent }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`

test.each([
  ['{}', ['settings', 'web', 'web-agent', 'shop']],
  ['{ kind: Deployment }', ['web']],
  ['{ kind: Deploy }', []],
  ['{ kind: "Deployment|DaemonSet" }', ['web', 'web-agent']],
  ['{ name: web }', ['web']],
  ['{ name: "web.*" }', ['web', 'web-agent']],
  ['{ NAME: web }', ['web']],
  ['{ group: apps, version: v1 }', ['web', 'web-agent']],
  ['{ namespace: default }', ['settings', 'web-agent']],
  ['{ namespace: _non_namespaceable_ }', ['shop']],
  ['{ labelSelector: app=web }', ['settings']],
  ['{ annotationSelector: owner in (me) }', ['settings']],
])('%s selects %j', (selector, names) => {
  const found = selectResources(readResources(objects), readSelector(readTree(selector)))
  expect(found.map(({ root }) => getField(getField(root, 'metadata'), 'name')?.value)).toEqual(names)
})

test('selects by the name that an object had at first, and by that of now', () => {
  const [object] = readResources(objects)
  if (object === undefined) throw new Error('no object')
  const metadata = getField(object.root, 'metadata')
  storePreviousId(object)
  for (const name of ['middle', 'last']) {
    if (metadata !== undefined) setField(metadata, 'name', createScalar(name, undefined))
    if (name === 'middle') storePreviousId(object)
  }
  const select = (name: string) => selectResources([object], readSelector(readTree(`{ name: ${name} }`))).length
  expect([select('settings'), select('middle'), select('last')]).toEqual([1, 0, 1])
})

test.each(['*', '(?=a)', 'a{1001}', '((a{100}){100}){100}', '[', 'a**', '(?<=a)b', '\\1'])(
  'Go refuses the regular expression `%s`',
  (pattern) => {
    expect(problemOf(() => compileRegex(pattern, undefined))?.code).toBe('invalid-regex')
  },
)

test('an anchored regular expression must match all of a text', () => {
  const matches = compileRegex('a|b', undefined, { isAnchored: true })
  expect([matches('a'), matches('ab'), matches('b\n'), matches('')]).toEqual([true, false, false, false])
})

function problemOf(run: () => unknown) {
  try {
    run()
  } catch (error) {
    if (error instanceof BuildError) return error.problem
    throw error
  }
  return undefined
}
