import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { substituteObject } from '../../src/flux/substitution/substitute-object.ts'
import type { SubstitutedObject } from '../../src/flux/substitution/substituted-object.ts'
import type { Variable, Variables } from '../../src/flux/substitution/variables.ts'
import type { BuiltObject } from '../../src/kustomize/build/built-object.ts'
import { findField } from '../../src/kustomize/lineage/find-field.ts'
import { parseFieldPath } from '../../src/kustomize/lineage/parse-field-path.ts'
import { readObjects } from '../../src/kustomize/resource/read-objects.ts'
import { toJson } from '../../src/kustomize/tree/to-json.ts'
import type { Location } from '../../src/source/location.ts'
import { emitYaml } from '../../src/yaml/emit-yaml.ts'
import { plainTree } from '../kustomize/plain-tree.ts'

// Each line of the fixture holds an object, variables, and what SubstituteVariables of github.com/fluxcd/pkg/kustomize
// v1.35.4 makes of them, as kustomize prints it.

interface Row {
  readonly object: string
  readonly variables: Readonly<Record<string, string>>
  readonly strict?: boolean
  readonly result?: string
  readonly error?: true
}

const file = 'app.yaml'
const place: Location = { file: 'settings.yaml', start: 7, end: 9 }

function read(text: string): BuiltObject {
  const [root] = readObjects(text, file)
  if (root === undefined) throw new Error('no object')
  const id = { group: '', version: 'v1', kind: 'ConfigMap', name: 'n', namespace: '', isClusterScoped: false }
  return { id, root, value: toJson(root) }
}

function variablesOf(values: Readonly<Record<string, string | undefined>>): Variables {
  const known = Object.entries(values).map(([name, value]): [string, Variable] => [name, { value, at: place }])
  return { known: new Map(known), isOpen: false }
}

function substitute(
  text: string,
  values: Readonly<Record<string, string | undefined>>,
  isStrict = true,
): SubstitutedObject {
  return substituteObject(read(text), variablesOf(values), {
    isStrict,
    readText: (path) => (path === file ? text : undefined),
  })
}

it('makes of every object what Flux makes of it', () => {
  const lines = readFileSync('fixtures/substitution/objects.jsonl', 'utf8').trim().split('\n')
  expect(lines.length).toBeGreaterThan(150)
  for (const line of lines) {
    const row = JSON.parse(line) as Row
    const { object, problems } = substitute(row.object, row.variables, row.strict === true)
    if (row.error) expect(problems.length, line).toBeGreaterThan(0)
    else {
      expect({ text: emitYaml(object.value), problems }, line).toEqual({ text: row.result, problems: [] })
      expect(emitYaml(toJson(object.root)), line).toBe(row.result)
    }
  }
})

const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: n-\${env}
data:
  plain: "\${port}"
  both: \${u:=\${port}}x
  'key-\${env}': fixed
  script: |
    echo $HOME
    echo "\${port} \${secret}"
