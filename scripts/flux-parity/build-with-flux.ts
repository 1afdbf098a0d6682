import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type JsonObject, textAt } from './flux-object.ts'
import { readObjects } from './read-objects.ts'

/** What `flux build kustomization` printed, or what it said when it failed. */
export type FluxBuild = { readonly objects: readonly JsonObject[] } | { readonly message: string }

/**
 * Builds one Flux Kustomization with the real flux, offline and without a cluster. `directory` is its path on disk.
 * With `sources`, the directories of sources by `Kind/namespace/name`, everything that it renders is built as well.
 * With `isStrict` a variable without a value is an error, as it is for the controller since 1.9; otherwise it is empty.
 * Flux writes into the directory while it builds.
 */
export function buildWithFlux(
  flux: string,
  kustomization: JsonObject,
  directory: string,
  {
    sources,
    isStrict = false,
  }: { readonly sources?: Readonly<Record<string, string>>; readonly isStrict?: boolean } = {},
): FluxBuild {
  const temporary = mkdtempSync(join(tmpdir(), 'flux-parity-'))
  try {
    const file = join(temporary, 'kustomization.json')
    writeFileSync(file, JSON.stringify(kustomization))
    const namespace = textAt(kustomization, 'metadata', 'namespace') || 'flux-system'
    const name = textAt(kustomization, 'metadata', 'name')
    const args = ['build', 'kustomization', name, '--namespace', namespace, '--dry-run']
    args.push('--path', directory, '--kustomization-file', file)
    if (isStrict) args.push('--strict-substitute')
    if (sources !== undefined) {
      args.push('--recursive')
      for (const [key, path] of Object.entries(sources)) args.push('--local-sources', `${key}=${path}`)
    }
    const { status, stdout, stderr, error } = spawnSync(flux, args, {
      encoding: 'utf8',
      maxBuffer: 1 << 29,
      timeout: 120_000,
      // Neither a cluster nor the network: kustomize fetches with git.
      env: { PATH: '', HOME: temporary, KUBECONFIG: '/dev/null', HTTPS_PROXY: 'http://localhost:9' },
    })
    if (error !== undefined) return { message: error.message }
    if (status !== 0) return { message: /^✗ (.*)/m.exec(stderr)?.[1] ?? stderr.trim() }
    return { objects: readObjects(stdout) }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}
