import type { ErrorObject } from 'ajv'
import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { nearestMatch } from '../source/nearest-match.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { stepsOf } from '../yaml/steps-of.ts'
import { toValue } from '../yaml/to-value.ts'
import { typeNames } from '../yaml/type-names.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'
import { decodeAsText } from './decode-as-text.ts'
import { fieldOf } from './field-of.ts'
import validate from './generated/validate-kustomization.js'

/** Something in a kustomization file that kustomize does not accept. */
export interface FieldProblem {
  readonly message: 'unknownField' | 'unknownFieldNear' | 'wrongType' | 'tooManyAliases'
  readonly data: Readonly<Record<string, string>>
  readonly help?: string
  /** The key of an unknown field, the value of a wrong type. */
  readonly node: Node
  readonly pointer: string
  /** Names of fields as kustomize knows them, and indices, from the root to the node; of an unknown field to its map. */
  readonly steps: readonly string[]
  /** What Flux takes a number or boolean for at the root of its build, where a text is wanted. */
  readonly asText?: string
}

/** Deeper than the fields of kustomization files are nested. */
const maximumDepth = 8

/**
 * Checks the fields of a kustomization file against the compiled schema, at every level. Letter case is ignored in the
 * names of fields, as Go's json does. The root must be a map.
 */
export function checkFields(document: YamlDocument, root: Node): readonly FieldProblem[] {
  const problems = knownProblems.get(root) ?? findProblems(document, root)
  knownProblems.set(root, problems)
  return problems
}

/** What was found before: rules and builds ask the same of a file, and documents never change. */
const knownProblems = new WeakMap<Node, readonly FieldProblem[]>()

function findProblems(document: YamlDocument, root: Node): readonly FieldProblem[] {
  let value: unknown
  try {
    value = toValue(document, root)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return [{ message: 'tooManyAliases', data: {}, node: root, pointer: 'aliases', steps: [] }]
  }
  for (let depth = 0; depth < maximumDepth; depth += 1) {
    if (validate(value)) return []
    if (!(validate.errors ?? []).map((error) => renameField(error, value)).some((isRenamed) => isRenamed)) break
  }
  const problems = new Map<string, FieldProblem>()
  for (const error of validate.errors ?? []) {
    const problem = explain(error, document, root)
    if (problem !== undefined) problems.set(`${error.instancePath} ${problem.data.field}`, problem)
  }
  return [...problems.values()]
}

function knownFields(error: ErrorObject): readonly string[] {
  return Object.keys((error.parentSchema?.properties as object | undefined) ?? {})
}

/** Gives a field that is unknown only by its letter case the name that the schema knows. */
function renameField(error: ErrorObject, value: unknown): boolean {
  if (error.keyword !== 'additionalProperties') return false
  const key = String(error.params.additionalProperty)
  const name = knownFields(error).find((known) => known.toLowerCase() === key.toLowerCase())
  let holder = value as Record<string, unknown>
  for (const step of stepsOf(error.instancePath)) holder = holder[step] as Record<string, unknown>
  if (name === undefined || !(key in holder)) return false
  if (!(name in holder)) holder[name] = holder[key]
  delete holder[key]
  return true
}

function explain(error: ErrorObject, document: YamlDocument, root: Node): FieldProblem | undefined {
  const steps = stepsOf(error.instancePath)
  // what is said of the two is said by the rule itself
  if (error.keyword === 'enum' && (steps[0] === 'kind' || steps[0] === 'apiVersion')) return undefined
  const node = nodeAt(document, root, steps)
  if (node === undefined) return undefined
  if (error.keyword === 'additionalProperties') return explainUnknown(error, document, node, steps)
  return explainType(error, node, steps)
}

function nodeAt(document: YamlDocument, root: Node, steps: readonly string[]): Node | undefined {
  let node: Node | undefined = root
  for (const step of steps) {
    node = isSeq(node) ? itemsOf(document, node)[Number(step)] : fieldOf(document, node, step)?.value
  }
  return node
}