`

describe('lineage', () => {
  const result = substitute(configMap, { env: 'prod', port: '8080', secret: undefined })
  const stepsOf = (path: string): readonly string[] => {
    const found = findField(result.object.root, parseFieldPath(path) ?? [])
    if (!('steps' in found)) throw new Error(`no field ${path}`)
    return found.steps.map(({ cause, value, at }) => `${cause} ${value} ${at?.file}`)
  }

  it('goes from the text to the variable', () => {
    expect(stepsOf('metadata.name')).toEqual([`resource n-\${env} app.yaml`, 'substitution n-prod settings.yaml'])
    expect(stepsOf('data.both')).toEqual([`resource \${u:=\${port}}x app.yaml`, 'substitution 8080x settings.yaml'])
    expect(stepsOf('data["key-prod"]')).toEqual(['resource fixed app.yaml'])
  })

  it('gives the object the id that it then has', () => {
    expect(result.object.id.name).toBe('n-prod')
  })

  it('finds each use in the source', () => {
    const found = result.uses.map(({ name, outcome, path, isKey, at }) => ({
      name,
      outcome,
      path: path.join('.'),
      isKey,
      text: at && configMap.slice(at.start, at.end),
    }))
    expect(found).toEqual([
      { name: 'u', outcome: 'default', path: 'data.both', isKey: false, text: `\${u:=\${port}}` },
      { name: 'port', outcome: 'value', path: 'data.both', isKey: false, text: `\${port}` },
      { name: 'env', outcome: 'value', path: `data.key-\${env}`, isKey: true, text: `\${env}` },
      { name: 'port', outcome: 'value', path: 'data.plain', isKey: false, text: `\${port}` },
      { name: 'port', outcome: 'value', path: 'data.script', isKey: false, text: `\${port}` },
      { name: 'secret', outcome: 'unseen', path: 'data.script', isKey: false, text: `\${secret}` },
      { name: 'env', outcome: 'value', path: 'metadata.name', isKey: false, text: `\${env}` },
    ])
  })

  it('reports a text that becomes a number', () => {
    expect(
      result.retyped.map(({ path, from, to, uses }) => ({ path, from, to, names: uses.map(({ name }) => name) })),
    ).toEqual([{ path: ['data', 'plain'], from: 'text', to: 'number', names: ['port'] }])
    expect(result.problems).toEqual([])
  })
})

it('changes nothing of the object that it is given', () => {
  const object = read(configMap)
  const before = plainTree(object.root)
  const options = { isStrict: true, readText: (): string => configMap }
  const { object: changed } = substituteObject(object, variablesOf({ env: 'x', port: '1', secret: 'y' }), options)
  expect(changed).not.toBe(object)
  expect(plainTree(object.root)).toEqual(before)
})

it.each(['k: text', 'k: $HOME $(date)', 'k: 5'])('gives back an object in which nothing can change: %s', (data) => {
  const object = read(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n}\ndata: {${data}}\n`)
  expect(substituteObject(object, variablesOf({ v: 'x' }), { isStrict: true, readText: () => undefined }).object).toBe(
    object,
  )
})

describe('problems', () => {
  const withData = (data: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n}\ndata:\n  a: x\n  k: ${data}\n`

  it.each<readonly [string, string, string, string]>([
    ['undefined', `'\${prot}'`, 'substitution-undefined', `\${prot}`],
    ['shell', `"for i in \${list[@]}"`, 'substitution-syntax', `\${list[@]}`],
    ['unbalanced', `'\${port'`, 'substitution-syntax', `\${`],
    ['colon', `\${colon}`, 'substitution-unreadable', `\${colon}`],
    ['alias', `x-\${port} \${port}`, 'none', ''],
    ['tag', `\${tag}`, 'substitution-unreadable', `\${tag}`],
  ])('%s', (_, data, code, at) => {
    const text = withData(data)
    const { problems } = substitute(text, { port: '1', colon: 'hunter2: b', tag: '!!int hunter2' })
    const [problem] = problems
    expect(problem?.code ?? 'none').toBe(code)
    expect(problem?.at === undefined ? '' : text.slice(problem.at.start, problem.at.end)).toContain(at)
    expect(JSON.stringify(problems)).not.toContain('hunter2')
  })

  it('names all undefined variables, and what was meant', () => {
    const { problems, object } = substitute(withData(`\${por} \${prt}`), { port: '1' })
    expect(problems.map(({ message }) => message)).toEqual([
      'the variable `por` is not defined, so that Flux fails; did you mean `port`?',
      'the variable `prt` is not defined, so that Flux fails; did you mean `port`?',
    ])
    expect(emitYaml(object.value)).toContain(`\${por} \${prt}`)
  })
})

it('reads large objects in time', () => {
  const many = Array.from({ length: 3000 }, (_, index) => `  k${index}: 'a \${v} b \${w:=x}'`).join('\n')
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n}\ndata:\n${many}\n  z: |\n    ${`\${v} `.repeat(20_000)}\n`
  const { uses, problems } = substitute(text, { v: 'y' })
  expect(problems).toEqual([])
  expect(uses.length).toBe(26_000)
  expect(uses.every(({ at }) => at !== undefined && text.startsWith(`\${`, at.start) && text[at.end - 1] === '}')).toBe(
    true,
  )
})
