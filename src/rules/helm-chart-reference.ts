import { readText } from '../flux/read-text.ts'
import { locateField } from '../kustomize/lineage/locate-field.ts'
import { getNode } from '../kustomize/tree/get-node.ts'
import { isNullNode } from '../kustomize/tree/is-null-node.ts'
import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import type { AppliedObject } from '../model/closure/applied-kustomization.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { hasVariable } from '../source/has-variable.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'

interface Problem {
  readonly message: 'both' | 'neither' | 'name'
  readonly field: readonly string[]
  readonly text?: string
}

export default defineRule({
  id: 'helm-chart-reference',
  severity: 'error',
  summary: 'A HelmRelease takes its chart from one place, by a name that this place can have.',
  why: 'The API server refuses a HelmRelease that has both `chart` and `chartRef`, or neither; and with it Flux refuses all that is applied together. A HelmRepository knows charts by their names: a path never leads to one.',
  fix: 'Keep either `chart` or `chartRef`. In a HelmRepository name the chart as its index does; for a chart in the repository set `sourceRef` to its GitRepository.',
  messages: {
    both: 'HelmRelease `{name}` has both `chart` and `chartRef`',
    neither: 'HelmRelease `{name}` has neither `chart` nor `chartRef`',
    name: '`{text}` is not the name of a chart in a HelmRepository',
  },
  create: ({ report }) => {
    const reports = createClusterReports<Problem['message']>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        for (const { isCertain, objects } of closure.applied) {
          for (const object of isCertain ? objects : []) {
            const { id, root } = object
            const problem = findProblem(object)
            const at = problem && locateField(root, problem.field)
            if (problem === undefined || at === undefined) continue
            const { message, field, text = '' } = problem
            reports.add(cluster.name, {
              message,
              data: { name: id.name, text },
              at,
              pointer: `${id.kind}/${id.namespace}/${id.name}#${field.join('.')}`,
            })
          }
        }
      },
      Repository() {
        reports.flush(report)
      },
    }
  },
})

function findProblem(object: AppliedObject): Problem | undefined {
  const { id, root } = object
  if (id.group === 'source.toolkit.fluxcd.io' && id.kind === 'HelmChart') return checkName(root, ['spec'])
  if (id.group !== 'helm.toolkit.fluxcd.io' || id.kind !== 'HelmRelease') return undefined
  const spec = getNode(root, ['spec'])
  const has = (field: string): boolean => {
    const node = getNode(spec, [field])
    return node !== undefined && !isNullNode(node)
  }
  // Older versions know no `chartRef`, and their schemas ask for `chart`.
  if (spec !== undefined && !/^v2beta1$|^v1/.test(id.version)) {
    if (has('chart') && has('chartRef')) return { message: 'both', field: ['spec', 'chartRef'] }
    if (!has('chart') && !has('chartRef')) return { message: 'neither', field: ['metadata', 'name'] }
  }
  return checkName(root, ['spec', 'chart', 'spec'])
}

/** Names that source-controller takes (RemoteReference.Validate). */
const chartName = /^[-a-z0-9]+(?:(?:\/\.?|\.)[-a-z0-9]+)*\/?\.?$/

function checkName(root: TreeNode, path: readonly string[]): Problem | undefined {
  const chart = readText(root, [...path, 'chart'])?.text ?? ''
  if (readText(root, [...path, 'sourceRef', 'kind'])?.text !== 'HelmRepository') return undefined
  if (chart === '' || hasVariable(chart) || chartName.test(chart)) return undefined
  return { message: 'name', field: [...path, 'chart'], text: chart }
}
