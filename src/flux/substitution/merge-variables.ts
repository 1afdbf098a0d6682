import type { BuildProblem } from '../../kustomize/build-problem.ts'
import type { VariableSource } from './variable-source.ts'
import type { Variable, Variables } from './variables.ts'

/** What the sources of a Flux Kustomization come to. */
export interface MergedVariables {
  readonly variables: Variables
  /** Names that Flux refuses (`substitution-name`), for which nothing of the Kustomization is applied. */
  readonly problems: readonly BuildProblem[]
}

/** Flux's varsubRegex. */
const nameForm = /^[_A-Za-z][_A-Za-z0-9]*$/

/**
 * The variables of sources in Flux's order: `substituteFrom` as listed, then what is inline; later ones win. Line breaks
 * are taken out of values. A value that an open source after it might replace is taken for what it is.
 */
export function mergeVariables(sources: readonly VariableSource[]): MergedVariables {
  const known = new Map<string, Variable>()
  const problems: BuildProblem[] = []
  for (const source of sources) {
    for (const [name, { value, at }] of source.entries) {
      if (nameForm.test(name)) known.set(name, { value: value?.replaceAll('\n', ''), at })
      else problems.push(refuse(name, source, at))
    }
  }
  return { variables: { known, isOpen: sources.some(({ isOpen }) => isOpen) }, problems }
}

function refuse(name: string, { kind, name: object }: VariableSource, at: Variable['at']): BuildProblem {
  const isObject = kind === 'ConfigMap' || kind === 'Secret'
  const suggested = name.replace(/[^_A-Za-z0-9]/g, '_').replace(/^(?=[0-9]|$)/, '_')
  const where = isObject ? `the key \`${name}\` of the ${kind} \`${object}\`` : `\`${name}\``
  return {
    code: 'substitution-name',
    message: `${where} is no name of a variable, for which Flux refuses the whole substitution; names have letters, digits and \`_\`, and begin with no digit`,
    help: isObject
      ? `Call it \`${suggested}\`, or move it to a ${kind} that \`substituteFrom\` does not name: each key of one that it names becomes a variable.`
      : `Call it \`${suggested}\`.`,
    at,
  }
}
