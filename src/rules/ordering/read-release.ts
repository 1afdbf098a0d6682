import { readText } from '../../flux/read-text.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { findClusterObjects } from '../../model/queries/find-cluster-objects.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { CrdChart } from './crd-charts.ts'

/** What a HelmRelease says of its chart. */
export interface Release {
  readonly object: AppliedObject
  /** The last segment of the chart's name, or of the artifact that holds it; undefined where that is not known. */
  readonly chart: string | undefined
  /** Names and URLs of its source, in one text. */
  readonly source: string
}

const sourceGroup = 'source.toolkit.fluxcd.io'

/** Whether an object is a HelmRelease that installs into the cluster itself. */
export function isRelease({ id, root }: AppliedObject): boolean {
  if (id.group !== 'helm.toolkit.fluxcd.io' || id.kind !== 'HelmRelease') return false
  return getNode(root, ['spec', 'kubeConfig']) === undefined
}

/** Reads the chart of a HelmRelease, through the sources of its cluster. */
export function readRelease(object: AppliedObject, closure: Closure): Release {
  const { root, id } = object
  const spec = getField(root, 'spec')
  const text = (path: readonly string[]): string => readText(spec, path)?.text ?? ''
  const namespaceOf = (path: readonly string[]): string => text([...path, 'namespace']) || id.namespace
  const find = (kind: string, name: string, namespace: string): AppliedObject | undefined =>
    findClusterObjects(closure, { group: sourceGroup, kind, namespace, name })[0]

  const reference = ['chart', 'spec', 'sourceRef']
  let chart = text(['chart', 'spec', 'chart'])
  let source = find(text([...reference, 'kind']), text([...reference, 'name']), namespaceOf(reference))
  const names = [text([...reference, 'name']), text(['chartRef', 'name'])]
  if (chart === '') {
    source = find(text(['chartRef', 'kind']), text(['chartRef', 'name']), namespaceOf(['chartRef']))
    chart = readText(source?.root, ['spec', 'chart'])?.text ?? readText(source?.root, ['spec', 'url'])?.text ?? ''
  }
  const url = readText(source?.root, ['spec', 'url'])?.text ?? ''
  const name = chart.replace(/\/+$/, '').split('/').at(-1) ?? ''
  return {
    object,
    chart: name === '' || hasVariable(name) ? undefined : name,
    source: [...names, url, id.name].join(' ').toLowerCase(),
  }
}

/** How charts name the value that leaves their CRDs out. */
const usualSwitches = [
  'installCRDs',
  'manageCRDs',
  'crds.enabled',
  'crds.install',
  'crds.create',
  'crd.create',
  'crd.install',
]

/** Whether a release of a chart installs its CRDs; undefined where the values that decide are not all in sight. */
export function installsCrds({ object, source }: Release, { from, switch: condition }: CrdChart): boolean | undefined {
  const spec = getField(object.root, 'spec')
  if (from === 'directory' && readText(spec, ['install', 'crds'])?.text === 'Skip') return false
  const paths = condition?.paths ?? usualSwitches
  const written = paths.flatMap((path) => readText(spec, ['values', ...path.split('.')])?.text ?? [])
  if (written.some(hasVariable)) return undefined
  if (written.includes('true')) return true
  if (written.includes('false')) return false
  if (condition === undefined) return true
  const isSure = condition.source === undefined || source.includes(condition.source)
  return !isSure || (getNode(spec, ['valuesFrom'])?.items.length ?? 0) > 0 ? undefined : condition.isOn
}
