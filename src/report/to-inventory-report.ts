import type { AppliedKustomization } from '../model/closure/applied-kustomization.ts'
import type { Inventory } from '../model/queries/list-inventory.ts'
import { listUnseen, type Unseen } from '../model/queries/list-unseen.ts'
import type { Location } from '../source/location.ts'
import { nameKustomization } from './explain-steps.ts'
import type { OpenSourceFile } from './render-build-problems.ts'
import type { SecretTest } from './secret-test.ts'

/** What a cluster gets, for programs; schemas/inventory.schema.json describes it. */
export interface InventoryReport {
  readonly version: 1
  readonly cluster: string
  readonly directory: string
  readonly owners: readonly OwnerReport[]
  readonly unseen: readonly ({
    readonly reason: Unseen['reason']
    readonly message: string
    readonly owners: readonly string[]
  } & Place)[]
  readonly summary: { readonly objects: number; readonly owners: number }
}

/** Lines and columns begin with 1; null where there is no place. */
interface Place {
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
}

interface OwnerReport extends Place {
  readonly namespace: string
  readonly name: string
  /** What applies it; null for the root. */
  readonly owner: string | null
  readonly path: string | null
  /** What is built, from the top of the repository. */
  readonly directory: string | null
  readonly certain: boolean
  readonly suspended: boolean
  readonly prune: boolean | null
  readonly wait: boolean | null
  /** Name of the Secret with the way to it; empty where it is reached otherwise; null for the cluster itself. */
  readonly remoteCluster: string | null
  readonly objects: readonly ObjectReport[]
}

interface ObjectReport extends Place {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
  readonly files: readonly string[]
  readonly alsoOwnedBy: readonly string[]
}

/** An inventory as plain data, secrets left out of names. */
export function toInventoryReport(
  { cluster, owners }: Inventory,
  open: OpenSourceFile,
  { conceal }: SecretTest,
): InventoryReport {
  const nameOf = (one: AppliedKustomization): string => conceal(nameKustomization(one))
  const toPlace = (at: Location | undefined): Place => {
    const position = at === undefined ? undefined : open(at.file)?.lines.positionAt(at.start)
    return { file: at?.file ?? null, line: position?.line ?? null, column: position?.column ?? null }
  }
  return {
    version: 1,
    cluster: cluster.name,
    directory: cluster.directory,
    owners: owners.map(({ kustomization: one, at, prune, wait, objects }) => ({
      namespace: conceal(one.namespace),
      name: conceal(one.name),
      owner: one.owner === undefined ? null : nameOf(one.owner),
      path: one.path === undefined ? null : conceal(one.path.text),
      directory: one.build?.directory ?? null,
      certain: one.isCertain,
      suspended: one.isSuspended,
      prune: prune ?? null,
      wait: wait ?? null,
      remoteCluster: one.remoteCluster === undefined ? null : conceal(one.remoteCluster),
      ...toPlace(at),
      objects: objects.map(({ object: { id }, at: origin, files, others }) => ({
        apiVersion: id.group === '' ? id.version : `${id.group}/${id.version}`,
        kind: id.kind,
        namespace: id.namespace === '' ? null : conceal(id.namespace),
        name: conceal(id.name),
        ...toPlace(origin),
        files,
        alsoOwnedBy: others.map(nameOf),
      })),
    })),
    unseen: listUnseen(owners).map(({ reason, message, at, owners: concerned }) => ({
      reason,
      message: conceal(message),
      owners: concerned.map(nameOf),
      ...toPlace(at),
    })),
    summary: { objects: owners.reduce((sum, one) => sum + one.objects.length, 0), owners: owners.length },
  }
}
