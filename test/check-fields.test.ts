import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { lintRepository } from '../src/lint/lint-repository.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout } from '../src/model/layout.ts'
import kustomizationSchema from '../src/rules/kustomization-schema.ts'
import yamlSyntax from '../src/rules/yaml-syntax.ts'
import cases from './data/kustomization-schema-cases.json' with { type: 'json' }

/** What is said of a kustomization file, its being empty and its further documents aside. */
function judge(yaml: string): readonly string[] {
  const files = createMemoryFileSystem({ 'kustomization.yaml': new TextEncoder().encode(yaml) })
  const repository = buildRepository(files, defaultLayout, { remotes: [] })
  return lintRepository(repository, { rules: new Map() }, [kustomizationSchema, yamlSyntax])
    .map(({ message }) => message)
    .filter((message) => !/nothing is set|first document/.test(message))
}

/** Where the rule judges otherwise than kustomize, and why. */
const differences: Readonly<Record<string, string>> = {
  'the long s folds to s': 'nobody writes it',
  'not a number': 'JSON has no such number: no question of the fields',
  'Helm template without quotes': 'a template that no cluster loads',
}

describe('the rule judges kustomization files as kustomize 5.8.1', () => {
  it.each(cases)('$name', ({ name, yaml, accepts }) => {
    const isAccepted = name in differences ? !accepts : accepts
    const messages = judge(yaml)
    expect(messages.length === 0, messages.join('\n')).toBe(isAccepted)
  })
})
