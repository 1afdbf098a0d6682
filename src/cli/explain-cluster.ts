import { resolve } from 'node:path'
import type { ChalkInstance } from 'chalk'
import { pathExists } from '../files/path-exists.ts'
import type { AppliedKustomization, AppliedObject } from '../model/closure/applied-kustomization.ts'
import { hasFullSight } from '../model/queries/has-full-sight.ts'
import { createClusterSecretTest } from '../report/cluster-secret-test.ts'
import { renderBuildProblems } from '../report/render-build-problems.ts'
import { UserError } from '../source/user-error.ts'
import { findBuiltObject } from './find-built-object.ts'
import { findCluster } from './find-cluster.ts'
import { findLineage } from './find-lineage.ts'
import { findOwners } from './find-owners.ts'
import { openRepository } from './open-repository.ts'
import { printWhy } from './print-why.ts'
import type { Terminal } from './terminal.ts'
import type { WhyQuestion } from './why-question.ts'

/**
 * Answers `why` for all that a cluster gets. Gives whether the build or the substitution that made the object fails, for
 * which the answer is not all. Throws a UserError where there is no such cluster, object or field.
 */
export async function explainCluster(
  { where, object: text, field, namespace, owner, format }: WhyQuestion,
  terminal: Terminal,
  colors: ChalkInstance,
): Promise<boolean> {
  const isOnDisk = pathExists(resolve(terminal.workingDirectory, where))
  const { repository, asked } = await openRepository(isOnDisk ? [where] : [], terminal)
  if (repository.clusters.length === 0) throw new UserError(`${where}: there is no such file or directory`)
  const closure = findCluster(repository, where, isOnDisk ? asked[0] : undefined)
  const { name } = closure.cluster
  const open = (path: string) => repository.files.get(path)
  const secrets = createClusterSecretTest(closure, open)
  const objects = listObjects(owner === undefined ? closure.applied : findOwners(closure, owner))
  const object = ask(secrets.conceal, () =>
    findBuiltObject(objects, {
      text,
      namespace,
      place: owner === undefined ? name : `${owner} of ${name}`,
      isAll: owner !== undefined || hasFullSight(closure, repository),
    }),
  )
  const found = field === undefined ? undefined : ask(secrets.conceal, () => findLineage(object, field))
  const { build, substitution } = object.owner
  const problems = [...(build?.problems ?? []), ...(substitution?.problems ?? [])]
  const unverified = build?.unverified ?? []
  terminal.warn(secrets.conceal(renderBuildProblems(unverified, 'warning', open, colors)))
  terminal.warn(secrets.conceal(renderBuildProblems(problems, 'error', open, colors)))
  const context = { open, secrets, colors, cluster: { closure, secrets } }
  terminal.print(printWhy({ object, found, problems, unverified }, format, context))
  return problems.length > 0
}

/** What is certain first; what is not only where nothing certain has the same name. */
function listObjects(applied: readonly AppliedKustomization[]): readonly AppliedObject[] {
  const certain = applied.filter(({ isCertain }) => isCertain).flatMap(({ objects }) => objects)
  const keyOf = ({ id, owner }: AppliedObject): string =>
    JSON.stringify([owner.remoteCluster, id.group, id.kind, id.namespace, id.name])
  const known = new Set(certain.map(keyOf))
  const others = applied.filter(({ isCertain }) => !isCertain).flatMap(({ objects }) => objects)
  return [...certain, ...others.filter((object) => !known.has(keyOf(object)))]
}

/** An error lists what there is, in which a name may be filled in with a secret. */
function ask<T>(conceal: (text: string) => string, find: () => T): T {
  try {
    return find()
  } catch (error) {
    throw error instanceof UserError ? new UserError(conceal(error.message)) : error
  }
}
