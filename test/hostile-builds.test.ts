import { describe, expect, it } from 'vitest'
import type { FileSystem } from '../src/files/file-system.ts'
import { createFileTree } from '../src/files/file-tree.ts'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { type Build, build } from '../src/kustomize/build/build.ts'
import { createBuildFiles } from '../src/kustomize/build/build-files.ts'

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'

function buildFrom(fileSystem: FileSystem, directory: string): Build {
  const files = createBuildFiles(fileSystem, createFileTree(fileSystem))
  return build(files, directory, { restrictor: 'LoadRestrictionsNone', order: 'legacy' })
}

function codesOf(files: Readonly<Record<string, string>>, directory = ''): readonly string[] {
  return buildFrom(createMemoryFileSystem(files), directory).problems.map(({ code }) => code)
}

/** Nine references to the line before in each line. */
function aliasBomb(start: string, name: (level: number) => string): string {
  const lines = Array.from({ length: 9 }, (_, level) => {
    const items = level === 0 ? Array(9).fill('x') : Array(9).fill(`*a${level - 1}`)
    return `${name(level)}: &a${level} [${items.join(', ')}]`
  })
  return `${start}${lines.join('\n')}\n`
}

describe('a build meant to do harm ends with a problem', () => {
  it('aliases of aliases in a manifest', () => {
    const files = {
      'kustomization.yaml': 'resources: [a.yaml]\n',
      'a.yaml': aliasBomb(`${configMap}data:\n`, (level) => `  k${level}`),
    }
    expect(codesOf(files)).toEqual(['alias-bomb'])
  })

  it('aliases of aliases in a kustomization file, a patch and a configuration', () => {
    expect(codesOf({ 'kustomization.yaml': aliasBomb('', (level) => `x${level}`) })).toEqual(['kustomization-invalid'])
    const files = {
      'kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: p.yaml }]\nconfigurations: [c.yaml]\n',
      'a.yaml': configMap,
      'p.yaml': aliasBomb(`${configMap}data:\n`, (level) => `  k${level}`),
      'c.yaml': aliasBomb('', (level) => `x${level}`),
    }
    expect(codesOf(files)).toContain('alias-bomb')
  })

  it('10,000 nested kustomizations', () => {
    const files = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, level) => [`${level}/kustomization.yaml`, `resources: [../${level + 1}]\n`]),
    )
    expect(codesOf(files, '0')).toEqual(['too-large'])
  })

  it('diamonds that double at each of 30 levels', () => {
    const files: Record<string, string> = { '30/kustomization.yaml': 'configMapGenerator: [{ name: a }]\n' }
    for (let level = 0; level < 30; level += 1) {
      files[`${level}/kustomization.yaml`] = `resources: [../${level}a, ../${level}b]\n`
      for (const side of 'ab') {
        files[`${level}${side}/kustomization.yaml`] = `namePrefix: ${side}-\nresources: [../${level + 1}]\n`
      }
    }
    expect(codesOf(files, '0')).toEqual(['too-large'])
  })

  it('a directory that leads back to itself, in one step and in three', () => {
    expect(codesOf({ 'a/kustomization.yaml': 'resources: [../a]\n' }, 'a')).toEqual(['cycle'])
    const ring = {
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'components: [../c]\n',
      'c/kustomization.yaml': 'kind: Component\nresources: [../a]\n',
    }
    expect(codesOf(ring, 'a')).toEqual(['cycle'])
  })

  it('regular expressions that blow up elsewhere', () => {
    const name = `${'a'.repeat(5_000)}b`
    const files = {
      'kustomization.yaml': `resources: [a.yaml]
patches:
  - target: { name: "(a+)+$" }
    patch: '[{ "op": "add", "path": "/data", "value": {} }]'
  - target: { name: "((a{500}){500}){500}" }
    patch: '[{ "op": "add", "path": "/data", "value": {} }]'
  - target: { name: "(?=a)" }
    patch: '[{ "op": "add", "path": "/data", "value": {} }]'
images: [{ name: "(x+x+)+y", newTag: a }]
`,
      'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [{ image: ${'x'.repeat(5_000)} }] }\n`,
    }
    expect(codesOf(files)).toEqual(['invalid-regex', 'invalid-regex'])
  })

  it('a generator file of 100 MB, which is not even read', () => {
    const small = createMemoryFileSystem({ 'kustomization.yaml': 'configMapGenerator: [{ name: a, files: [big] }]\n' })
    const fileSystem: FileSystem = {
      ...small,
      entries: [...small.entries, { path: 'big', kind: 'file', size: 100 * 1024 * 1024 }],
      read(path) {
        expect(path).not.toBe('big')
        return small.read(path)
      },
    }
    const [problem] = buildFrom(fileSystem, '').problems
    expect(problem).toMatchObject({ code: 'file-too-large', message: expect.stringContaining('100 MiB') })
  })

  it('brackets that are nested 100,000 deep', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(codesOf({ 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': `${configMap}x: ${deep}\n` })).toEqual([
      'malformed-yaml',
    ])
    expect(codesOf({ 'kustomization.yaml': `resources: ${deep}\n` })).toEqual(['malformed-yaml'])
  })

  it('keys that are dangerous in JavaScript are keys', () => {
    const files = {
      'kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: p.yaml }]\n',
      'a.yaml': `${configMap}data: { __proto__: x, constructor: y }\n`,
      'p.yaml': `${configMap}data: { __proto__: z, toString: w }\n`,
    }
    const [object] = buildFrom(createMemoryFileSystem(files), '').objects
    const data = object?.value instanceof Map ? object.value.get('data') : undefined
    expect(data).toEqual(
      new Map([
        ['__proto__', 'z'],
        ['constructor', 'y'],
        ['toString', 'w'],
      ]),
    )
  })

  it('paths out of the repository, absolute or not, in every field', () => {
    const files = {
      'a/kustomization.yaml': `resources: [../../x.yaml, /etc/passwd]
components: [../../../c]
patches: [{ path: /etc/passwd }]
configMapGenerator: [{ name: a, files: [../../../etc/passwd], envs: [/etc/hostname] }]
configurations: [../../c.yaml]
transformers: [../../t.yaml]
openapi: { path: /etc/passwd }
`,
    }
    const codes = codesOf(files, 'a')
    expect(new Set(codes)).toEqual(new Set(['outside-repository']))
  })

  it('what is not text, in place of every file', () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x00, 0xd8, 0x80])
    const fileSystem = createMemoryFileSystem({
      'kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: a.yaml }]\nconfigurations: [a.yaml]\n',
      'a.yaml': bytes,
    })
    expect(new Set(buildFrom(fileSystem, '').problems.map(({ code }) => code))).toEqual(new Set(['malformed-yaml']))
    expect(buildFrom(createMemoryFileSystem({ 'kustomization.yaml': bytes }), '').problems).toHaveLength(1)
  })

  it('thousands of generators and objects are no harm', () => {
    const generators = Array.from({ length: 2_000 }, (_, index) => `  - { name: a${index}, literals: [a=b] }\n`)
    const files = { 'kustomization.yaml': `configMapGenerator:\n${generators.join('')}` }
    expect(buildFrom(createMemoryFileSystem(files), '').objects).toHaveLength(2_000)
  })
})
