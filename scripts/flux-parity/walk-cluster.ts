import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { buildWithFlux } from './build-with-flux.ts'
import { composeArtifact } from './compose-artifact.ts'
import type { ClusterRoot } from './find-roots.ts'
import { isFluxKustomization, type JsonObject, textAt } from './flux-object.ts'
import { hasVariables, resolveVariables } from './resolve-variables.ts'

/** What the real flux makes of one Flux Kustomization. */
export interface WalkedKustomization {
  /** `namespace/name` */
  readonly owner: string
  /** Its source, as `Kind/namespace/name`, and its path there. */
  readonly source: string
  readonly path: string
  /** `unseen`: its source is no part of the repository. */
  readonly status: 'built' | 'failed' | 'unseen'
  readonly message?: string
  /** Whether a variable has no value, or comes from a ConfigMap or Secret that nothing in the cluster makes. */
  readonly isOpen: boolean
  readonly objects: readonly JsonObject[]
}

/** All Flux Kustomizations of a cluster, each built alone so that one that fails does not hide the others. */
export interface WalkedCluster {
  readonly kustomizations: readonly WalkedKustomization[]
  /** What one run with `--recursive` over everything printed: whether the same, or its message. */
  readonly recursive: string
}

/**
 * Follows a cluster with the real flux from its root through every Flux Kustomization that it renders. `copy` is a copy
 * of the repository that may be written to, `temporary` an empty directory for artifacts made of it. With `isDry` this
 * is exactly a dry run, which knows nothing of `substituteFrom`, and is compared with a recursive one; otherwise those
 * variables have the values that the cluster's own ConfigMaps and Secrets give them.
 */
export function walkCluster(
  flux: string,
  root: ClusterRoot,
  copy: string,
  temporary: string,
  isDry: boolean,
): WalkedCluster {
  const own = sourceOf(root.kustomization)
  const sources: Record<string, string> = { [own]: copy }
  const objects: JsonObject[] = []
  const walked: WalkedKustomization[] = []
  const seen = new Set<string>()
  const queue = [root.kustomization]
  while (queue.length > 0) {
    // What takes variables from an object that is not rendered yet waits for it.
    const index = isDry ? 0 : queue.findIndex((one) => hasVariables(one, objects))
    const [next] = queue.splice(Math.max(0, index), 1)
    if (next === undefined) continue
    const owner = ownerOf(next)
    if (seen.has(owner)) continue
    seen.add(owner)
    const source = sourceOf(next)
    const path = textAt(next, 'spec', 'path')
    const [kind, namespace = '', name = ''] = source.split('/')
    if (kind === 'ExternalArtifact' && sources[source] === undefined) {
      const directory = join(temporary, namespace, name)
      if (composeArtifact(objects, namespace, name, copy, directory)) sources[source] = directory
    }
    const one = build(flux, isDry ? next : resolveVariables(next, objects), sources[source], path)
    walked.push({ owner, source, path, ...one, isOpen: one.isOpen || !hasVariables(next, objects) })
    objects.push(...one.objects)
    queue.push(...one.objects.filter(isFluxKustomization))
  }
  if (!isDry) return { kustomizations: walked, recursive: '' }
  for (const { status, source, path } of walked) {
    sources[source] ??= join(temporary, 'outside', source)
    const directory = join(sources[source], posix.join('/', path))
    if (status !== 'built') replaceDirectory(directory)
    const asProgram = join(sources[source], path)
    if (existsSync(asProgram)) continue
    mkdirSync(dirname(asProgram), { recursive: true })
    symlinkSync(directory, asProgram)
  }
  return { kustomizations: walked, recursive: compareRecursive(flux, root, copy, sources, walked) }
}

function build(
  flux: string,
  kustomization: JsonObject,
  source: string | undefined,
  path: string,
): Omit<WalkedKustomization, 'owner' | 'source' | 'path'> {
  const nothing = { isOpen: false, objects: [] }
  if (source === undefined) return { status: 'unseen', ...nothing }
  // The controller never leaves the source; the program does.
  const directory = join(source, posix.join('/', path))
  if (!existsSync(directory)) return { status: 'failed', message: `${path} does not exist`, ...nothing }
  const built = buildWithFlux(flux, kustomization, directory)
  if ('message' in built) return { status: 'failed', message: built.message.replaceAll(source, ''), ...nothing }
  const isOpen = 'message' in buildWithFlux(flux, kustomization, directory, { isStrict: true })
  return { status: 'built', isOpen, objects: built.objects }
}

/** One failing Flux Kustomization ends a recursive run, so what cannot be built is given an object that stands for it. */
function replaceDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true })
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'placeholder' } }
  writeFileSync(join(directory, 'placeholder.yaml'), JSON.stringify(object))
  for (const name of ['kustomization.yml', 'Kustomization']) rmSync(join(directory, name), { force: true })
  writeFileSync(join(directory, 'kustomization.yaml'), JSON.stringify({ resources: ['placeholder.yaml'] }))
}

function compareRecursive(
  flux: string,
  root: ClusterRoot,
  copy: string,
  sources: Readonly<Record<string, string>>,
  walked: readonly WalkedKustomization[],
): string {
  const directory = join(copy, textAt(root.kustomization, 'spec', 'path'))
  const built = buildWithFlux(flux, root.kustomization, directory, { sources })
  if ('message' in built) return built.message.replaceAll(copy, '')
  const sorted = (objects: readonly JsonObject[]): string =>
    JSON.stringify(objects.map((one) => JSON.stringify(one)).sort())
  // What stands for another may have been added to by components.
  const owners = new Set(walked.filter(({ status }) => status === 'built').map(({ owner }) => owner))
  const label = (object: JsonObject, name: string): string =>
    textAt(object, 'metadata', 'labels', `kustomize.toolkit.fluxcd.io/${name}`)
  const compared = built.objects.filter((one) => owners.has(`${label(one, 'namespace')}/${label(one, 'name')}`))
  return sorted(compared) === sorted(walked.flatMap(({ objects }) => objects)) ? 'same' : 'different'
}

function ownerOf(kustomization: JsonObject): string {
  return `${textAt(kustomization, 'metadata', 'namespace')}/${textAt(kustomization, 'metadata', 'name')}`
}

function sourceOf(kustomization: JsonObject): string {
  const kind = textAt(kustomization, 'spec', 'sourceRef', 'kind')
  const namespace =
    textAt(kustomization, 'spec', 'sourceRef', 'namespace') || textAt(kustomization, 'metadata', 'namespace')
  return `${kind}/${namespace}/${textAt(kustomization, 'spec', 'sourceRef', 'name')}`
}
