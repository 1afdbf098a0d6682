import { isMap, type Node } from 'yaml'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { parseAsGoYaml } from '../../yaml/go-yaml/parse-as-go-yaml.ts'
import { spanOf } from '../../yaml/span-of.ts'
import { textOf } from '../../yaml/text-of.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { BuildError } from '../build-error.ts'
import { checkFields, type FieldProblem } from '../check-fields.ts'
import { fieldOf } from '../field-of.ts'
import { isEmptyKustomization } from '../is-empty-kustomization.ts'
import { createMapping, createScalar } from '../tree/create-node.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { readNode } from '../tree/read-node.ts'
import { setValue } from '../tree/set-value.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { Kustomization } from './kustomization.ts'

const versions = {
  Kustomization: 'kustomize.config.k8s.io/v1beta1',
  Component: 'kustomize.config.k8s.io/v1alpha1',
} as const

/**
 * The first document of a kustomization file, its fields checked. `lenient` as Flux decodes the file at the root of its
 * builds: unknown fields are passed over, numbers and booleans become texts where those are wanted, and it may be empty.
 */
export function parseKustomization(
  file: RepoPath,
  text: string,
  documents: readonly YamlDocument[] | undefined,
  mode: 'strict' | 'lenient' = 'strict',
): Kustomization {
  const whole = { file, start: 0, end: 0 }
  const [document] = parseAsGoYaml(text, 'kustomization', documents)
  const problem = document?.problems[0]
  if (problem !== undefined) {
    const at = { file, start: problem.start, end: problem.end }
    throw new BuildError({ code: 'malformed-yaml', message: problem.message, at })
  }
  const root = document?.root
  const empty = { code: 'kustomization-empty', message: 'nothing is set in this kustomization file', at: whole }
  if (document === undefined || root === undefined || (!isMap(root) && textOf(root) === undefined)) {
    if (mode === 'strict') throw new BuildError(empty)
    return { file, kind: 'Kustomization', root: createMapping(undefined), text }
  }
  if (!isMap(root)) {
    throw new BuildError({ code: 'kustomization-invalid', message: 'a kustomization file must be a map', at: whole })
  }
  const place = (node: Node): Location => ({ file, ...spanOf(node) })
  const found = checkFields(document, root)
  const [invalid, ...others] = found
    .filter((problem) => mode === 'strict' || !isPassedOver(problem))
    .map((problem) => ({
      code: 'kustomization-invalid',
      message: describe(problem),
      help: problem.help,
      at: place(problem.node),
    }))
  if (invalid !== undefined) throw new BuildError(invalid, others)
  const kindNode = fieldOf(document, root, 'kind')?.value
  const kind = textOf(kindNode) || 'Kustomization'
  if (kind !== 'Kustomization' && kind !== 'Component') {
    const message = `\`kind\` must be \`Kustomization\` or \`Component\`, but is \`${kind}\``
    throw new BuildError({ code: 'kustomization-invalid', message, at: kindNode ? place(kindNode) : whole })
  }
  const versionNode = fieldOf(document, root, 'apiVersion')?.value
  const version = textOf(versionNode) || versions[kind]
  if (version !== versions[kind]) {
    const message = `\`apiVersion\` of a ${kind} must be \`${versions[kind]}\`, but is \`${version}\``
    throw new BuildError({ code: 'kustomization-invalid', message, at: versionNode ? place(versionNode) : whole })
  }
  if (mode === 'strict' && isEmptyKustomization(document, root)) throw new BuildError(empty)
  const tree = readNode(document, root, file, 'build')
  for (const { steps, asText } of found) if (asText !== undefined) setText(tree, steps, asText)
  return { file, kind, root: tree, text }
}

/** What Flux decodes without a word: fields that are unknown, numbers and booleans in the place of texts. */
function isPassedOver({ message, asText }: FieldProblem): boolean {
  return message === 'unknownField' || message === 'unknownFieldNear' || asText !== undefined
}

function setText(root: TreeNode, steps: readonly string[], value: string): void {
  let node: TreeNode | undefined = root
  for (const step of steps) {
    node = node?.kind === 'sequence' ? node.items[Number(step)] : getFieldIgnoringCase(node, step)
  }
  if (node !== undefined) setValue(node, createScalar(value, undefined, { tag: '!!str', style: 'double' }))
}

function describe({ message, data }: FieldProblem): string {
  if (message === 'wrongType') return `${data.field} must be ${data.wanted}, but is ${data.found}`
  if (message === 'tooManyAliases') return 'aliases within aliases expand to more than kustomize reads'
  const near = data.near === undefined ? '' : `; did you mean \`${data.near}\`?`
  return `\`${data.field}\` is no field of ${data.where}${near}`
}
