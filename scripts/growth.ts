// Measures how the time of a whole lint grows with the number of clusters. The repository is made up: clusters that share
// a template with 40 Flux Kustomizations, each with variables of its cluster, and components of ten objects.
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { lintRepository } from '../src/lint/lint-repository.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout } from '../src/model/layout.ts'
import { rules } from '../src/rules/generated/registry.ts'

const components = 40
const objectsEach = 10

function makeFiles(clusters: number): Record<string, string> {
  const files: Record<string, string> = {}
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    const directory = `clusters/c${cluster}`
    files[`${directory}/kustomization.yaml`] =
      'resources: [flux-system, ../../cluster-templates/standard, settings.yaml]\n'
    files[`${directory}/settings.yaml`] =
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: flux-system}\ndata: {cluster: c${cluster}}\n`
    files[`${directory}/flux-system/kustomization.yaml`] = 'resources: [gotk-sync.yaml]\n'
    files[`${directory}/flux-system/gotk-sync.yaml`] = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {interval: 1m, ref: {branch: main}, url: "https://example.com/org/platform"}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: flux-system, namespace: flux-system}
spec: {interval: 10m, path: ./${directory}, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
`
  }
  const names = Array.from({ length: components }, (_, index) => `app${index}`)
  files['cluster-templates/standard/kustomization.yaml'] =
    `resources: [${names.map((name) => `${name}.yaml`).join(', ')}]\n`
  for (const name of names) {
    files[`cluster-templates/standard/${name}.yaml`] = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec:
  interval: 10m
  path: ./components/${name}
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system}
  postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}]}
`
    const manifests = Array.from({ length: objectsEach }, (_, index) => `m${index}.yaml`)
    files[`components/${name}/kustomization.yaml`] =
      `namespace: ${name}\nresources: [namespace.yaml, ${manifests.join(', ')}]\n`
    files[`components/${name}/namespace.yaml`] = `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`
    for (const [index, manifest] of manifests.entries()) {
      files[`components/${name}/${manifest}`] =
        `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}-${index}}\ndata: {cluster: "\${cluster}", note: plain}\n`
    }
  }
  return files
}

console.log('| clusters | files | objects | model ms | rules ms | heap MB | findings |\n|--:|--:|--:|--:|--:|--:|--:|')
for (const clusters of [1, 25, 50, 100, 200]) {
  const files = createMemoryFileSystem(makeFiles(clusters))
  const start = performance.now()
  const repository = buildRepository(files, defaultLayout, { remotes: [] })
  const modelled = performance.now()
  const findings = lintRepository(repository, { rules: new Map() }, rules)
  const end = performance.now()
  const objects = [...repository.closures.values()].flatMap(({ applied }) => applied.map((one) => one.objects.length))
  const total = objects.reduce((sum, count) => sum + count, 0)
  const heap = Math.round(process.memoryUsage().heapUsed / 1024 / 1024)
  console.log(
    `| ${clusters} | ${files.entries.length} | ${total} | ${Math.round(modelled - start)} | ${Math.round(end - modelled)} | ${heap} | ${findings.length} |`,
  )
}
