import { isScalar } from 'yaml'
import { compareMinor } from '../../flux/compare-minor.ts'
import { findRemovedApi } from '../../flux/find-removed-api.ts'
import { findServedSince } from '../../flux/find-served-since.ts'
import type { KubernetesObject } from '../../kustomize/kubernetes-object.ts'
import { clustersOf } from '../../model/queries/clusters-of.ts'
import { isChartTemplate } from '../../model/queries/is-chart-template.ts'
import type { Repository } from '../../model/repository.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { innerSpanOf } from '../../yaml/inner-span-of.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import type { Fix, Fixer, Obstacle } from '../fix.ts'
import { editableText } from '../text/editable-text.ts'
import { findDroppedField } from './find-dropped-field.ts'

/**
 * Mends the findings of `flux-api-version`: all objects and patches of one kind and version at once, where every Flux that
 * runs serves the version of today, and no field goes with the old one.
 */
export const updateApiVersion: Fixer = (finding, repository) => {
  const { at } = finding
  const found = repository.files.get(at.file)?.objects.find((object) => spanOfVersion(object)?.outer === at.start)
  const removed = found && findRemovedApi(found.apiVersion, found.kind)
  if (found === undefined || removed?.replacement === undefined) return undefined
  const { replacement } = removed
  const { apiVersion, kind } = found
  const key = `${apiVersion} ${kind}`
  const title = `write \`${replacement}\` for each ${kind} instead of \`${apiVersion}\``
  const asked = known.get(repository) ?? new Map<string, Fix | Obstacle>()
  known.set(repository, asked)
  const result = asked.get(key) ?? update(finding, repository, { apiVersion, kind, replacement, title, key })
  asked.set(key, result)
  return 'why' in result ? result : { ...result, finding }
}

/** Many findings have one fix. */
const known = new WeakMap<Repository, Map<string, Fix | Obstacle>>()

interface Update extends Pick<KubernetesObject, 'apiVersion' | 'kind'> {
  readonly replacement: string
  readonly title: string
  readonly key: string
}

function update(finding: Diagnostic, repository: Repository, wanted: Update): Fix | Obstacle {
  const { apiVersion, kind, replacement, title, key } = wanted
  const since = findServedSince(replacement, kind)
  if (since === undefined) return { title, key, why: `it is not known which Flux serves \`${replacement}\`` }

  const edits = new Map<RepoPath, TextEdit[]>()
  for (const object of listObjects(repository)) {
    if (object.apiVersion !== apiVersion || object.kind !== kind) continue
    const versions = listVersions(object.file, repository)
    if (versions.length === 0 || versions.includes(undefined)) {
      return { title, key, why: 'it is not known which Flux runs; the setting `flux` says so' }
    }
    const behind = versions.find((version) => version !== undefined && compareMinor(version, since) < 0)
    if (behind !== undefined)
      return { title, key, why: `Flux ${behind} does not serve it yet; that begins with ${since}` }
    const field = findDroppedField(object)
    if (field !== undefined) return { title, key, why: `${field} in \`${object.file}\` has no place in it` }
    const source = editableText(object.file, repository)
    if ('why' in source) return { title, key, why: `\`${object.file}\` stays: ${source.why}` }
    const span = spanOfVersion(object)
    if (span === undefined) continue
    const list = edits.get(object.file) ?? []
    edits.set(object.file, list)
    if (!list.some(({ start }) => start === span.start))
      list.push({ start: span.start, end: span.end, text: replacement })
  }
  return { finding, title, key, effect: 'api-version', isPoint: true, edits }
}

function listObjects(repository: Repository): readonly KubernetesObject[] {
  return [...repository.files.values()].flatMap((file) =>
    file.isYaml && !file.isIgnored && !isChartTemplate(repository, file.path) ? file.objects : [],
  )
}

function spanOfVersion({ document, root }: KubernetesObject): (TextEdit & { readonly outer: number }) | undefined {
  const node = nodeAt(document, root, ['apiVersion'])
  if (!isScalar(node)) return undefined
  return { ...innerSpanOf(document, node), outer: node.range?.[0] ?? 0, text: '' }
}

/** What runs where a file is loaded; for a file that no cluster loads, around it, or anywhere. */
function listVersions(file: RepoPath, repository: Repository): readonly (string | undefined)[] {
  const { clusters, layout } = repository
  const loading = clustersOf(repository, file)
  const around = clusters.filter(({ name, directory }) => loading.includes(name) || isWithin(file, directory))
  const near = (around.length > 0 ? around : clusters).map(({ fluxVersion }) => fluxVersion)
  return near.length > 0 ? near : [layout.fluxVersion]
}
