import { fluxApiVersions } from './flux-api-versions.ts'
import { kubernetesApiVersions } from './kubernetes-api-versions.ts'

const byApi: ReadonlyMap<string, string> = new Map([
  ...fluxApiVersions.map(({ group, kind, current }): [string, string] => [
    `${group}/${current.version} ${kind}`,
    current.since,
  ]),
  ...kubernetesApiVersions.flatMap(({ kinds, replacement }) =>
    'note' in replacement
      ? []
      : kinds.map((kind): [string, string] => [`${replacement.apiVersion} ${kind}`, replacement.since]),
  ),
])

/** The first minor release that serves an API which takes the place of a removed one; undefined for any other API. */
export function findServedSince(apiVersion: string, kind: string): string | undefined {
  return byApi.get(`${apiVersion} ${kind}`)
}
