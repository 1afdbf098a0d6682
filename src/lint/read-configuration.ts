import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { defaultLayout } from '../model/layout.ts'
import type { Rule } from '../rules/rule.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Severity } from '../source/severity.ts'
import { explainSchemaError } from '../yaml/explain-schema-error.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { parseYaml } from '../yaml/parse-yaml.ts'
import { spanOf } from '../yaml/span-of.ts'
import { textOf } from '../yaml/text-of.ts'
import { toValue } from '../yaml/to-value.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'
import { checkConfiguration } from './check-configuration.ts'
import type { Configuration, RuleSetting } from './configuration.ts'
import type { ConfigurationError } from './configuration-error.ts'
import validateConfiguration from './generated/validate-configuration.js'
import { listConfiguredGlobs } from './list-configured-globs.ts'
import type { RawConfiguration, RawRules } from './raw-configuration.ts'
import { readDeclaredVariables } from './read-declared-variables.ts'
import { toLayout } from './to-layout.ts'
import { withContent } from './with-content.ts'

/** What holds without a configuration file. */
export const defaultConfiguration: Configuration = { layout: defaultLayout, rules: new Map(), overrides: [] }

/** Reads and validates `.gitops.yaml`. Returns the configuration, or every mistake in it, in the order of the text. */
export function readConfiguration(
  path: RepoPath,
  text: string,
  rules: readonly Rule[],
): Configuration | { readonly errors: readonly ConfigurationError[] } {
  const documents = parseYaml(text)
  const document = documents[0]
  const syntax = documents.flatMap(({ problems }) => problems)
  if (syntax.length > 0) {
    return { errors: syntax.map(({ message, start, end }) => ({ message, at: { file: path, start, end } })) }
  }
  const second = documents.slice(1).find((one) => one.root !== undefined)?.root
  if (second !== undefined) {
    return {
      errors: [
        { message: 'only the first document is read; this one would be lost', at: { file: path, ...spanOf(second) } },
      ],
    }
  }
  if (document?.root === undefined) return defaultConfiguration

  const root = document.root
  if (!isMap(root)) {
    return {
      errors: [
        {
          message: `the file must be a map; found ${isSeq(root) ? 'a list' : `\`${textOf(root) ?? ''}\``}`,
          at: { file: path, ...spanOf(root) },
        },
      ],
    }
  }
  const locate = (node: Node | undefined): ConfigurationError['at'] => ({ file: path, ...spanOf(node ?? root) })
  try {
    const value = withStringVersions(toValue(document, root, '1.2'), document)
    const failures = validateConfiguration(value) ? [] : (validateConfiguration.errors ?? [])
    const mistakes = [...explainSchemaError(failures, document), ...checkConfiguration(document, rules)]
    if (mistakes.length > 0) {
      const errors = mistakes.map(({ message, node }) => ({ message, at: locate(node) }))
      return { errors: errors.sort((a, b) => a.at.start - b.at.start) }
    }
    const globs = listConfiguredGlobs(document).map(({ node, ...glob }) => ({ ...glob, at: locate(node) }))
    const raw = value as RawConfiguration
    return {
      layout: toLayout(raw, globs, readDeclaredVariables(document, path)),
      rules: toSettings(raw.rules),
      overrides: (raw.overrides ?? []).map((one) => ({
        paths: one.paths.flatMap(withContent),
        rules: toSettings(one.rules),
      })),
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { errors: [{ message: 'aliases expand to more than any configuration needs', at: locate(undefined) }] }
  }
}

/** `flux: 2.9` is a number to YAML; what is meant is what is written. */
function withStringVersions(value: unknown, document: YamlDocument): unknown {
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = { ...value }
  for (const key of ['flux', 'kubernetes']) {
    const node = nodeAt(document, document.root, [key])
    if (typeof copy[key] === 'number' && isScalar(node)) copy[key] = String(node.value)
  }
  return copy
}

function toSettings(raw: RawRules = {}): ReadonlyMap<string, RuleSetting> {
  return new Map(
    Object.entries(raw).map(([id, setting]): [string, RuleSetting] => {
      if (typeof setting === 'string') return [id, { severity: setting as Severity | 'off', options: {} }]
      const { severity, ...options } = setting
      return [id, { severity: severity as RuleSetting['severity'], options: options as RuleSetting['options'] }]
    }),
  )
}
