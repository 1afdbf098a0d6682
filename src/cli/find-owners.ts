import type { AppliedKustomization } from '../model/closure/applied-kustomization.ts'
import type { Closure } from '../model/closure/closure.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { UserError } from '../source/user-error.ts'

/**
 * The Flux Kustomizations of a cluster that are named `namespace/name`, or by the name alone; several where one may lead
 * to several directories. Throws a UserError where there is none.
 */
export function findOwners({ cluster, applied }: Closure, text: string): readonly AppliedKustomization[] {
  const found = applied.filter(({ namespace, name }) => `${namespace}/${name}` === text || name === text)
  if (found.length > 0) return found
  const names = applied.flatMap(({ namespace, name }) => [name, `${namespace}/${name}`])
  const near = nearestMatch(text, names)
  const hint = near === undefined ? `\`gitops inventory ${cluster.name}\` lists them` : `there is \`${near}\``
  throw new UserError(`${cluster.name} has no Flux Kustomization \`${text}\`; ${hint}`)
}
