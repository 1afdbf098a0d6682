import { posix } from 'node:path'
import { defaultLayout, type Environment, type Layer, type Layout } from '../model/layout.ts'
import type { RawConfiguration } from './raw-configuration.ts'

/** Completes the part of the configuration that shapes the model by the defaults. */
export function toLayout(raw: RawConfiguration, globs: Layout['globs'], variables: Layout['variables']): Layout {
  return {
    layers: raw.layers === undefined ? defaultLayout.layers : toLayers(raw.layers),
    clusters: (raw.clusters ?? defaultLayout.clusters).map((path) => path.replace(/^\.\//, '').replace(/\/$/, '')),
    environments: (raw.environments ?? []).map(toEnvironment),
    ephemeral: raw.ephemeral ?? defaultLayout.ephemeral,
    mainBranch: raw.mainBranch,
    infrastructure: raw.infrastructure ?? defaultLayout.infrastructure,
    sources: Object.entries(raw.sources ?? {}).map(toMappedSource),
    variables,
    fluxVersion: raw.flux,
    kubernetesVersion: raw.kubernetes,
    ignore: (raw.ignore ?? defaultLayout.ignore).flatMap(withContent),
    globs,
  }
}

function toLayers(layers: NonNullable<RawConfiguration['layers']>): readonly Layer[] {
  const names = Object.keys(layers)
  return Object.entries(layers).map(([name, { paths, mayReference }], index) => ({
    name,
    paths,
    mayReference: mayReference ?? names.slice(index),
  }))
}

function toMappedSource([source, directory]: readonly [string, string]): Layout['sources'][number] {
  const [kind = '', namespace = '', name = ''] = source.split('/')
  return { kind, namespace, name, directory: posix.normalize(directory).replace(/^\.$|\/$/, '') }
}

function toEnvironment(raw: string | { readonly name: string; readonly clusters?: readonly string[] }): Environment {
  if (typeof raw === 'string') return { name: raw, clusters: [raw] }
  return { name: raw.name, clusters: raw.clusters ?? [raw.name] }
}

/** A directory that is named stands for all that lies in it. */
function withContent(glob: string): readonly string[] {
  const plain = glob.replace(/^\.\//, '').replace(/\/$/, '')
  return [plain, `${plain}/**`]
}
