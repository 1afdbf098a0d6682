import type { ChalkInstance } from 'chalk'
import type { ClusterHierarchy, Hierarchy, HierarchyNode } from '../model/queries/list-hierarchy.ts'
import { toPrintable } from './to-printable.ts'

/** Deeper trees are cut: nobody reads them, and a chain of thousands is an attack. */
const maximumIndent = 200

/** The hierarchy as a tree for a terminal, then the directories that several clusters share. */
export function renderTree({ clusters, shared }: Hierarchy, colors: ChalkInstance): string {
  if (clusters.length === 0) return 'No cluster was found. Name their directories under `clusters` in .gitops.yaml.\n'
  const users = new Map(shared.map((one) => [one.directory, one.clusters]))
  const lines: string[] = []
  const add = (node: HierarchyNode, cluster: string, indent: string, isLast: boolean): void => {
    if (indent.length > maximumIndent) {
      lines.push(colors.dim(`${indent}└── …`))
      return
    }
    const others = users.get(node.directory)?.filter((name) => name !== cluster) ?? []
    const isEverywhere = others.length > 1 && others.length === clusters.length - 1
    const also =
      others.length === 0
        ? ''
        : colors.dim(isEverywhere ? '  in every cluster' : `  also ${others.map(toPrintable).join(', ')}`)
    const arrow = node.isFlux ? colors.magenta('flux ') : ''
    lines.push(`${colors.dim(`${indent}${isLast ? '└── ' : '├── '}`)}${arrow}${toPrintable(node.directory)}${also}`)
    node.children.forEach((child, index) => {
      add(child, cluster, `${indent}${isLast ? '    ' : '│   '}`, index === node.children.length - 1)
    })
  }
  for (const cluster of clusters) {
    lines.push(renderCluster(cluster, colors))
    cluster.children.forEach((node, index) => {
      add(node, cluster.cluster, '', index === cluster.children.length - 1)
    })
    if (cluster.unseen.length > 0)
      lines.push(colors.dim('not seen from here:'), ...cluster.unseen.map((one) => colors.dim(`  ${toPrintable(one)}`)))
    lines.push('')
  }
  lines.push(colors.bold('Shared'))
  if (shared.length === 0) lines.push('nothing')
  const width = Math.max(0, ...shared.map((one) => one.directory.length))
  for (const { directory, clusters: names } of shared) {
    lines.push(
      `${toPrintable(directory).padEnd(width)}  ${names.length === clusters.length ? `all ${names.length} clusters` : names.map(toPrintable).join(', ')}`,
    )
  }
  return `${lines.join('\n')}\n`
}

function renderCluster(cluster: ClusterHierarchy, colors: ChalkInstance): string {
  const facts = [
    cluster.environment === undefined ? '' : `environment ${toPrintable(cluster.environment)}`,
    cluster.isEphemeral ? 'ephemeral' : '',
    cluster.branch === undefined ? '' : `branch ${toPrintable(cluster.branch)}`,
    cluster.fluxVersion === undefined ? '' : `Flux ${toPrintable(cluster.fluxVersion)}`,
  ].filter((fact) => fact !== '')
  const suffix = facts.length === 0 ? '' : colors.dim(`  ${facts.join(', ')}`)
  return `${colors.bold(toPrintable(cluster.cluster))} ${colors.dim(toPrintable(cluster.directory))}${suffix}`
}
