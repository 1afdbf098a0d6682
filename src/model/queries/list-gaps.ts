import { readText } from '../../flux/read-text.ts'
import { isLimit } from '../../kustomize/build/set-limits-aside.ts'
import type { BuildProblem } from '../../kustomize/build-problem.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { Location } from '../../source/location.ts'
import { maskCredentials } from '../../source/mask-credentials.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'

/** Why the objects of a Flux Kustomization are not all seen, or not as they will be. */
export interface Gap {
  readonly reason:
    | 'other-repository'
    | 'unknown-source'
    | 'unknown-path'
    | 'uncertain-owner'
    | 'missing-path'
    | 'network'
    | 'not-checked'
    | 'unknown-variables'
    | 'build-fails'
    | 'substitution-fails'
  /** A sentence that does not name the Flux Kustomization. */
  readonly message: string
  readonly at: Location | undefined
}

/** What of a Flux Kustomization cannot be seen from the repository, the gravest first. */
export function listGaps(one: AppliedKustomization): readonly Gap[] {
  const { build, substitution } = one
  const source = explainPath(one)
  const substituting = substitution?.problems ?? []
  const failures = [
    ...explainFailure('build-fails', build?.problems ?? []),
    ...explainFailure(
      'substitution-fails',
      substituting.filter(({ code }) => code !== 'substitution-limit'),
    ),
    ...explainFailure(
      'not-checked',
      substituting.filter(({ code }) => code === 'substitution-limit'),
    ),
  ]
  const network = (build?.unverified ?? []).map((problem): Gap => {
    const { message, at } = problem
    return { reason: isLimit(problem) ? 'not-checked' : 'network', message, at }
  })
  const variables = (substitution?.unseen ?? [])
    .filter(({ isOptional }) => !isOptional)
    .map(({ kind, name, at }): Gap => {
      const message = `the variables of ${kind}/${name} in ${one.namespace}, which nothing here makes, have no values`
      return { reason: 'unknown-variables', message, at }
    })
  return [...(source === undefined ? [] : [source]), ...failures, ...network, ...variables]
}

function explainFailure(reason: Gap['reason'], problems: readonly BuildProblem[]): readonly Gap[] {
  const [first] = problems
  if (first === undefined) return []
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return [{ reason, message: `${first.message}${more}`, at: first.at }]
}

function explainPath(one: AppliedKustomization): Gap | undefined {
  const { object, path, owner, isCertain } = one
  const at = path?.at
  if (path === undefined) return undefined
  const { target, text } = path
  if (target.kind === 'remote') {
    return { reason: 'other-repository', message: `${maskCredentials(target.url)} is another repository`, at }
  }
  if (target.kind === 'missing' || target.kind === 'outside') {
    return { reason: 'missing-path', message: `there is no directory \`${text}\``, at }
  }
  if (target.kind === 'unknown') {
    if (hasVariable(text)) {
      return { reason: 'unknown-path', message: `the path \`${text}\` has a variable without a value`, at }
    }
    const kind = readText(object?.root, ['spec', 'sourceRef', 'kind'])?.text
    const name = readText(object?.root, ['spec', 'sourceRef', 'name'])?.text
    const source = kind === undefined || name === undefined ? 'its source' : `${kind}/${name}`
    return { reason: 'unknown-source', message: `what ${source} holds is not known from here`, at }
  }
  if (isCertain || owner === undefined) return undefined
  if (owner.remoteCluster !== undefined) {
    return { reason: 'uncertain-owner', message: 'it is applied to another cluster, whose Flux is not known', at }
  }
  return { reason: 'uncertain-owner', message: 'what applies it is itself not certain', at }
}
