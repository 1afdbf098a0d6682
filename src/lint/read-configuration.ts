import type { ErrorObject } from 'ajv'
import { isScalar, type Node } from 'yaml'
import { compileGlobs } from '../model/compile-globs.ts'
import { type ConfiguredGlob, defaultLayout, type Environment, type Layer, type Layout } from '../model/layout.ts'
import type { Rule } from '../rules/rule.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Severity } from '../source/severity.ts'
import { entriesOf } from '../yaml/entries-of.ts'
import { explainSchemaError } from '../yaml/explain-schema-error.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { parseYaml } from '../yaml/parse-yaml.ts'
import { spanOf } from '../yaml/span-of.ts'
import { toValue } from '../yaml/to-value.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'
import type { Configuration, RuleSetting } from './configuration.ts'
import type { ConfigurationError } from './configuration-error.ts'
import validateConfiguration from './generated/validate-configuration.js'

/** The shape that the schema guarantees. */
interface RawConfiguration {
  readonly layers?: Readonly<
    Record<string, { readonly paths: readonly string[]; readonly mayReference?: readonly string[] }>
  >
  readonly clusters?: readonly string[]
  readonly environments?: readonly (string | { readonly name: string; readonly clusters?: readonly string[] })[]
  readonly ephemeral?: readonly string[]
  readonly mainBranch?: string
  readonly infrastructure?: readonly string[]
  readonly flux?: string
  readonly kubernetes?: string
  readonly ignore?: readonly string[]
  readonly rules?: Readonly<Record<string, Severity | 'off' | Readonly<Record<string, unknown>>>>
}

/** What holds without a configuration file. */
export const defaultConfiguration: Configuration = { layout: defaultLayout, rules: new Map() }

/** Reads and validates `.gitops.yaml`. Returns the configuration, or every mistake in it. */
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
  if (document?.root === undefined) return defaultConfiguration

  const locate = (node: Node | undefined): ConfigurationError['at'] => ({
    file: path,
    ...spanOf(node ?? (document.root as Node)),
  })
  let value: unknown
  try {
    value = withStringVersions(toValue(document, document.root, '1.2'), document)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { errors: [{ message: 'aliases expand to more than any configuration needs', at: locate(undefined) }] }
  }
  if (!validateConfiguration(value)) {
    const failures: readonly ErrorObject[] = validateConfiguration.errors ?? []
    return {
      errors: explainSchemaError(failures, document).map(({ message, node }) => ({ message, at: locate(node) })),
    }
  }
  const raw = value as RawConfiguration
  const errors = [...checkLayers(raw, document), ...checkRules(raw, document, rules), ...checkGlobs(raw, document)]
  if (errors.length > 0) return { errors: errors.map(({ message, node }) => ({ message, at: locate(node) })) }
  const globs = listGlobNodes(raw, document).map(({ node, ...glob }) => ({ ...glob, at: locate(node) }))
  return { layout: toLayout(raw, globs), rules: toSettings(raw) }
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

interface Mistake {
  readonly message: string
  readonly node: Node | undefined
}

function checkLayers(raw: RawConfiguration, document: YamlDocument): readonly Mistake[] {
  const names = Object.keys(raw.layers ?? {})
  const mistakes: Mistake[] = []
  for (const [name, layer] of Object.entries(raw.layers ?? {})) {
    layer.mayReference?.forEach((wanted, index) => {
      if (names.includes(wanted)) return
      const node = nodeAt(document, document.root, ['layers', name, 'mayReference', index])
      mistakes.push({ message: `there is no layer \`${wanted}\`${suggestion(wanted, names)}`, node })
    })
  }
  return mistakes
}

function checkRules(raw: RawConfiguration, document: YamlDocument, rules: readonly Rule[]): readonly Mistake[] {
  const mistakes: Mistake[] = []
  for (const [id, setting] of Object.entries(raw.rules ?? {})) {
    const rule = rules.find((one) => one.id === id)
    if (rule === undefined) {
      const node = keyNode(document, ['rules'], id)
      mistakes.push({
        message: `there is no rule \`${id}\`${suggestion(
          id,
          rules.map((one) => one.id),
        )}`,
        node,
      })
      continue
    }
    if (typeof setting === 'string') continue
    for (const [name, value] of Object.entries(setting)) {
      if (name === 'severity') continue
      const option = rule.options[name]
      if (option === undefined) {
        const known = ['severity', ...Object.keys(rule.options)]
        const node = keyNode(document, ['rules', id], name)
        mistakes.push({ message: `rule \`${id}\` has no option \`${name}\`${suggestion(name, known)}`, node })
      } else if (kindOf(option.default) !== kindOf(value)) {
        const node = nodeAt(document, document.root, ['rules', id, name])
        mistakes.push({ message: `\`${name}\` must be ${kindOf(option.default)}, but is ${kindOf(value)}`, node })
      }
    }
  }
  return mistakes
}

