import { BuildError } from '../build-error.ts'
import type { FileContent, GeneratorArguments } from '../generators/generator-arguments.ts'
import { makeGenerated } from '../generators/make-generated.ts'
import { readGeneratorArguments } from '../generators/read-generator-arguments.ts'
import { readGeneratorOptions } from '../generators/read-generator-options.ts'
import type { Resource } from '../resource/resource.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { getField } from '../tree/get-field.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { absorbResource } from './absorb-resource.ts'
import { wayTo } from './accumulate-resources.ts'
import type { Accumulator } from './accumulator.ts'
import { countObjects } from './append-resources.ts'
import { attempt } from './attempt.ts'
import type { BuildRun } from './build-run.ts'
import { loadPlugins } from './load-plugins.ts'
import { findFile } from './loader.ts'
import { makeGkeAccount } from './make-gke-account.ts'
import { setOriginWhereMissing } from './mark-origin.ts'
import type { Origin } from './origin.ts'
import { pluginOrigin, readPluginOrigin } from './plugin-origin.ts'
import { refuseProgram } from './refuse-program.ts'
import type { Target } from './target.ts'

/** Makes the objects that generators describe: in the kustomization file itself, and in files (runGenerators). */
export function runGenerators(target: Target, accumulator: Accumulator): void {
  const { run } = target
  const { root } = target.kustomization
  const shared = attempt(run, () => readSharedOptions(root))
  for (const [field, kind] of builtInFields) {
    for (const entry of getFieldIgnoringCase(root, field)?.items ?? []) {
      attempt(run, () => {
        const made = generate(target, readGeneratorArguments(entry, kind, shared))
        absorb(target, accumulator, made, pluginOrigin(target, `${kind}Generator`))
      })
    }
  }
  for (const field of ['helmCharts', 'helmChartInflationGenerator']) {
    for (const chart of getFieldIgnoringCase(root, field)?.items ?? []) attempt(run, () => refuseChart(run, chart))
  }
  for (const plugin of loadPlugins(target, 'generators')) {
    attempt(run, () => {
      const made = runPlugin(target, plugin.root)
      absorb(target, accumulator, made, readPluginOrigin(plugin))
    })
  }
}

const builtInFields = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
] as const

function readSharedOptions(root: TreeNode): ReturnType<typeof readGeneratorOptions> | undefined {
  const node = getFieldIgnoringCase(root, 'generatorOptions')
  return node === undefined ? undefined : readGeneratorOptions(node, 'configMapGenerator')
}

function generate({ run, loader }: Target, args: GeneratorArguments): TreeNode {
  const readFile = (path: string, at: GeneratorArguments['by']['at']): FileContent => {
    const file = findFile(run, loader, path, at)
    return { file: run.files.sourceOf(file), bytes: run.files.bytes(file, at) }
  }
  return makeGenerated(args, readFile)
}

function absorb(target: Target, accumulator: Accumulator, root: TreeNode, origin: Origin | undefined): void {
  const { run } = target
  countObjects(run, 1, root.step?.at)
  run.ways.set(root, wayTo(target, root.step?.at))
  const resource: Resource = { root, variables: [], openApi: run.openApi }
  if (origin !== undefined) setOriginWhereMissing(resource, origin)
  absorbResource(run, accumulator, resource)
}

function refuseChart(run: BuildRun, chart: TreeNode): never {
  const name = getFieldIgnoringCase(chart, 'name') ?? getFieldIgnoringCase(chart, 'chartName')
  const what = name === undefined ? 'a Helm chart' : `the Helm chart \`${name.value}\``
  const at = name?.step?.at ?? chart.step?.at
  if (run.programs === 'refused') {
    const message = `${what} is to be rendered with Helm, which Flux does not do for kustomization files`
    throw new BuildError({ code: 'helm-chart-refused', message, help: 'Write a HelmRelease for it.', at })
  }
  throw new BuildError({ code: 'helm-chart', message: `${what} cannot be rendered offline: that takes Helm`, at })
}

function runPlugin(target: Target, root: TreeNode): TreeNode {
  const apiVersion = getField(root, 'apiVersion')?.value
  const kind = getField(root, 'kind')
  if (apiVersion === 'builtin') {
    const prefix = /^(ConfigMap|Secret)Generator$/.exec(kind?.value ?? '')?.[1]
    if (prefix === 'ConfigMap' || prefix === 'Secret') {
      return generate(target, readGeneratorArguments(withName(root), prefix, undefined))
    }
    if (kind?.value === 'HelmChartInflationGenerator') refuseChart(target.run, root)
    if (kind?.value === 'IAMPolicyGenerator') return makeGkeAccount(root)
    const message = `kustomize has no built-in generator \`${kind?.value}\``
    throw new BuildError({ code: 'unknown-plugin', message, at: kind?.step?.at })
  }
  throw refuseProgram(target.run, `the generator \`${kind?.value}\``, kind?.step?.at ?? root.step?.at)
}

/** A generator in a file of its own may have its name and namespace in its metadata. */
function withName(root: TreeNode): TreeNode {
  const isSet = (name: string) => (getFieldIgnoringCase(root, name)?.value ?? '') !== ''
  const fields = getField(root, 'metadata')?.fields ?? []
  const added = fields.filter(({ key }) => (key.value === 'name' || key.value === 'namespace') && !isSet(key.value))
  const names = added.map(({ key }) => key.value)
  // The deprecated `env` is made `envs` of in kustomization files only.
  const own = root.fields.filter(({ key }) => !names.includes(key.value) && key.value.toLowerCase() !== 'env')
  return copyShallow(root, { fields: [...own, ...added] })
}
