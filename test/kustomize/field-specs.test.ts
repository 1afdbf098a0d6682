import { describe, expect, it } from 'vitest'
import type { FieldSpec } from '../../src/kustomize/configuration/field-spec.ts'
import { mergeFieldSpecs } from '../../src/kustomize/configuration/merge-field-specs.ts'
import { applyFieldSpec } from '../../src/kustomize/transformers/apply-field-spec.ts'
import { insertPathPart } from '../../src/kustomize/transformers/insert-path-part.ts'
import { splitFieldPath } from '../../src/kustomize/transformers/split-field-path.ts'
import { readResources, toData } from './read-objects-in-text.ts'

const any: FieldSpec = { group: '', version: '', kind: '', path: '', create: false }

describe('splitFieldPath', () => {
  it.each([
    ['a/b', ['a', 'b']],
    ['/a/b', ['a', 'b']],
    ['', ['']],
    ['/', ['']],
    ['a/', ['a', '']],
    [String.raw`a\/b/c`, ['a/b', 'c']],
    [String.raw`a\/b\/c`, ['a/b/c']],
    ['a[]/b', ['a[]', 'b']],
  ])('splits `%s`', (path, keys) => {
    expect(splitFieldPath(path)).toEqual(keys)
  })
})

describe('insertPathPart', () => {
  it.each([
    ['', 0, 'PEACH'],
    ['/', 0, '/PEACH'],
    ['pie', 0, 'PEACH/pie'],
    ['/pie', 0, '/PEACH/pie'],
    ['raw', 1, 'raw/PEACH'],
    ['/raw', 1, '/raw/PEACH'],
    ['a/nice/warm/pie', 3, 'a/nice/warm/PEACH/pie'],
    ['/a/nice/warm/pie', 3, '/a/nice/warm/PEACH/pie'],
    ['a//b', 99, 'a/b/PEACH'],
  ])('inserts into `%s` at %d', (path, position, expected) => {
    expect(insertPathPart(path, position, 'PEACH')).toBe(expected)
  })
})

describe('mergeFieldSpecs', () => {
  const deployment = { ...any, kind: 'Deployment', path: 'spec/x', create: true }
  it('leaves out what is known for a narrower type', () => {
    expect(mergeFieldSpecs([deployment], [{ ...any, path: 'spec/x', create: true }])).toEqual([deployment])
  })
  it('keeps a narrower type beside what is known for all', () => {
    const all = { ...any, path: 'spec/x' }
    expect(mergeFieldSpecs([all], [deployment])).toEqual([all, deployment])
  })
  it('refuses two opinions on making a field', () => {
    expect(() => mergeFieldSpecs([deployment], [{ ...any, path: 'spec/x' }])).toThrow(
      'the field `spec/x` has `create: false`, but is known already with `create: true` for the kind Deployment',
    )
  })
})

/** Sets fields to `new`, as the transformers that create scalars do, and gives the spec. */
function apply(spec: string, path: string, create = true): unknown {
  const [resource] = readResources(`apiVersion: v1\nkind: Widget\nmetadata: {name: w}\nspec: ${spec}`)
  if (resource === undefined) throw new Error('no object')
  const by = {
    cause: 'namespace',
    at: { file: 'kustomization.yaml', start: 1, end: 2 },
    value: 'new',
    before: undefined,
  } as const
  const seen: unknown[] = []
  applyFieldSpec(resource, { ...any, path, create }, { kind: 'scalar', tag: '!!str', by }, (node) => {
    seen.push(toData(node))
    node.value = 'new'
    node.tag = '!!str'
  })
  return { seen, spec: (toData(resource.root) as { spec: unknown }).spec }
}

describe('applyFieldSpec', () => {
  it.each([
    ['{a: 1}', 'spec/a', [1], { a: 'new' }],
    ['{}', 'spec/a/b', [null], { a: { b: 'new' } }],
    ['{a: null}', 'spec/a/b', [null], { a: { b: 'new' } }],
    ['{a: [{b: 1}, null, {}]}', 'spec/a/b', [1, null], { a: [{ b: 'new' }, null, { b: 'new' }] }],
    ['{a: [{b: 1}]}', 'spec/a[]/b', [1], { a: [{ b: 'new' }] }],
    ['{a: null}', 'spec/a[]/b', [], { a: [] }],
    ['{}', 'spec/a[]/b', [], {}],
    ['{a: [[{b: 1}]]}', 'spec/a/b', [1], { a: [[{ b: 'new' }]] }],
    ['{a: 1}', ' spec / a ', [1], { a: 'new' }],
    ['{a: 1}', 'spec/ /a', [1], { a: 'new' }],
    ['{"a/b": 1}', String.raw`spec/a\/b`, [1], { 'a/b': 'new' }],
  ])('walks %s along `%s`', (spec, path, seen, result) => {
    expect(apply(spec, path)).toEqual({ seen, spec: result })
  })

  it('makes nothing where the field may not be made', () => {
    expect(apply('{a: null}', 'spec/a/b', false)).toEqual({ seen: [], spec: { a: null } })
  })

  it.each([
    ['{a: text}', 'spec/a/b', '`spec/a/b` of Widget `w` must be a map or list on the way, but is a text or number'],
    ['{a: {}}', 'spec/a/', 'the path `spec/a/` of Widget `w` has an empty key'],
    ['{a: {}}', '', 'a field for Widget `w` has no path'],
    ['{"1": a}', 'spec/1', '`spec/1` of Widget `w` must be a list for `1`, but is a map'],
    ['{a: {}}', 'spec/a/[b=c]', '`spec/a/[b=c]` of Widget `w` must be a list for `[b=c]`, but is a map'],
    ['{a: {}}', 'spec/[]', 'the path `spec/[]` of Widget `w` has an empty key'],
  ])('refuses %s along `%s`', (spec, path, message) => {
    expect(() => apply(spec, path)).toThrow(message)
  })
})
