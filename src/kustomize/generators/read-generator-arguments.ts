import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import type { Setting } from '../setting.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { GeneratorArguments, GeneratorBehavior, GeneratorOptions, Literal } from './generator-arguments.ts'
import { mergeGeneratorOptions, readGeneratorOptions } from './read-generator-options.ts'
import { readText } from './read-scalar.ts'

const behaviors: readonly GeneratorBehavior[] = ['create', 'replace', 'merge']

/**
 * Reads one entry of `configMapGenerator` or `secretGenerator`, with what readGeneratorOptions has read of the file's
 * `generatorOptions` merged in. No step of a Secret's literals holds their text.
 */
export function readGeneratorArguments(
  node: TreeNode,
  kind: 'ConfigMap' | 'Secret',
  shared: GeneratorOptions | undefined,
): GeneratorArguments {
  if (node.kind !== 'mapping' && !isNullNode(node)) {
    const message = `an entry of \`${kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator'}\` must be a map`
    throw new BuildError({ code: 'kustomization-invalid', message, at: node.step?.at })
  }
  const cause = kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator'
  const by: Step = { cause, at: placeOf(node), value: undefined, before: undefined }
  const read = (field: string): Setting | undefined => readSetting(getFieldIgnoringCase(node, field), field, by)
  const readList = (field: string): Setting[] => readSettings(getFieldIgnoringCase(node, field), field, by)
  const behavior = read('behavior')
  const env = read('env')
  const literals = readLiterals(getFieldIgnoringCase(node, 'literals'), by)
  return {
    kind,
    by,
    name: read('name'),
    namespace: read('namespace'),
    behavior: {
      text: behaviors.find((known) => known === behavior?.text) ?? 'unspecified',
      by: behavior?.by ?? by,
    },
    literals: kind === 'Secret' ? literals.map(forgetValue) : literals,
    files: readList('files'),
    envs: [...readList('envs'), ...(env === undefined ? [] : [env])],
    type: kind === 'Secret' ? read('type') : undefined,
    options: mergeGeneratorOptions(readGeneratorOptions(getFieldIgnoringCase(node, 'options'), cause), shared, cause),
  }
}

/** Where the entry is written: at its name if it has no place of its own. */
function placeOf(node: TreeNode): Location | undefined {
  return node.step?.at ?? getFieldIgnoringCase(node, 'name')?.step?.at
}

function readSetting(node: TreeNode | undefined, field: string, by: Step): Setting | undefined {
  if (node === undefined) return undefined
  const text = readText(node, field)
  return text === '' ? undefined : { text, by: { ...by, at: node.step?.at, value: text } }
}

function readSettings(node: TreeNode | undefined, field: string, by: Step): Setting[] {
  if (node === undefined || isNullNode(node)) return []
  if (node.kind !== 'sequence') {
    const message = `\`${field}\` of a generator must be a list`
    throw new BuildError({ code: 'kustomization-invalid', message, at: node.step?.at })
  }
  return node.items.map((item) => {
    const text = readText(item, field)
    return { text, by: { ...by, at: item.step?.at, value: text } }
  })
}

function readLiterals(node: TreeNode | undefined, by: Step): Literal[] {
  return readSettings(node, 'literals', by).map((setting, index) => ({
    isBlock: node?.items[index]?.style === 'literal',
    ...setting,
  }))
}

function forgetValue(literal: Literal): Literal {
  return { ...literal, by: { ...literal.by, value: undefined } }
}