function explainUnknown(
  error: ErrorObject,
  document: YamlDocument,
  node: Node,
  steps: readonly string[],
): FieldProblem | undefined {
  const field = String(error.params.additionalProperty)
  const key = fieldOf(document, node, field)?.keyNode
  if (key === undefined) return undefined
  const known = knownFields(error)
  const near = synonyms.get(field)?.find((name) => known.includes(name)) ?? nearestMatch(field, known)
  const where = steps.length === 0 ? 'a kustomization file' : `\`${nameOf(steps)}\``
  const base = { node: key, pointer: nameOf([...steps, field]), steps }
  if (near !== undefined) return { message: 'unknownFieldNear', data: { field, where, near }, ...base }
  const help =
    fluxFields.has(field) && steps.length === 0 ? 'It belongs in the `spec` of a Flux Kustomization.' : undefined
  const list =
    known.length > 0 && known.length <= 12
      ? `Known there: ${known.map((name) => `\`${name}\``).join(', ')}.`
      : undefined
  return {
    message: 'unknownField',
    data: { field, where },
    ...base,
    ...((help ?? list) ? { help: help ?? list ?? '' } : {}),
  }
}

/** What people write for another field, further from it than a slip of the pen. */
const synonyms = new Map<string, readonly string[]>([
  ['tag', ['newTag']],
  ['image', ['name']],
  ['file', ['path', 'files']],
  ['content', ['patch']],
  ['labels', ['pairs', 'labelSelector']],
  ['includeSelector', ['includeSelectors']],
  ['literal', ['literals']],
  ['selector', ['labelSelector']],
  ['annotations', ['commonAnnotations', 'annotationSelector']],
])

/** Fields of a Flux Kustomization that people put into a kustomization file. */
const fluxFields: ReadonlySet<string> = new Set(
  'commonMetadata decryption deletionPolicy dependsOn force healthChecks interval path postBuild prune retryInterval serviceAccountName sourceRef spec suspend targetNamespace timeout wait'.split(
    ' ',
  ),
)

/** `images[].newTag` */
function nameOf(steps: readonly string[]): string {
  return steps
    .map((step) => (/^\d+$/.test(step) ? '[]' : `.${step}`))
    .join('')
    .replace(/^\./, '')
}

function explainType(error: ErrorObject, node: Node, steps: readonly string[]): FieldProblem | undefined {
  if (error.keyword !== 'type' && error.keyword !== 'minimum' && error.keyword !== 'maximum') return undefined
  const types = [error.params.type ?? 'integer'].flat() as readonly string[]
  const wanted = types.find((type) => type !== 'null') ?? 'string'
  const name = nameOf(steps)
  const field = name.endsWith('[]') ? `an entry of \`${name.slice(0, -2)}\`` : name === '' ? 'the file' : `\`${name}\``
  const written = isScalar(node) ? String(node.value) : ''
  // a number too large for a float (`12e4567`, a commit) stays a text in go-yaml
  const isTooLarge = typeof error.data === 'number' && !Number.isFinite(error.data)
  if (wanted === 'string' && isTooLarge && /\d/.test(written)) return undefined
  const found = isSeq(node) ? 'a list' : isMap(node) ? 'a map' : describe(error.data, written, name)
  const help = helpFor(wanted, error.data, name)
  const asText = wanted === 'string' && typeof error.data !== 'string' ? decodeAsText(name, node) : undefined
  return {
    message: 'wrongType',
    data: { field, wanted: typeNames[wanted] ?? wanted, found },
    ...(help === undefined ? {} : { help }),
    node,
    pointer: name,
    steps,
    ...(asText === undefined ? {} : { asText }),
  }
}

function describe(value: unknown, written: string, name: string): string {
  // What stands in a generator may be a secret.
  if (/^secretGenerator|literals/i.test(name)) return typeof value === 'string' ? 'a text' : `a ${typeof value}`
  if (typeof value === 'number') return `the number ${written}`
  if (typeof value === 'boolean')
    return written === String(value) ? written : `\`${written}\`, which YAML 1.1 takes for ${value}`
  return `the text \`${written.length > 42 ? `${written.slice(0, 40)}…` : written}\``
}

function helpFor(wanted: string, found: unknown, name: string): string | undefined {
  const isScalarFound = typeof found !== 'object'
  if (wanted === 'string' && isScalarFound) return 'Put the value in quotes.'
  if (wanted === 'array' && name === 'labels') return 'Write `labels: [{ pairs: { … } }]`.'
  if (wanted === 'array') return 'Begin each entry with `- `.'
  if (typeof found === 'string' && (wanted === 'boolean' || wanted === 'integer')) return 'Remove the quotes.'
  if (wanted === 'string' && /^(?:resources|components|bases)\[\]$/.test(name)) return 'An entry is a path: a text.'
  return undefined
}
