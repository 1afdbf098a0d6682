import { expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { encodeGoJson } from '../../src/kustomize/generators/encode-go-json.ts'
import { hashName } from '../../src/kustomize/generators/hash-name.ts'
import { generateFrom, treeOf } from './generate-from.ts'

// What kustomize 5.8.1 appends to the name of a manifest with the annotation `…/needsHashSuffix: enabled`.
test.each([
  ['ConfigMap', '', '6ct58987ht'],
  ['ConfigMap', 'data: ~', '2t8tf57kh6'],
  ['ConfigMap', 'data: {}', '42745tchd9'],
  ['ConfigMap', 'data: [a, 1]', 'dk855m5d49'],
  ['ConfigMap', 'data: text', '6t2hfm47h5'],
  ['ConfigMap', 'data: {a: 1, b: 2.50, c: true, d: ~, e: yes}', '8d9c6k2fc8'],
  ['ConfigMap', 'data: {a: 12345678901234567890, b: 0.0000001, c: -0.0, d: 1e21}', '8bfb7cdf69'],
  ['ConfigMap', 'data: {a: 2001-01-01, b: 0x1f, c: 010}', '44bht4dt2c'],
  ['ConfigMap', 'data: {a: [1, {b: 1.0}]}', 'h8hkf85h9t'],
  ['ConfigMap', 'data: {1: a, true: b}', '2gg77hbtb2'],
  ['ConfigMap', 'data: {"😀": a, "￮": b, Z: c, a: d}', 'k64b792d9f'],
  ['ConfigMap', 'data: {a: "<&>\\u2028\\b\\f\\u0001"}', '7c4k44687g'],
  ['ConfigMap', 'data: {a: "\\"\\\\/"}', '9hcd5t28fg'],
  ['ConfigMap', 'binaryData: {}', 'cmb55htc2k'],
  ['ConfigMap', 'binaryData: []', 'mfcg99g7t5'],
  ['ConfigMap', 'binaryData: ~', '6ct58987ht'],
  ['ConfigMap', 'binaryData: {a: AAA=}', '2b2ccbcfdg'],
  ['ConfigMap', 'stringData: {a: b}', '6ct58987ht'],
  ['ConfigMap', 'stringData: {}', '6ct58987ht'],
  ['ConfigMap', 'type: ~', '6ct58987ht'],
  ['ConfigMap', 'type: 5', '6ct58987ht'],
  ['ConfigMap', 'type: {a: b}', '6ct58987ht'],
  ['ConfigMap', 'metadata/name: odd', 'tk7cm8dh8k'],
  ['Secret', '', '2bg6t6bf6t'],
  ['Secret', 'data: ~', 'dhggcdgcb4'],
  ['Secret', 'data: {}', '875545gk2h'],
  ['Secret', 'data: [a, 1]', 'f8mcc9f84m'],
  ['Secret', 'data: text', 'dh9hh9cf47'],
  ['Secret', 'data: {a: 1, b: 2.50, c: true, d: ~, e: yes}', '9thgft4c88'],
  ['Secret', 'data: {a: 12345678901234567890, b: 0.0000001, c: -0.0, d: 1e21}', '96kmkkm2td'],
  ['Secret', 'data: {a: 2001-01-01, b: 0x1f, c: 010}', '5gh279bt6d'],
  ['Secret', 'data: {a: [1, {b: 1.0}]}', 'cfk8m5g527'],
  ['Secret', 'data: {1: a, true: b}', 'gmtcdbg7b4'],
  ['Secret', 'data: {"😀": a, "￮": b, Z: c, a: d}', 'mgkk88hk28'],
  ['Secret', 'data: {a: "<&>\\u2028\\b\\f\\u0001"}', '97f56c9f77'],
  ['Secret', 'data: {a: "\\"\\\\/"}', 'cdgkh5cck2'],
  ['Secret', 'binaryData: {}', '2bg6t6bf6t'],
  ['Secret', 'binaryData: []', '2bg6t6bf6t'],
  ['Secret', 'binaryData: ~', '2bg6t6bf6t'],
  ['Secret', 'binaryData: {a: AAA=}', '2bg6t6bf6t'],
  ['Secret', 'stringData: {a: b}', '86kg747449'],
  ['Secret', 'stringData: {}', '486hdm6545'],
  ['Secret', 'type: ~', '7f7t7mht9h'],
  ['Secret', 'type: 5', 'dg6m2f574m'],
  ['Secret', 'type: {a: b}', 'b8m7k2d59h'],
  ['Secret', 'metadata/name: odd', 'k79kbf2b62'],
])('%s with %j', (kind, body, hash) => {
  expect(hashName(treeOf(`kind: ${kind}\n${body}\n`, 'manifest.yaml'))).toBe(hash)
})

test.each([
  ['configMapGenerator: [{name: a}]', '6ct58987ht'],
  ['configMapGenerator: [{name: another, namespace: b, options: {labels: {a: b}, immutable: true}}]', '6ct58987ht'],
  ['secretGenerator: [{name: a}]', '46f8b28mk5'],
  ['configMapGenerator: [{name: a, literals: [a=b]}]', '4h2mbtbbt6'],
  ['secretGenerator: [{name: a, literals: [a=b]}]', 'k695gkmbtk'],
])('%s', (kustomization, hash) => {
  expect(hashName(generateFrom(kustomization))).toBe(hash)
})

test('text of several lines that begins with a tab has no hash, as kustomize fails on it', () => {
  const act = (text: string) => hashName(generateFrom('configMapGenerator: [{name: a, files: [f]}]', { f: text }))
  expect(() => act('\ta\nb\n')).toThrow(BuildError)
  for (const text of ['\ta', 'a\n\tb', '\n\tb', '\ta \nb', '\ta\nb ', '\ta\r\nb', '\ta\n\u{1F600}']) {
    expect(act(text)).toHaveLength(10)
  }
})

test.each([
  [null, 'null'],
  [-0, '-0'],
  [1e21, '1e+21'],
  [1e-7, '1e-7'],
  [12345678901234567890n, '12345678901234567890'],
  [
    new Map([
      ['b', [1, 'x']],
      ['a', [true]],
    ]),
    '{"a":[true],"b":[1,"x"]}',
  ],
  ['é\u2028\u2029\u007f\u{1F600}', '"é\\u2028\\u2029\u007f\u{1F600}"'],
])('%s in the JSON of Go', (value, json) => {
  expect(encodeGoJson(value)).toBe(json)
})
