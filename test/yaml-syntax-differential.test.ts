import { describe, expect, it } from 'vitest'
import { findSyntaxProblems } from '../src/yaml/go-yaml/find-syntax-problems.ts'
import { parseYaml } from '../src/yaml/parse-yaml.ts'
import table from './data/yaml-syntax-cases.json' with { type: 'json' }

// The verdicts in the table are those of the parsers that kustomize 5.8.1 is built with. `manifest`: kyaml v0.21.1
// (kio.FromBytes and then RNode.MarshalJSON, duplicate keys aside), which cuts the text at `---` and uses go-yaml
// v3.0.3. `kustomization`: sigs.k8s.io/yaml v1.5.0 (YAMLToJSON), which reads one document with go-yaml v2.4.2.
// `differs` says why the rule judges otherwise on purpose.

interface Case {
  readonly name: string
  readonly yaml: string
  readonly manifest: boolean
  readonly kustomization: boolean
  readonly errors?: { readonly manifest?: string; readonly kustomization?: string }
  readonly differs?: { readonly manifest?: string; readonly kustomization?: string }
}

const cases: readonly Case[] = table

describe.each(['manifest', 'kustomization'] as const)('a %s is read as kustomize reads it', (reader) => {
  it.each(cases)('$name', ({ yaml, differs, ...verdicts }) => {
    const problems = findSyntaxProblems(yaml, parseYaml(yaml), reader)
    const isAccepted = differs?.[reader] === undefined ? verdicts[reader] : !verdicts[reader]
    expect(problems.length === 0, JSON.stringify(problems)).toBe(isAccepted)
    for (const { start, end } of problems) {
      expect(start).toBeGreaterThanOrEqual(0)
      expect(start).toBeLessThanOrEqual(end)
      expect(end).toBeLessThanOrEqual(yaml.length)
    }
  })
})

it('names each case once', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
})
