import { fluxApiVersions } from './flux-api-versions.ts'
import { kubernetesApiVersions } from './kubernetes-api-versions.ts'

/** An API that some release no longer serves. */
export interface RemovedApi {
  readonly product: 'flux' | 'kubernetes'
  /** First minor release of the product without it, such as `2.8` or `1.25`. */
  readonly removedIn: string
  /** That release is not out yet. */
  readonly scheduled: boolean
  /** The apiVersion to write instead, or, where the kind itself is gone, advice in words. */
  readonly replacement?: string
}

const byApi: ReadonlyMap<string, RemovedApi> = new Map([
  ...fluxApiVersions.flatMap(({ group, kind, current, removed }) =>
    removed.map(({ version, removedIn }): [string, RemovedApi] => [
      `${group}/${version} ${kind}`,
      { product: 'flux', removedIn, scheduled: false, replacement: `${group}/${current.version}` },
    ]),
  ),
  ...kubernetesApiVersions.flatMap(({ group, version, kinds, removedIn, scheduled = false, replacement }) =>
    kinds.map((kind): [string, RemovedApi] => [
      `${group}/${version} ${kind}`,
      {
        product: 'kubernetes',
        removedIn,
        scheduled,
        replacement: 'apiVersion' in replacement ? replacement.apiVersion : replacement.note,
      },
    ]),
  ),
])

/**
 * Which release removes the API of an object, if any does: `{@link fluxApiVersions}` and `{@link kubernetesApiVersions}`
 * looked up by the object's exact apiVersion and kind.
 */
export function findRemovedApi(apiVersion: string, kind: string): RemovedApi | undefined {
  return byApi.get(`${apiVersion} ${kind}`)
}