/** Globs that cannot be compiled; each is named once. */
function checkGlobs(raw: RawConfiguration, document: YamlDocument): readonly Mistake[] {
  return listGlobNodes(raw, document).flatMap(({ glob, node }): readonly Mistake[] => {
    try {
      compileGlobs([glob])
      return []
    } catch {
      return [{ message: `\`${glob}\` is not a glob that can be matched`, node }]
    }
  })
}

function suggestion(word: string, known: readonly string[]): string {
  const near = nearestMatch(word, known)
  return near === undefined
    ? known.length > 0 && known.length <= 8
      ? `; there are ${known.join(', ')}`
      : ''
    : `; did you mean \`${near}\`?`
}

function keyNode(document: YamlDocument, path: readonly string[], key: string): Node | undefined {
  return entriesOf(document, nodeAt(document, document.root, path)).find((entry) => entry.key === key)?.keyNode
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? 'a list of texts' : 'a list'
  if (typeof value === 'string') return 'a text'
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'number' ? 'a number' : 'something else'
}

function toLayout(raw: RawConfiguration, globs: Layout['globs']): Layout {
  return {
    layers: raw.layers === undefined ? defaultLayout.layers : toLayers(raw.layers),
    clusters: (raw.clusters ?? defaultLayout.clusters).map((path) => path.replace(/^\.\//, '').replace(/\/$/, '')),
    environments: (raw.environments ?? []).map(toEnvironment),
    ephemeral: raw.ephemeral ?? defaultLayout.ephemeral,
    mainBranch: raw.mainBranch,
    infrastructure: raw.infrastructure ?? defaultLayout.infrastructure,
    fluxVersion: raw.flux,
    kubernetesVersion: raw.kubernetes,
    ignore: raw.ignore ?? defaultLayout.ignore,
    globs,
  }
}

function toLayers(layers: NonNullable<RawConfiguration['layers']>): readonly Layer[] {
  const names = Object.keys(layers)
  return Object.entries(layers).map(([name, { paths, mayReference }], index) => ({
    name,
    paths,
    mayReference: mayReference ?? names.slice(index),
  }))
}

function toEnvironment(raw: string | { readonly name: string; readonly clusters?: readonly string[] }): Environment {
  if (typeof raw === 'string') return { name: raw, clusters: [raw] }
  return { name: raw.name, clusters: raw.clusters ?? [raw.name] }
}

function toSettings(raw: RawConfiguration): ReadonlyMap<string, RuleSetting> {
  return new Map(
    Object.entries(raw.rules ?? {}).map(([id, setting]): [string, RuleSetting] => {
      if (typeof setting === 'string') return [id, { severity: setting as Severity | 'off', options: {} }]
      const { severity, ...options } = setting
      return [id, { severity: severity as RuleSetting['severity'], options: options as RuleSetting['options'] }]
    }),
  )
}

type GlobNode = Omit<ConfiguredGlob, 'at'> & { readonly node: Node | undefined }

function listGlobNodes(raw: RawConfiguration, document: YamlDocument): readonly GlobNode[] {
  const globs: GlobNode[] = []
  const add = (setting: string, path: readonly (string | number)[], matches: ConfiguredGlob['matches']): void => {
    for (const node of itemsOf(document, nodeAt(document, document.root, path))) {
      if (isScalar(node)) globs.push({ setting, glob: String(node.value), matches, node })
    }
  }
  for (const name of Object.keys(raw.layers ?? {})) add(`layers.${name}.paths`, ['layers', name, 'paths'], 'paths')
  add('clusters', ['clusters'], 'paths')
  raw.environments?.forEach((environment, index) => {
    const path = ['environments', index]
    if (typeof environment !== 'string') {
      add(`environments.${environment.name}`, [...path, 'clusters'], 'cluster names')
    } else {
      const node = nodeAt(document, document.root, path)
      globs.push({ setting: 'environments', glob: environment, matches: 'cluster names', node })
    }
  })
  // Not `ephemeral`: such clusters come and go.
  add('infrastructure', ['infrastructure'], 'paths')
  add('ignore', ['ignore'], 'paths')
  return globs
}
