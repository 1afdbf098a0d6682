import { defaultFieldSpecs } from './default-field-specs.ts'
import type { FieldSpec, NameReference } from './field-spec.ts'
import { sortConfiguration } from './sort-configuration.ts'
import type { TransformerConfiguration } from './transformer-configuration.ts'

/** The configuration that is built in (builtinconfig.MakeDefaultConfig). */
export const defaultConfiguration: TransformerConfiguration = sortConfiguration({
  namePrefix: parseFieldSpecs(defaultFieldSpecs.namePrefix),
  nameSuffix: parseFieldSpecs(defaultFieldSpecs.nameSuffix),
  namespace: parseFieldSpecs(defaultFieldSpecs.namespace),
  commonLabels: parseFieldSpecs(defaultFieldSpecs.commonLabels),
  labels: [],
  templateLabels: parseFieldSpecs(defaultFieldSpecs.templateLabels),
  commonAnnotations: parseFieldSpecs(defaultFieldSpecs.commonAnnotations),
  varReference: parseFieldSpecs(defaultFieldSpecs.varReference),
  images: parseFieldSpecs(defaultFieldSpecs.images),
  replicas: parseFieldSpecs(defaultFieldSpecs.replicas),
  nameReference: parseNameReferences(defaultFieldSpecs.nameReference),
})

function parseFieldSpecs(table: string): readonly FieldSpec[] {
  return linesOf(table).map(parseFieldSpec)
}

function parseNameReferences(table: string): readonly NameReference[] {
  const references: (NameReference & { readonly referrers: FieldSpec[] })[] = []
  for (const line of linesOf(table)) {
    const { path, group, version, kind, create } = parseFieldSpec(line)
    if (path === 'for') references.push({ group, version, kind, referrers: [] })
    else references.at(-1)?.referrers.push({ path, group, version, kind, create })
  }
  return references
}

function linesOf(table: string): readonly string[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function parseFieldSpec(line: string): FieldSpec {
  const [path = '', ...words] = line.split(' ')
  const find = (name: string): string => words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
  return {
    group: find('group'),
    version: find('version'),
    kind: find('kind'),
    path,
    create: words.includes('create'),
  }
}
