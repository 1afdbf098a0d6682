import { posix } from 'node:path'
import { defaultLayout, type Environment, type Layer, type Layout } from '../model/layout.ts'
import type { RawConfiguration, RawEnvironment } from './raw-configuration.ts'
import { withContent } from './with-content.ts'

/** Completes the part of the configuration that shapes the model by the defaults. */
export function toLayout(raw: RawConfiguration, globs: Layout['globs'], variables: Layout['variables']): Layout {
  return {
    layers: raw.layers === undefined ? defaultLayout.layers : toLayers(raw.layers),
    clusters: (raw.clusters ?? defaultLayout.clusters).map((path) => path.replace(/^\.\//, '').replace(/\/$/, '')),
    environments: (raw.environments ?? []).map(toEnvironment),
    ephemeral: raw.ephemeral ?? defaultLayout.ephemeral,
    mainBranch: raw.mainBranch,
    infrastructure: raw.infrastructure ?? defaultLayout.infrastructure,
    promotion: toPromotion(raw.promotion ?? {}),
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

function toEnvironment(raw: string | RawEnvironment): Environment {
  if (typeof raw === 'string') return { name: raw, clusters: [raw], isPromotable: true }
  return { name: raw.name, clusters: raw.clusters ?? [raw.name], isPromotable: raw.promotable ?? true }
}

function toPromotion(raw: NonNullable<RawConfiguration['promotion']>): Layout['promotion'] {
  const { promotion } = defaultLayout
  return {
    directories: raw.directories?.map((path) => path.replace(/^\.\//, '').replace(/\/$/, '')),
    keepFiles: raw.keepFiles ?? promotion.keepFiles,
    keepFields: (raw.keepFields ?? []).map((one) =>
      typeof one === 'string'
        ? { field: one, kind: undefined, name: undefined }
        : { field: one.field, kind: one.kind, name: one.name },
    ),
    mayName: raw.mayName ?? promotion.mayName,
    allowDelete: raw.allowDelete ?? promotion.allowDelete,
  }
}
