import { emitYaml } from '../../yaml/emit-yaml.ts'

/** Where an object or a transformer comes from, as `buildMetadata` writes it into annotations (resource.Origin). */
export interface Origin {
  readonly path?: string | undefined
  readonly configuredIn?: string | undefined
  readonly configuredBy?: {
    readonly apiVersion: string
    readonly kind: string
    readonly name?: string | undefined
    readonly namespace?: string | undefined
  }
}

/** The text of the annotation, in the order of upstream's fields. */
export function formatOrigin({ path, configuredIn, configuredBy }: Origin): string {
  const lines = [...formatLine('path', path), ...formatLine('configuredIn', configuredIn)]
  if (configuredBy !== undefined) {
    const { apiVersion, kind, name, namespace } = configuredBy
    const fields = [
      ...formatLine('apiVersion', apiVersion),
      ...formatLine('kind', kind),
      ...formatLine('name', name),
      ...formatLine('namespace', namespace),
    ]
    lines.push('configuredBy:\n', ...fields.map((line) => `  ${line}`))
  }
  return lines.join('')
}

/** The text of an origin as one more item of a list. */
export function formatTransformation(origin: Origin): string {
  return formatOrigin(origin)
    .replace(/^/, '- ')
    .replaceAll(/\n(?=.)/g, '\n  ')
}

function formatLine(field: string, value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : [emitYaml(new Map([[field, value]]))]
}
